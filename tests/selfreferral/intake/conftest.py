"""Letters in the letterbox, sealed and opened with the real keys of this test run."""

import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from selfreferral.intake import queue
from selfreferral.intake.models import Referral
from selfreferral.models import Letter
from selfreferral.public.secret import VisitSecret
from selfreferral.public.submit import drop_in, sealed_letter, submit

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
def write(now: datetime) -> Callable[..., Letter]:
    """Somebody sends a letter of this kind about the referral, `minutes` from now."""

    def send(referral: Referral, kind: str, answers: Any = None, *, minutes: int = 0, digest: bytes | None = None) -> Letter:
        receipt = digest or bytes(referral.letter.receipt_digest)
        at = now + timedelta(minutes=minutes)
        letter = sealed_letter(letter_id=uuid.uuid4(), kind=kind, receipt_digest=receipt, answers=answers or {}, now=at)
        drop_in(letter)
        return letter

    return send


@pytest.fixture
def referral(send_in: SendIn) -> Referral:
    """The referral of somebody who wants to be called Noor."""
    return send_in()
