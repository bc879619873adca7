"""Counting referrals, so that the figures outlive them. A count holds no id, no day and nothing that somebody typed.

Each referral counts once: as what came in when the machine first sees its answers; how long they waited, once that is known;
and what came of it, while it is closed. Opened again, it is taken out of the month in which it was closed, and counts again
when it is closed again: so the figures of a past month can still change, as long as somebody works on its referrals.
What still has to be checked is no referral yet, and counts nowhere.
"""

import logging
import uuid
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from django.db import Error as AnyDatabaseError
from django.db import transaction
from django.db.models import F, TextChoices

from home.models import OrganisationSettings
from selfreferral.questions import Need, Role, Route

from .due import due_on, local_day
from .languages import counted_as
from .models import Measure, Referral, State, Tally

logger = logging.getLogger(__name__)

UNKNOWN = "unknown"  # an old letter, or one that was sealed by somebody else's program
UNOPENED = "unopened"  # removed before anybody opened it: it came in all the same
ERASED = "erased"  # removed while it was open, because the person asked for it
NO_INTERPRETER, SIGN_LANGUAGE = "none", "sign"


class Waited(TextChoices):
    """Until somebody spoke with the person, against the promise of the confirmation page."""

    WITHIN = "within", "Binnen de belofte"
    LATER = "later", "Later"
    NEVER = "never", "Niet gesproken"


def month_of(at: datetime) -> date:
    """The first day of the month in which it was, in the Netherlands."""
    return local_day(at).replace(day=1)


def count(*, month: date, measure: Measure, value: str, number: int = 1) -> None:
    """Add to a count; a negative number takes away what was counted before."""
    tally, _ = Tally.objects.get_or_create(month=month, measure=measure, value=value)
    Tally.objects.filter(pk=tally.pk).update(number=F("number") + number)


def count_referral(answers: Mapping[str, Any], received_at: datetime) -> None:
    """Count what came in. The caller sees to it that this happens once."""
    month = month_of(received_at)
    count(month=month, measure=Measure.ROUTE, value=_one_of(Route, answers.get("route")))
    count(month=month, measure=Measure.ROLE, value=_one_of(Role, answers.get("role")))
    count(month=month, measure=Measure.LANGUAGE, value=_interpreter(answers))


def count_opened(*, referral: Referral, answers: Mapping[str, Any]) -> None:
    """Count a referral whose answers are at hand, unless it was counted. That this fails keeps nobody from reading."""
    try:
        with transaction.atomic():
            if Referral.objects.filter(pk=referral.pk, is_counted=False, needs_check=False).update(is_counted=True):
                count_referral(answers, referral.received_at)
    except AnyDatabaseError:
        logger.exception("A referral could not be counted")


@transaction.atomic
def settle(*, referral_id: uuid.UUID, is_contact_new: bool = True) -> None:
    """Make the counts of waiting and outcome what they have to be for this referral, whatever they were. Safe to repeat.

    Without new contact, how long somebody waited stays as it was counted: another promise since then was not theirs.
    """
    referral = Referral.objects.select_for_update().get(pk=referral_id)
    is_settled = referral.counted_waited in (Waited.WITHIN, Waited.LATER) and not is_contact_new
    waited, outcome = referral.counted_waited if is_settled else _waited(referral), _outcome(referral)
    for (month, measure, value), number in _differences(referral, waited, outcome):
        count(month=month, measure=measure, value=value, number=number)
    Referral.objects.filter(pk=referral_id).update(counted_waited=waited, counted_outcome=outcome)


def count_removed(*, referral: Referral, at: datetime) -> None:
    """Count what was not counted yet about a referral that is about to go."""
    if referral.needs_check:
        return
    if not referral.is_counted:
        count(month=month_of(referral.received_at), measure=Measure.ROUTE, value=UNOPENED)
    if referral.state != State.CLOSED:
        count(month=month_of(at), measure=Measure.OUTCOME, value=ERASED)


def _one_of(choices: type[TextChoices], value: Any) -> str:
    return value if value in choices.values else UNKNOWN


def _interpreter(answers: Mapping[str, Any]) -> str:
    needs = answers.get("needs") or []
    if Need.INTERPRETER in needs:
        return counted_as(str(answers.get("language") or ""))
    return SIGN_LANGUAGE if Need.SIGN_LANGUAGE in needs else NO_INTERPRETER


def _waited(referral: Referral) -> str:
    """As of Waited; empty as long as somebody waits."""
    if referral.needs_check:
        return ""
    if referral.contacted_at is None:
        return Waited.NEVER.value if referral.state == State.CLOSED else ""
    promised = due_on(received_at=referral.received_at, working_days=OrganisationSettings.load().working_days)
    return (Waited.WITHIN if local_day(referral.contacted_at) <= promised else Waited.LATER).value


def _outcome(referral: Referral) -> str:
    """'2026-11-01 talked': the month of closing and what came of it; empty as long as it is open."""
    if referral.state != State.CLOSED or referral.needs_check or referral.closed_at is None:
        return ""
    return f"{month_of(referral.closed_at)} {referral.outcome or UNKNOWN}"


def _differences(referral: Referral, waited: str, outcome: str) -> Iterator[tuple[tuple[date, Measure, str], int]]:
    received = month_of(referral.received_at)
    for value, number in ((referral.counted_waited, -1), (waited, 1)):
        if value and referral.counted_waited != waited:
            yield (received, Measure.WAITED, value), number
    for text, number in ((referral.counted_outcome, -1), (outcome, 1)):
        if text and referral.counted_outcome != outcome:
            month, _, value = text.partition(" ")
            yield (date.fromisoformat(month), Measure.OUTCOME, value), number
