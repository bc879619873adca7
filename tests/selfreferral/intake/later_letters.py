"""Somebody comes back to their referral, with the code they hold. Sealed with the real keys of this test run."""

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone

from selfreferral.intake.models import Referral
from selfreferral.models import Kind
from selfreferral.public.submit import drop_in, sealed_letter


def send_later(referral: Referral, kind: Kind, answers: Mapping[str, Any], *, at: datetime | None = None) -> uuid.UUID:
    """A letter under the same receipt code, not collected yet. Returns its id."""
    letter = sealed_letter(
        letter_id=uuid.uuid4(),
        kind=kind,
        receipt_digest=bytes(referral.letter.receipt_digest),
        answers=answers,
        now=at or timezone.now(),
    )
    drop_in(letter)
    return letter.pk
