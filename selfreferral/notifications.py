"""Telling intake that something waits. The message says nothing about anyone."""

import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction

from .models import Letter, Notice

logger = logging.getLogger(__name__)

SUBJECT = "Er wacht een aanmelding"
BODY = """\
Er wacht een aanmelding, of een bericht bij een aanmelding.

Log in op de website en kijk bij Aanmeldingen. Dit bericht bevat met opzet geen gegevens.
"""


# A flood that was put aside is one message in an hour, not one in every sweep.
QUIET = timedelta(hours=1)


def unannounced() -> list[Letter]:
    """Letters that intake has not been told about, without what is in them."""
    return list(Letter.objects.filter(notice=None).only("id", "needs_check").order_by("received_at"))


def _may_wait(letters: list[Letter], now: datetime) -> bool:
    """Whether there is nothing but letters to be checked, and intake heard about such letters a moment ago."""
    if not all(letter.needs_check for letter in letters):
        return False
    return Notice.objects.filter(letter__needs_check=True, sent_at__gt=now - QUIET).exists()


def announce(*, now: datetime) -> int:
    """Send one message about all letters that wait, and remember it. Returns how many letters it was about.

    A letter counts as announced only after the mail server took the message; if that fails, the next sweep tries again.
    If the machine stops between the two, intake gets the message twice, which is better than never.
    """
    letters = unannounced()
    if not letters or _may_wait(letters, now):
        return 0
    EmailMessage(subject=SUBJECT, body=BODY, to=[settings.INTAKE_EMAIL]).send()
    with transaction.atomic():
        Notice.objects.bulk_create((Notice(letter=letter, sent_at=now) for letter in letters), ignore_conflicts=True)
    return len(letters)
