"""Asking for a number or an address. Recorded first, and refused when the agreement on contact is another by now."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from perspectief.accounts.models import User
from selfreferral.intake import wishes
from selfreferral.intake.models import About, Part, Referral
from selfreferral.intake.permissions import HANDLE_REFERRAL, OPEN_REFERRAL, require
from selfreferral.intake.told import STOPS, Told
from selfreferral.intake.unlocking import at_hand
from selfreferral.intake.way import Reach, beside, reach
from selfreferral.models import Letter

from .deeds import StoppedError, add_note
from .opening import look


class ChangedError(Exception):
    """Something came in that the person who asks has not read."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What a worker asked for: `reach`, the one safe way, or `beside` it a professional's work. `told` is in full."""

    referral: Referral
    told: Told
    reach: Reach | None
    beside: list[Reach]


def ask_reach(*, referral_id: uuid.UUID, person: User, letters_read: int, now: datetime) -> Asked:
    """How to make contact in the safe way, for who has read the rules and `letters_read` later letters.

    Records the asking before it decrypts. Raises PermissionDenied, Referral.DoesNotExist, StoppedError when the person
    withdrew, and ChangedError when a letter came in since: its rules have to be read first.
    """
    require(person, HANDLE_REFERRAL)
    contents = look(
        referral_id=referral_id,
        person=person,
        now=now,
        part=Part.NUMBER,
        letters=_read_letters(referral_id, letters_read),
    )
    told = contents.told
    return Asked(referral=contents.referral, told=told, reach=reach(told.way, told.answers), beside=[])


def ask_beside(*, referral_id: uuid.UUID, person: User, letters_read: int, reason: str, now: datetime) -> Asked:
    """How to reach the professional at work, for a reason in words that is kept as a note. Otherwise as `ask_reach`.

    To ask whether contact is safe, say. The person's own numbers are never part of it.
    """
    require(person, HANDLE_REFERRAL)
    require(person, OPEN_REFERRAL)
    at_hand.require_unlocked(person)
    letters = _read_letters(referral_id, letters_read)
    add_note(referral_id=referral_id, person=person, text=reason, now=now, about=About.BESIDE)
    contents = look(referral_id=referral_id, person=person, now=now, part=Part.NUMBER, letters=letters)
    told = contents.told
    return Asked(referral=contents.referral, told=told, reach=None, beside=beside(told.way, told.answers))


def _read_letters(referral_id: uuid.UUID, letters_read: int) -> list[Letter]:
    """The later letters, fetched once: what is decided on is what is decrypted."""
    referral = Referral.objects.select_related("letter").get(pk=referral_id)
    letters = list(wishes.later_letters(referral))
    if any(letter.kind in STOPS for letter in letters):
        raise StoppedError
    if len(letters) != letters_read:
        raise ChangedError
    return letters
