"""Letters in the letterbox, sealed and opened with the real keys of this test run."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from selfreferral.intake import queue
from selfreferral.intake.models import Referral
from selfreferral.public.secret import VisitSecret
from selfreferral.public.submit import submit

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
ANSWERS = {"name": "Noor", "channel": "phone", "phone": "+31612345678", "may_say_who": "no", "consent": True}

SendIn = Callable[..., Referral]


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def send_in(database: None) -> SendIn:
    """Somebody signs up, `hours` ago; the referral is in the queue."""

    def send(*, hours: int = 1, **answers: Any) -> Referral:
        secret = VisitSecret.new()
        submit(secret=secret, answers={**ANSWERS, **answers}, now=NOW - timedelta(hours=hours))
        queue.collect_letters()
        return Referral.objects.get(pk=secret.letter_id)

    return send


@pytest.fixture
def referral(send_in: SendIn) -> Referral:
    """The referral of somebody who wants to be called Noor."""
    return send_in()
