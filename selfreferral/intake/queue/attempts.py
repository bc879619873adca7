"""Writing down an attempt to reach somebody, held against the safe-contact plan."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from perspectief.accounts.models import User
from selfreferral.intake import tallies
from selfreferral.intake.contact_attempts import broken_rule, next_on, unanswered
from selfreferral.intake.contact_plan import Rule
from selfreferral.intake.models import About, ContactAttempt, Departure, Part, Referral, Result, State
from selfreferral.intake.permissions import HANDLE_REFERRAL, require

from .deeds import add_note
from .opening import look
from .states import move

ONE_PRESS = timedelta(seconds=10)


class AgainstPlanError(Exception):
    """The attempt did not keep to the plan, and nobody said why. `rule` is what was not kept to."""

    def __init__(self, rule: Rule) -> None:
        super().__init__("An attempt that breaks a rule needs a reason.")
        self.rule = rule


class TooEarlyError(Exception):
    """The attempt is said to be from before the referral came in."""


@dataclass(frozen=True, kw_only=True)
class Attempt:
    """What a worker tells. `at`: when; `text`: words beside it; `next_on`: the next step's day, proposed when it is None.

    `departure` and `text` have to say why, when it went against the plan.
    """

    result: Result
    at: datetime
    text: str = ""
    next_on: date | None = None
    departure: Departure = Departure.NONE


def log_attempt(*, referral_id: uuid.UUID, person: User, attempt: Attempt, now: datetime) -> ContactAttempt:
    """Keep the attempt, and move the referral on with it: to call, in contact, and the day of the next step.

    Sent twice, by a second press, it is one attempt: three without an answer are a reason to stop trying.
    Opens the letter to hold it against the plan, so that is a look. What went against it is kept as what it was, never
    refused for good: raises AgainstPlanError until a reason is given. Raises TooEarlyError, Referral.DoesNotExist and as
    `look` does.
    """
    require(person, HANDLE_REFERRAL)
    contents = look(referral_id=referral_id, person=person, now=now, part=Part.LETTER)
    told = contents.told
    if attempt.at < contents.referral.received_at.replace(second=0, microsecond=0):  # a worker says a minute
        raise TooEarlyError
    rule = broken_rule(attempt.result, told)
    if rule and not (attempt.departure and attempt.text):
        raise AgainstPlanError(rule)
    departure = attempt.departure if rule else Departure.NONE
    with transaction.atomic():
        referral = Referral.objects.select_for_update().get(pk=referral_id)
        if same := _same(referral, person, attempt, now):
            return same
        kept = _keep(referral, person, attempt, departure, now)
        if referral.state != State.CLOSED and not told.is_stopped:
            _move_on(referral, person, _moved(referral, attempt, now), now)
            referral.refresh_from_db()
    return kept


def _same(referral: Referral, person: User, attempt: Attempt, now: datetime) -> ContactAttempt | None:
    """What this colleague wrote down a moment ago about the same minute."""
    written = referral.attempts.filter(person=person, at=attempt.at, result=attempt.result)
    return written.filter(written_at__gt=now - ONE_PRESS).first()


def _keep(referral: Referral, person: User, attempt: Attempt, departure: Departure, now: datetime) -> ContactAttempt:
    note = None
    if attempt.text:
        note = add_note(referral_id=referral.pk, person=person, text=attempt.text, now=now, about=About.ATTEMPT)
    return ContactAttempt.objects.create(
        referral=referral,
        person=person,
        at=attempt.at,
        written_at=now,
        channel=attempt.result.contact,
        result=attempt.result,
        departure=departure,
        note=note,
    )


def _moved(referral: Referral, attempt: Attempt, now: datetime) -> dict[str, Any]:
    """Where an open referral goes from here. One that waits for the other person goes on waiting."""
    tried = unanswered(list(referral.attempts.all()))
    today = timezone.localdate(now)
    changed: dict[str, Any] = {"due_on": attempt.next_on or next_on(attempt.result, unanswered=tried, today=today)}
    if attempt.result.is_reached:
        changed["contacted_at"] = min(referral.contacted_at or attempt.at, attempt.at)
        after = State.IN_CONTACT if referral.state in (State.NEW, State.TO_CALL) else State(referral.state)
    else:
        after = State.TO_CALL if referral.state == State.NEW else State(referral.state)
    if after != referral.state:
        changed |= {"state": after, "state_since": now}
    return changed


def _move_on(referral: Referral, person: User, changed: dict[str, Any], now: datetime) -> None:
    """A change of state stands in the story of the referral as well."""
    if "state" in changed:
        move(referral, person=person, changed=changed, now=now)
    else:
        Referral.objects.filter(pk=referral.pk).update(**changed)
        contacted_at = changed.get("contacted_at", referral.contacted_at)
        tallies.settle(referral_id=referral.pk, is_contact_new=contacted_at != referral.contacted_at)
