"""What is to do today, in one message at the start of a working day. Numbers, and nothing about anyone."""

from collections.abc import Iterator
from datetime import datetime, time

import holidays
from django.utils import timezone

from perspectief.outbox.models import Message
from perspectief.outbox.posting import post
from selfreferral.intake import retention
from selfreferral.intake.models import OPEN_STATES, Referral, State
from selfreferral.intake.queue import collect_letters

from . import readers

BEGINS = time(8)  # in the Netherlands
SATURDAY = 5
SUBJECT, SUBJECT_LATE = "Wat er vandaag wacht", "Wat er vandaag wacht, en wat te laat is"
AFTER = """
Log in op de website en kijk bij Aanmeldingen. Dit bericht bevat met opzet geen gegevens.
Hoe vaak u bericht krijgt, stelt u in bij uw account.
"""


def tell_the_day(*, now: datetime) -> int:
    """Hand over one message on a working day after eight o'clock, if anything waits. Returns how many: one or none."""
    here = timezone.localtime(now)
    occasion = f"day {here:%Y-%m-%d}"
    if here.time() < BEGINS or _is_day_off(here) or Message.objects.filter(once=occasion).exists():
        return 0
    collect_letters()
    lines = list(_lines(now))
    if not lines:
        return 0
    late = any(line.startswith("Te laat") for line in lines)
    body = "\n".join(lines) + "\n" + AFTER
    post(to=readers.daily(), subject=SUBJECT_LATE if late else SUBJECT, body=body, now=now, once=occasion)
    return 1


def _is_day_off(here: datetime) -> bool:
    return here.weekday() >= SATURDAY or here.date() in holidays.country_holidays("NL", years=here.year)


def _lines(now: datetime) -> Iterator[str]:
    """Each kind of work of which there is any. Numbers only."""
    waiting = Referral.objects.filter(state__in=OPEN_STATES, needs_check=False)
    closed = Referral.objects.filter(state=State.CLOSED)
    numbers = {
        "Te laat": waiting.filter(due_on__lt=timezone.localdate(now)).count(),
        "Nieuw": waiting.filter(state=State.NEW).count(),
        "Te bellen": waiting.filter(state=State.TO_CALL).count(),
        "Ingetrokken, en nog niet afgerond": waiting.filter(is_stopped=True).count(),
        "Nieuw bericht, nog niet gelezen": waiting.filter(has_unread=True).count(),
        "Te controleren": Referral.objects.filter(state__in=OPEN_STATES, needs_check=True).count(),
        "Verwijdering gevraagd, en nog niet gedaan": closed.filter(is_erasure_asked=True).count(),
    }
    stays = retention.alarms(now=now)
    numbers |= {
        "Niet geopend binnen twee keer de belofte": stays.unread + stays.uncollected,
        "Verwijdering gevraagd, drie weken of langer geleden": stays.to_erase,
        "Bewaartermijn voorbij, maar nooit gelezen": stays.held,
    }
    yield from (f"{what}: {number}" for what, number in numbers.items() if number)
