"""Opening a referral: recorded first, decrypted after that. Nothing else in this package opens a letter."""

import logging
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from perspectief.accounts.models import User
from selfreferral.intake import accesslog, tallies, wishes
from selfreferral.intake.models import AccessRecord, KeyDeed, Note, Referral
from selfreferral.intake.permissions import OPEN_REFERRAL, require
from selfreferral.intake.told import OpenedLetter, Told, told
from selfreferral.intake.unseal import CannotOpenError, unseal
from selfreferral.models import Kind, Letter

logger = logging.getLogger(__name__)

NOTE = "note"


@dataclass(frozen=True, kw_only=True)
class OpenedNote:
    """A note that was opened; `text` is None when it could not be."""

    author: User | None
    written_at: datetime
    text: str | None


@dataclass(frozen=True, kw_only=True)
class Opened:
    """A referral that somebody looks at; `answers` is None when the letter could not be opened.

    `later`: what came in afterwards, in order of arrival; `told`: what holds of it all by now.
    """

    referral: Referral
    answers: Mapping[str, Any] | None
    later: list[OpenedLetter]
    told: Told
    notes: list[OpenedNote]
    looks: list[AccessRecord]
    deeds: list[KeyDeed]


def open_referral(*, referral_id: uuid.UUID, person: User, now: datetime) -> Opened:
    """Record that this person looks, commit that, and only then decrypt: when it cannot be recorded, nothing opens.

    Raises PermissionDenied, Referral.DoesNotExist, and RuntimeError inside another transaction: that could be rolled back
    after the reading, and the record with it.
    """
    require(person, OPEN_REFERRAL)
    with transaction.atomic(durable=True):
        referral = Referral.objects.select_related("handler", "cleared_by", "letter").get(pk=referral_id)
        accesslog.record(referral=referral, person=person, at=now)
    letter = referral.letter
    answers = _open(letter.sealed, letter_id=letter.pk, kind=letter.kind)
    if answers is not None:
        tallies.count_opened(referral=referral, answers=answers)
    later = [_open_later(one) for one in wishes.later_letters(referral)]
    return Opened(
        referral=referral,
        answers=answers,
        later=later,
        told=told(answers or {}, received_at=referral.received_at, later=later),
        notes=[_open_note(note) for note in referral.notes.select_related("author")],
        looks=accesslog.latest(referral=referral),
        deeds=accesslog.deeds(referral=referral),
    )


def _open(sealed: bytes | memoryview, *, letter_id: uuid.UUID, kind: str) -> dict[str, Any] | None:
    try:
        return unseal(bytes(sealed), letter_id=letter_id, kind=kind)
    except CannotOpenError as error:
        logger.error("The %s %s cannot be opened: %s", kind, letter_id, error)
        return None


def _open_later(letter: Letter) -> OpenedLetter:
    answers = _open(letter.sealed, letter_id=letter.pk, kind=letter.kind)
    return OpenedLetter(kind=Kind(letter.kind), received_at=letter.received_at, answers=answers)


def _open_note(note: Note) -> OpenedNote:
    content = _open(note.sealed, letter_id=note.pk, kind=NOTE) or {}
    is_own = content.get("referral") == str(note.referral_id)
    return OpenedNote(author=note.author, written_at=note.written_at, text=content.get("text") if is_own else None)
