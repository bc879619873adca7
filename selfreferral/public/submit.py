"""Dropping a sealed letter into the letterbox."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from selfreferral.models import Kind, Letter
from selfreferral.receipts import digest
from selfreferral.seal import seal

from . import drafts
from .secret import VisitSecret


def submit(*, secret: VisitSecret, answers: Mapping[str, Any], now: datetime) -> None:
    """Store one referral; when this returns, it is committed. Sent twice, it is still one.

    In one transaction the letter comes in and the answers leave the draft. Raises DatabaseError when the database
    cannot take it: nothing has changed then, and the visitor can try again with the same secret.
    """
    letter = _letter(secret, answers, now)
    try:
        with transaction.atomic():
            letter.save(force_insert=True)
            _forget_answers(secret, now)
    except IntegrityError:  # the same visit has sent this letter before
        _forget_answers(secret, now)


def _letter(secret: VisitSecret, answers: Mapping[str, Any], now: datetime) -> Letter:
    sealed = seal(letter_id=secret.letter_id, kind=Kind.REFERRAL, answers=answers)
    return Letter(
        id=secret.letter_id,
        kind=Kind.REFERRAL,
        key_id=sealed.key_id,
        sealed=sealed.content,
        receipt_digest=digest(secret.receipt_code),
        received_at=now,
    )


def _forget_answers(secret: VisitSecret, now: datetime) -> None:
    drafts.save(secret=secret, visit=drafts.Visit(is_submitted=True), now=now)
