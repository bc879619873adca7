"""An empty letter in the letterbox, on the same way as a visitor's, so that a broken way shows before somebody needs it."""

import secrets
import uuid
from datetime import datetime

from django.conf import settings

from selfreferral.models import RECEIPT_DIGEST_BYTES, Kind
from selfreferral.seal import fingerprint

from .submit import drop_in, sealed_letter


def drop_canary(*, now: datetime) -> None:
    """Raises DatabaseError when the letterbox does not take it. The digest belongs to no code."""
    letter = sealed_letter(
        letter_id=uuid.uuid4(),
        kind=Kind.CANARY,
        receipt_digest=secrets.token_bytes(RECEIPT_DIGEST_BYTES),
        answers={"fingerprint": fingerprint(settings.RECIPIENTS)},
        now=now,
    )
    drop_in(letter)
