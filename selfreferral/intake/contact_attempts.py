"""When to try again, when to stop trying, and whether an attempt kept to the safe-contact plan."""

from collections.abc import Sequence
from datetime import date

from .contact_plan import NO_NAME, NO_VOICEMAIL, NOBODY_KNOWS, Rule, Severity
from .due import working_days_later
from .models import Contact, ContactAttempt, Result
from .told import Told

# Working days until the next attempt: after the first time without an answer one, then two, then three.
ENOUGH = 3
AFTER_TALKING = 5
DAYS = {Result.MAILED: 3, Result.LETTER_SENT: 5, Result.SPOKEN: AFTER_TALKING, Result.CALLED_BACK: AFTER_TALKING}


def next_on(result: Result, *, unanswered: int, today: date) -> date:
    """The day proposed for the next step. `unanswered`: attempts in a row that reached nobody, this one included."""
    return working_days_later(today, DAYS.get(result) or min(max(unanswered, 1), ENOUGH))


def unanswered(attempts: Sequence[ContactAttempt]) -> int:
    """How many attempts in a row, up to the last, reached nobody. In order of time."""
    count = 0
    for attempt in attempts:
        count = 0 if Result(attempt.result).is_reached else count + 1
    return count


def is_enough(attempts: Sequence[ContactAttempt]) -> bool:
    """Whether trying once more makes no sense: three times without an answer, or a number that is not theirs."""
    is_wrong = bool(attempts) and attempts[-1].result == Result.WRONG_NUMBER
    return is_wrong or unanswered(attempts) >= ENOUGH


NO_CONTACT = Rule(Severity.STOP, "Niet meer benaderen: de persoon heeft de aanmelding ingetrokken.")


def broken_rule(result: Result, told: Told) -> Rule | None:
    """The rule of the plan that this attempt did not keep to; None when it kept to all of them."""
    if result.contact == Contact.THEY_CALLED:
        return None
    if told.is_stopped:
        return NO_CONTACT
    if result.contact != told.way.means.value:
        return told.channel_rule
    if result == Result.VOICEMAIL and NO_VOICEMAIL in told.plan:
        return NO_VOICEMAIL
    if result == Result.LEFT_WORD:
        return next((rule for rule in (NO_NAME, NOBODY_KNOWS) if rule in told.plan), None)
    return None
