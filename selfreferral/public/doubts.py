"""What makes a referral one that a colleague checks first. Every rule degrades: none of them refuses anybody.

The visitor sees the same acknowledgement and gets the same promise, because any of these can be an honest person.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpRequest

from . import rates
from .drafts import Visit

# A field that nobody sees. Its name is no word that a browser or a password manager fills in by itself.
TRAP = "reden_bezoek"


def is_likely(*, request: HttpRequest, visit: Visit, now: datetime) -> bool:
    """Whether this referral would be put aside if it were sent now, and a proof of being a person would help."""
    return _is_too_fast(visit, now) or rates.is_full(rule=rates.SENDING, request=request, now=now)


def needs_check(*, request: HttpRequest, visit: Visit, is_person: bool, now: datetime) -> bool:
    """Count a referral that is being sent, and say whether a colleague looks first.

    Who proved to be a person has answered the doubt, except about the daily ceiling: that one is about what intake can take.
    """
    is_many, is_beyond_the_day = (
        rates.exceeded(rule=rule, request=request, now=now) for rule in (rates.SENDING, rates.daily_ceiling())
    )
    is_doubted = is_many or _is_trapped(request) or _is_too_fast(visit, now)
    return is_beyond_the_day or (is_doubted and not is_person)


def _is_trapped(request: HttpRequest) -> bool:
    return bool(request.POST.get(TRAP))


def _is_too_fast(visit: Visit, now: datetime) -> bool:
    least = timedelta(seconds=settings.LEAST_SECONDS)
    return visit.started_at is not None and now - visit.started_at < least
