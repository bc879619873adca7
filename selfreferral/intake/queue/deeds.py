"""What a worker does with a referral."""

import uuid
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Coalesce

from perspectief.accounts.models import User
from selfreferral.intake import tallies, wishes
from selfreferral.intake.models import Note, Outcome, Referral, State
from selfreferral.intake.permissions import HANDLE_REFERRAL, require
from selfreferral.seal import seal

from .opening import NOTE


class StoppedError(Exception):
    """The person withdrew or asked for erasure."""


def take(*, referral_id: uuid.UUID, person: User, instead_of: int | None = None) -> bool:
    """Become the one who has it. False when meanwhile somebody took it who is not `instead_of` (a person's id).

    Raises StoppedError when the person withdrew: there is nothing left to take on.
    """
    require(person, HANDLE_REFERRAL)
    referral = Referral.objects.select_related("letter").filter(pk=referral_id).first()
    if referral and wishes.is_stopped(referral):
        raise StoppedError
    return bool(Referral.objects.filter(pk=referral_id, handler=instead_of).update(handler=person))


@transaction.atomic
def change_state(*, referral_id: uuid.UUID, person: User, state: State, now: datetime) -> None:
    """Say where an open referral stands, or open a closed one again. Raises Referral.DoesNotExist; ValueError for CLOSED.

    Whoever is said to be in contact for the first time was reached then.
    """
    require(person, HANDLE_REFERRAL)
    if state == State.CLOSED:
        raise ValueError("A referral is closed with an outcome: use close.")
    changed: dict[str, Any] = {"state": state, "state_since": now, "closed_at": None, "outcome": ""}
    if state in (State.IN_CONTACT, State.WAITING):
        changed["contacted_at"] = Coalesce(F("contacted_at"), now)
    if not Referral.objects.filter(pk=referral_id).update(**changed):
        raise Referral.DoesNotExist
    tallies.settle(referral_id=referral_id)


@transaction.atomic
def close(*, referral_id: uuid.UUID, person: User, outcome: Outcome, now: datetime) -> None:
    """Say what came of it; nothing more has to happen. Raises Referral.DoesNotExist."""
    require(person, HANDLE_REFERRAL)
    changed = {"state": State.CLOSED, "state_since": now, "closed_at": now, "outcome": outcome, "due_on": None}
    if not Referral.objects.filter(pk=referral_id).update(**changed):
        raise Referral.DoesNotExist
    tallies.settle(referral_id=referral_id)


def find_in_order(*, referral_id: uuid.UUID, person: User, now: datetime) -> bool:
    """Move a referral that had to be checked among the others, and record who did. False when it stood there already.

    Raises Referral.DoesNotExist.
    """
    require(person, HANDLE_REFERRAL)
    referral = Referral.objects.filter(pk=referral_id)
    if referral.filter(needs_check=True).update(needs_check=False, cleared_by=person, cleared_at=now):
        tallies.settle(referral_id=referral_id)
        return True
    if not referral.exists():
        raise Referral.DoesNotExist
    return False


def add_note(*, referral_id: uuid.UUID, person: User, text: str, now: datetime) -> Note:
    """Keep a note, sealed like a letter; only `open_referral` shows it again. Raises Referral.DoesNotExist."""
    require(person, HANDLE_REFERRAL)
    referral = Referral.objects.get(pk=referral_id)
    note = Note(referral=referral, author=person, written_at=now)
    # The referral's id stands inside as well, so that a note moved to another referral is refused.
    sealed = seal(letter_id=note.pk, kind=NOTE, answers={"referral": str(referral.pk), "text": text})
    note.key_id, note.sealed = sealed.key_id, sealed.content
    note.save(force_insert=True)
    return note
