"""What is to do today, in one message at the start of a working day. Numbers, and nothing about anyone."""

from datetime import datetime, time

from django.utils import timezone

from perspectief.outbox.models import Message
from perspectief.outbox.posting import post
from selfreferral.intake.due import is_working_day
from selfreferral.intake.to_do import to_do

from . import readers

BEGINS = time(8)  # in the Netherlands
SUBJECT, SUBJECT_LATE = "Wat er vandaag wacht", "Wat er vandaag wacht, en wat te laat is"
AFTER = """
Log in op de website en kijk bij Aanmeldingen. Dit bericht bevat met opzet geen gegevens.
Hoe vaak u bericht krijgt, stelt u in bij uw account.
"""


def tell_the_day(*, now: datetime) -> int:
    """Hand over one message on a working day after eight o'clock, if anything waits. Returns how many: one or none."""
    here = timezone.localtime(now)
    occasion = f"day {here:%Y-%m-%d}"
    if here.time() < BEGINS or not is_working_day(here.date()) or Message.objects.filter(once=occasion).exists():
        return 0
    works = to_do(now=now)
    if not works:
        return 0
    body = "".join(f"{work.label}: {work.in_words}\n" for work in works) + AFTER
    subject = SUBJECT_LATE if any(work.is_late for work in works) else SUBJECT
    post(to=readers.daily(), subject=subject, body=body, now=now, once=occasion)
    return 1
