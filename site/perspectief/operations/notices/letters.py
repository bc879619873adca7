"""Telling intake that something came in. The message says nothing about anyone."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from perspectief.outbox.posting import post
from selfreferral.models import Kind, Letter, Notice

from . import readers

ARRIVED = """\
Er wacht een aanmelding, of een bericht bij een aanmelding.

Log in op de website en kijk bij Aanmeldingen. Dit bericht bevat met opzet geen gegevens.
"""
STOPPED = """\
Iemand wil geen contact meer. Kijk voordat u iemand belt of schrijft.

Log in op de website en kijk bij Aanmeldingen, bovenaan. Dit bericht bevat met opzet geen gegevens.
"""
SUBJECTS = {ARRIVED: "Er wacht een aanmelding of een bericht", STOPPED: "Iemand wil geen contact meer"}
STOPS = {Kind.WITHDRAWAL, Kind.ERASURE}
# A flood that was put aside is one message in an hour, not one in every sweep.
QUIET = timedelta(hours=1)


def unannounced() -> list[Letter]:
    """Letters that intake has not been told about, without what is in them."""
    letters = Letter.objects.filter(notice=None).exclude(kind=Kind.CANARY)
    return list(letters.only("id", "kind", "needs_check").order_by("received_at", "pk"))


def announce(*, now: datetime) -> int:
    """Hand over one message about all letters that wait, one about those that stop contact, and remember both.

    Returns how many letters they were about. The messages and the memory of them are kept together or not at all. Of two
    sweeps at once the second finds that memory and tells nothing; what only it saw is for the next one. So a message need
    not name a letter: it stays longer than a letter that is erased.
    """
    letters = unannounced()
    if not letters or _may_wait(letters, now):
        return 0
    try:
        with transaction.atomic():
            Notice.objects.bulk_create(Notice(letter=letter, sent_at=now) for letter in letters)
            _tell(letters, now)
    except IntegrityError:  # told meanwhile, or removed
        return 0
    return len(letters)


def _tell(letters: list[Letter], now: datetime) -> None:
    for body in {STOPPED if letter.kind in STOPS else ARRIVED for letter in letters}:
        post(to=readers.at_once(), subject=SUBJECTS[body], body=body, now=now)


def _may_wait(letters: list[Letter], now: datetime) -> bool:
    """Whether there is nothing but letters to be checked, and intake heard about such letters a moment ago."""
    if not all(letter.needs_check for letter in letters):
        return False
    return Notice.objects.filter(letter__needs_check=True, sent_at__gt=now - QUIET).exists()
