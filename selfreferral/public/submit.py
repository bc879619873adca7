"""Dropping a sealed letter into the letterbox."""

import sqlite3
import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from psycopg.errors import UniqueViolation

from selfreferral.models import Kind, Letter
from selfreferral.receipts import digest
from selfreferral.seal import seal

from . import drafts
from .secret import VisitSecret

SQLITE_REPEATED = (sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY, sqlite3.SQLITE_CONSTRAINT_UNIQUE)


def submit(*, secret: VisitSecret, answers: Mapping[str, Any], now: datetime, needs_check: bool = False) -> None:
    """Store one referral; when this returns, it is committed. Sent twice, it is still one.

    In one transaction the letter comes in and the answers leave the draft. Raises DatabaseError when the database
    cannot take it: nothing has changed then, and the visitor can try again with the same secret.
    """
    letter = sealed_letter(
        letter_id=secret.letter_id,
        kind=Kind.REFERRAL,
        receipt_digest=digest(secret.receipt_code),
        answers=answers,
        now=now,
        needs_check=needs_check,
    )
    with drafts.alone(secret=secret):
        drop_in(letter)
        drafts.save(secret=secret, visit=drafts.Visit(is_submitted=True), now=now)


def drop_in(letter: Letter) -> None:
    """Insert the letter, unless it was sent before. Any other refusal of the database is no success: it raises."""
    try:
        with transaction.atomic():
            letter.save(force_insert=True)
    except IntegrityError as error:
        if not _is_repeated(error):
            raise


def _is_repeated(error: IntegrityError) -> bool:
    """Whether the row is there already: a letter has no other unique column than its id."""
    cause = error.__cause__
    return isinstance(cause, UniqueViolation) or getattr(cause, "sqlite_errorcode", None) in SQLITE_REPEATED


def sealed_letter(
    *,
    letter_id: uuid.UUID,
    kind: Kind,
    receipt_digest: bytes,
    answers: Mapping[str, Any],
    now: datetime,
    needs_check: bool = False,
) -> Letter:
    """A letter, closed and ready to be dropped in."""
    sealed = seal(letter_id=letter_id, kind=kind, answers=answers)
    return Letter(
        id=letter_id,
        kind=kind,
        key_id=sealed.key_id,
        sealed=sealed.content,
        receipt_digest=receipt_digest,
        received_at=now,
        needs_check=needs_check,
    )
