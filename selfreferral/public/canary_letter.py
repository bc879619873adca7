"""An empty letter in the letterbox, on the same way as a visitor's, so that a broken way shows before somebody needs it."""

import secrets
import uuid
from datetime import datetime

from django.conf import settings

from selfreferral.envelope import pack
from selfreferral.models import RECEIPT_DIGEST_BYTES, Kind
from selfreferral.seal import close, fingerprint

from .submit import drop_in, sealed_letter


def drop_canary(*, now: datetime) -> None:
    """Raises DatabaseError when the letterbox does not take it. The digest belongs to no code."""
    said = {"fingerprint": fingerprint(settings.RECIPIENTS)}
    letter = sealed_letter(
        letter_id=uuid.uuid4(),
        kind=Kind.CANARY,
        receipt_digest=secrets.token_bytes(RECEIPT_DIGEST_BYTES),
        answers=said,
        now=now,
    )
    if settings.CANARY_RECIPIENT:  # only here: nobody's own letter is ever closed to a key that lies with a process
        packed = pack(letter_id=letter.pk, kind=Kind.CANARY, answers=said)
        letter.sealed = close(packed, recipients=(*settings.RECIPIENTS, settings.CANARY_RECIPIENT)).content
    drop_in(letter)
