"""Opening a referral: recorded first, decrypted after that. Nothing else in this package opens a letter."""

import logging
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import transaction

from perspectief.accounts.models import User
from selfreferral.intake import accesslog, tallies, wishes
from selfreferral.intake.models import AccessRecord, Assignment, ContactAttempt, KeyDeed, Note, Part, Referral, StateChange
from selfreferral.intake.permissions import OPEN_REFERRAL, require
from selfreferral.intake.told import OpenedLetter, Told, told
from selfreferral.intake.unlocking import at_hand
from selfreferral.intake.unseal import CannotOpenError, unseal
from selfreferral.intake.way import sheltered
from selfreferral.models import Kind, Letter

logger = logging.getLogger(__name__)

NOTE = "note"


@dataclass(frozen=True, kw_only=True)
class OpenedNote:
    """A note that was opened; `text` is None when it could not be."""

    id: uuid.UUID
    about: str
    author: User | None
    written_at: datetime
    text: str | None


@dataclass(frozen=True, kw_only=True)
class Contents:
    """All that was told and written down, in full. Stays inside the queue: what leaves it is sheltered or asked for."""

    referral: Referral
    answers: Mapping[str, Any] | None
    later: list[OpenedLetter]
    told: Told


@dataclass(frozen=True, kw_only=True)
class Opened:
    """A referral that somebody looks at; `answers` is None when the letter could not be opened.

    `later`: what came in afterwards, in order of arrival; `told`: what holds of it all by now. In the place of a number or
    an address stands `way.HIDDEN`: for those there is `ask_reach`.
    """

    referral: Referral
    answers: Mapping[str, Any] | None
    later: list[OpenedLetter]
    told: Told
    notes: list[OpenedNote]
    attempts: list[ContactAttempt]
    changes: list[StateChange]
    assignments: list[Assignment]
    looks: list[AccessRecord]
    deeds: list[KeyDeed]


def open_referral(*, referral_id: uuid.UUID, person: User, now: datetime) -> Opened:
    """Everything but how to reach the person. As `look`, and raises the same."""
    contents = look(referral_id=referral_id, person=person, now=now, part=Part.LETTER)
    referral, answers = contents.referral, contents.answers
    answers = None if answers is None else sheltered(answers)
    later = [_sheltered_letter(letter) for letter in contents.later]
    return Opened(
        referral=referral,
        answers=answers,
        later=later,
        told=told(answers, received_at=referral.received_at, later=later),
        notes=open_notes(referral, person),
        attempts=list(referral.attempts.select_related("person")),
        changes=list(referral.changes.select_related("person")),
        assignments=list(referral.assignments.select_related("former", "handler", "by")),
        looks=accesslog.latest(referral=referral),
        deeds=accesslog.deeds(referral=referral),
    )


def look(
    *, referral_id: uuid.UUID, person: User, now: datetime, part: Part, letters: Sequence[Letter] | None = None
) -> Contents:
    """Record that this person looks, commit that, and only then decrypt: when it cannot be recorded, nothing opens.

    `letters`: the later letters, when the caller has them already. Raises PermissionDenied, LockedError before anything is
    recorded, Referral.DoesNotExist, and RuntimeError inside another transaction: that could be rolled back after the
    reading, and the record with it.
    """
    require(person, OPEN_REFERRAL)
    at_hand.require_unlocked(person)
    with transaction.atomic(durable=True):
        referral = Referral.objects.select_related("handler", "cleared_by", "letter").get(pk=referral_id)
        accesslog.record(referral=referral, person=person, at=now, part=part)
        if part == Part.LETTER:
            Referral.objects.filter(pk=referral_id, has_unread=True).update(has_unread=False)
    letter = referral.letter
    answers = _open(letter.sealed, letter_id=letter.pk, kind=letter.kind, person=person)
    if answers is not None:
        tallies.count_opened(referral=referral, answers=answers)
    later = [_open_later(one, person) for one in (wishes.later_letters(referral) if letters is None else letters)]
    so_far = told(answers, received_at=referral.received_at, later=later)
    return Contents(referral=referral, answers=answers, later=later, told=so_far)


def open_notes(referral: Referral, person: User) -> list[OpenedNote]:
    """The notes, in the order in which they were written. Only after a look was recorded."""
    return [_open_note(note, person) for note in referral.notes.select_related("author")]


def _open(sealed: bytes | memoryview, *, letter_id: uuid.UUID, kind: str, person: User) -> dict[str, Any] | None:
    try:
        return unseal(bytes(sealed), letter_id=letter_id, kind=kind, person=person)
    except CannotOpenError as error:
        logger.error("The %s %s cannot be opened: %s", kind, letter_id, error)
        return None


def _open_later(letter: Letter, person: User) -> OpenedLetter:
    answers = _open(letter.sealed, letter_id=letter.pk, kind=letter.kind, person=person)
    return OpenedLetter(kind=Kind(letter.kind), received_at=letter.received_at, answers=answers)


def _sheltered_letter(letter: OpenedLetter) -> OpenedLetter:
    return letter if letter.answers is None else replace(letter, answers=sheltered(letter.answers))


def _open_note(note: Note, person: User) -> OpenedNote:
    content = _open(note.sealed, letter_id=note.pk, kind=NOTE, person=person) or {}
    is_own = content.get("referral") == str(note.referral_id)
    text = content.get("text") if is_own else None
    return OpenedNote(id=note.pk, about=note.about, author=note.author, written_at=note.written_at, text=text)
