"""Telling staff that a day reached its ceiling, so that the rest is put aside. The message says nothing about anyone."""

from datetime import UTC, datetime

from perspectief.outbox.models import Message
from perspectief.outbox.posting import post
from selfreferral.public import rates

from . import readers

SUBJECT = "Er komen vandaag ongewoon veel aanmeldingen binnen"
BODY = """\
Er komen vandaag meer aanmeldingen binnen dan de grens die is ingesteld.

Alles wat nu nog komt, staat apart. Log in op de website en kijk bij Aanmeldingen, onder Te controleren. Daar kunnen gewone
aanmeldingen tussen staan: voor hen geldt dezelfde belofte. Vraag de beheerder om mee te kijken.

U krijgt dit bericht hoogstens een keer per dag. Het bevat met opzet geen gegevens.
"""


def warn(*, now: datetime) -> int:
    """Hand over one message on a day (UTC) that reaches its ceiling. Returns how many days that were: one or none."""
    occasion = f"flood {now.astimezone(UTC):%Y-%m-%d}"
    is_full = rates.is_full(rule=rates.daily_ceiling(), request=None, now=now)
    if not is_full or Message.objects.filter(once=occasion).exists():
        return 0
    post(to=readers.daily(), subject=SUBJECT, body=BODY, now=now, once=occasion)
    return 1
