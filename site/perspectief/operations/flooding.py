"""Telling staff that a day reached its ceiling, so that the rest is put aside. The message says nothing about anyone."""

from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage

from selfreferral.public import rates

SUBJECT = "Er komen vandaag ongewoon veel aanmeldingen binnen"
BODY = """\
Er komen vandaag meer aanmeldingen binnen dan de grens die is ingesteld.

Alles wat nu nog komt, staat apart. Log in op de website en kijk bij Aanmeldingen, onder Te controleren. Daar kunnen gewone
aanmeldingen tussen staan: voor hen geldt dezelfde belofte. Vraag de beheerder om mee te kijken.

U krijgt dit bericht hoogstens een keer per dag. Het bevat met opzet geen gegevens.
"""


def warn(*, now: datetime) -> int:
    """Send one message on a day (UTC) that reaches its ceiling. Returns how many were sent.

    It counts as sent only after the mail server took it; until then every sweep tries again.
    """
    ceiling, warned = (rates.is_full(rule=rule, request=None, now=now) for rule in (rates.daily_ceiling(), rates.WARNED))
    if warned or not ceiling:
        return 0
    EmailMessage(subject=SUBJECT, body=BODY, to=[settings.INTAKE_EMAIL]).send()
    rates.exceeded(rule=rates.WARNED, request=None, now=now)
    return 1
