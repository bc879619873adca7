"""Answers between two pages: encrypted in one row, opened only with the visitor's cookie, gone after an hour of silence."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import IntegrityError, transaction

from .models import Draft
from .secret import VisitSecret

SILENCE = timedelta(hours=1)
KEPT_AFTER_SUBMISSION = timedelta(minutes=15)
NONCE_BYTES = 12
STEP_BYTES = 4096


@dataclass(frozen=True)
class Visit:
    """What is known of a visitor's way through the form: the answers so far, or that they were sent."""

    answers: Mapping[str, Any] = field(default_factory=dict)
    is_submitted: bool = False


def load(*, secret: VisitSecret, now: datetime) -> Visit | None:
    """The visit, or None when there is none (any more)."""
    row = Draft.objects.filter(id=secret.draft_id).first()
    if row is None:
        return None
    visit = _open(secret, bytes(row.sealed))
    if visit is None or row.saved_at < now - (KEPT_AFTER_SUBMISSION if visit.is_submitted else SILENCE):
        return None
    return visit


def save(*, secret: VisitSecret, visit: Visit, now: datetime) -> None:
    """Put this in place of what was there: a new row, because the public role may not update.

    Two pages sent in at the same moment are kept one after the other; the last one stays.
    """
    row = Draft(id=secret.draft_id, sealed=_close(secret, visit), saved_at=now)
    try:
        _replace(row)
    except IntegrityError:  # the other page came between our delete and our insert; now its row is there to replace
        _replace(row)


def _replace(row: Draft) -> None:
    with transaction.atomic():
        Draft.objects.filter(id=row.id).delete()
        row.save(force_insert=True)


def wipe(*, secret: VisitSecret) -> None:
    """Forget this visit at once."""
    Draft.objects.filter(id=secret.draft_id).delete()


def sweep(*, now: datetime) -> int:
    """Delete what nobody came back for. Returns how many drafts went."""
    deleted, _ = Draft.objects.filter(saved_at__lt=now - SILENCE).delete()
    return deleted


def _close(secret: VisitSecret, visit: Visit) -> bytes:
    content = json.dumps({"answers": dict(visit.answers), "submitted": visit.is_submitted}).encode()
    nonce = os.urandom(NONCE_BYTES)
    padded = content + b" " * (-len(content) % STEP_BYTES)
    return nonce + AESGCM(secret.draft_key).encrypt(nonce, padded, secret.draft_id.bytes)


def _open(secret: VisitSecret, sealed: bytes) -> Visit | None:
    try:
        padded = AESGCM(secret.draft_key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], secret.draft_id.bytes)
    except (InvalidTag, ValueError):  # ValueError: too short to be one of ours
        return None
    content = json.loads(padded)
    return Visit(answers=content["answers"], is_submitted=content["submitted"])
