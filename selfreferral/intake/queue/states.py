"""Where a referral stands: each change is kept with who made it, when, and why as far as they said so."""

import uuid
from datetime import date, datetime
from typing import Any

from django.db import transaction

from perspectief.accounts.models import User
from selfreferral.intake import tallies, wishes
from selfreferral.intake.due import local_day, working_days_later
from selfreferral.intake.models import About, Outcome, Referral, State, StateChange
from selfreferral.intake.permissions import HANDLE_REFERRAL, require

from .deeds import StoppedError, add_note

# Working days until somebody looks again, so that nothing stays lying when nobody says a day.
LOOK_AGAIN = {State.NEW: 1, State.TO_CALL: 1, State.IN_CONTACT: 5, State.WAITING: 10}


class MeanwhileError(Exception):
    """Somebody else changed the state since the person saw it. `state` is what it is now."""

    def __init__(self, state: State) -> None:
        super().__init__("The state is another by now.")
        self.state = state


class ReasonMissingError(Exception):
    """A closed referral is opened again only for a reason."""


def change_state(
    *,
    referral_id: uuid.UUID,
    person: User,
    state: State,
    now: datetime,
    reason: str = "",
    next_on: date | None = None,
    instead_of: State | None = None,
) -> date:
    """Say where an open referral stands, or open a closed one again, which takes a reason. ValueError for CLOSED.

    Returns the day of the next step: `next_on`, or one that is proposed, so that every open referral has one. Whoever is
    said to be in contact for the first time was reached then. Raises Referral.DoesNotExist, MeanwhileError when it does
    not stand at `instead_of`, ReasonMissingError, and StoppedError: who withdrew can only be closed.
    """
    require(person, HANDLE_REFERRAL)
    if state == State.CLOSED:
        raise ValueError("A referral is closed with an outcome: use close.")
    with transaction.atomic():
        referral = _locked(referral_id, instead_of)
        if wishes.is_stopped(referral):
            raise StoppedError
        if referral.state == State.CLOSED and not reason:
            raise ReasonMissingError
        due_on = next_on or _look_again_on(referral, state, now)
        changed = {"state": state, "state_since": now, "closed_at": None, "outcome": "", "due_on": due_on}
        if state in (State.IN_CONTACT, State.WAITING):
            changed["contacted_at"] = referral.contacted_at or now
        move(referral, person=person, changed=changed, now=now, reason=reason)
    return due_on


def _look_again_on(referral: Referral, state: State, now: datetime) -> date:
    """As long as nobody was reached, the day that was promised stays."""
    if state in (State.NEW, State.TO_CALL) and referral.due_on:
        return referral.due_on
    return working_days_later(local_day(now), LOOK_AGAIN[state])


def close(
    *,
    referral_id: uuid.UUID,
    person: User,
    outcome: Outcome,
    now: datetime,
    reason: str = "",
    instead_of: State | None = None,
) -> None:
    """Say what came of it; nothing more has to happen. Raises Referral.DoesNotExist and MeanwhileError."""
    require(person, HANDLE_REFERRAL)
    changed = {"state": State.CLOSED, "state_since": now, "closed_at": now, "outcome": outcome, "due_on": None}
    with transaction.atomic():
        move(_locked(referral_id, instead_of), person=person, changed=changed, now=now, reason=reason)


def move(referral: Referral, *, person: User, changed: dict[str, Any], now: datetime, reason: str = "") -> None:
    """Change these fields of a referral, `state` among them, and keep the change. Inside the caller's transaction."""
    note = None
    if reason:
        note = add_note(referral_id=referral.pk, person=person, text=reason, now=now, about=About.STATE)
    StateChange.objects.create(
        referral=referral,
        person=person,
        at=now,
        before=referral.state,
        after=changed["state"],
        outcome=changed.get("outcome", ""),
        note=note,
    )
    Referral.objects.filter(pk=referral.pk).update(**changed)
    contacted_at = changed.get("contacted_at", referral.contacted_at)
    tallies.settle(referral_id=referral.pk, is_contact_new=contacted_at != referral.contacted_at)


def _locked(referral_id: uuid.UUID, instead_of: State | None) -> Referral:
    """Nobody changes it until the caller's transaction ends."""
    Referral.objects.select_for_update().get(pk=referral_id)
    referral = Referral.objects.select_related("letter").get(pk=referral_id)
    if instead_of is not None and referral.state != instead_of:
        raise MeanwhileError(State(referral.state))
    return referral
