"""Answers between two pages: encrypted in one row, opened only with the visitor's cookie, gone after an hour of silence."""

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import connection, transaction
from django.db.models import Q

from .models import Draft
from .secret import VisitSecret

SILENCE = timedelta(hours=1)
NONCE_BYTES = 12
STEP_BYTES = 4096


@dataclass(frozen=True)
class Rejected:
    """What was typed on a page and could not be taken: it is shown again, with what was wrong, after a redirect."""

    slug: str
    typed: Mapping[str, list[str]]


@dataclass(frozen=True)
class Visit:
    """What is known of a visitor's way through the form: the answers so far, or that they were sent.

    `counted`: the steps that counting.py has counted for it; they are counted once.
    """

    answers: Mapping[str, Any] = field(default_factory=dict)
    is_submitted: bool = False
    rejected: Rejected | None = None
    counted: tuple[str, ...] = ()
    started_at: datetime | None = field(default=None, compare=False)
    saved_at: datetime | None = field(default=None, compare=False)


@contextmanager
def alone(*, secret: VisitSecret) -> Iterator[None]:
    """Nobody else changes this visit meanwhile: two presses, two tabs, or a press and the exit come one after the other.

    Everything inside is one transaction. SQLite lets one writer in at a time by itself.
    """
    with transaction.atomic():
        if connection.vendor == "postgresql":
            number = int.from_bytes(secret.draft_id.bytes[:8], signed=True)
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])
        yield


def load(*, secret: VisitSecret, now: datetime) -> Visit | None:
    """The visit, or None when there is none (any more)."""
    row = Draft.objects.filter(id=secret.draft_id).first()
    if row is None or row.saved_at < now - SILENCE:
        return None
    return _open(secret, row)


def save(*, secret: VisitSecret, visit: Visit, now: datetime) -> None:
    """Put this in place of what was there: a new row, because the public role may not update.

    A visit without a beginning begins now. Nobody but the server can write a draft, so that needs no signature.
    """
    row = Draft(id=secret.draft_id, sealed=_close(secret, visit, started_at=visit.started_at or now), saved_at=now)
    with alone(secret=secret):
        wipe(secret=secret)
        row.save(force_insert=True)


def wipe(*, secret: VisitSecret) -> None:
    """Forget this visit at once."""
    with alone(secret=secret):
        Draft.objects.filter(id=secret.draft_id).delete()


def sweep(*, now: datetime) -> int:
    """Delete what nobody came back for, also when the clock has gone back since. Returns how many drafts went."""
    too_old, of_a_wrong_clock = Q(saved_at__lt=now - SILENCE), Q(saved_at__gt=now + SILENCE)
    deleted, _ = Draft.objects.filter(too_old | of_a_wrong_clock).delete()
    return deleted


def _close(secret: VisitSecret, visit: Visit, *, started_at: datetime) -> bytes:
    parts = {
        "answers": dict(visit.answers),
        "is_submitted": visit.is_submitted,
        "rejected": asdict(visit.rejected) if visit.rejected else None,
        "counted": visit.counted,
        "started_at": started_at.isoformat(),
    }
    # Not as ASCII: escapes would make a row of emoji three times as long. A lone surrogate is kept as it came.
    content = json.dumps(parts, ensure_ascii=False).encode("utf-8", "surrogatepass")
    nonce = os.urandom(NONCE_BYTES)
    padded = content + b" " * (-len(content) % STEP_BYTES)
    return nonce + AESGCM(secret.draft_key).encrypt(nonce, padded, secret.draft_id.bytes)


def _open(secret: VisitSecret, row: Draft) -> Visit | None:
    sealed = bytes(row.sealed)
    try:
        padded = AESGCM(secret.draft_key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], secret.draft_id.bytes)
    except (InvalidTag, ValueError):  # ValueError: too short to be one of ours
        return None
    parts = json.loads(padded.decode("utf-8", "surrogatepass"))
    rejected, started_at = parts.pop("rejected"), parts.pop("started_at", None)
    counted = parts.pop("counted", ())  # none, as below
    return Visit(
        **parts,
        rejected=Rejected(**rejected) if rejected else None,
        counted=tuple(counted),
        started_at=datetime.fromisoformat(started_at) if started_at else None,  # none: saved before this was kept
        saved_at=row.saved_at,
    )
