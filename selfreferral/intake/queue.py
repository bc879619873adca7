"""The only door to the referrals. Each function asks for the right itself, whatever view or command calls it."""

import logging
import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Count, Q, QuerySet

from perspectief.accounts.models import User
from selfreferral.models import Kind, Letter
from selfreferral.receipts import digest
from selfreferral.seal import seal

from . import accesslog, wishes
from .models import AccessRecord, KeyDeed, Note, Referral, State
from .permissions import HANDLE_REFERRAL, OPEN_REFERRAL, VIEW_QUEUE, require
from .told import OpenedLetter, Told, told
from .unseal import CannotOpenError, unseal

logger = logging.getLogger(__name__)

NOTE = "note"


class StoppedError(Exception):
    """The person withdrew or asked for erasure."""


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


def collect_letters() -> int:
    """Give every referral letter its place in the queue; returns how many had none. Twice at once does no harm."""
    letters = Letter.objects.filter(kind=Kind.REFERRAL, referral=None).only("received_at", "needs_check")
    new = [Referral(letter=letter, received_at=letter.received_at, needs_check=letter.needs_check) for letter in letters]
    Referral.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


def waiting(*, person: User, states: Collection[str], lanes: Collection[bool] = (False, True)) -> QuerySet[Any]:
    """The referrals in these states: first whom nobody may contact any more, then the longest waiting.

    `lanes`: those that still have to be checked (True), the others (False), or both. One query, nothing sealed in it: each
    with who has it, and with what `wishes.with_wishes` says.
    """
    require(person, VIEW_QUEUE)
    collect_letters()  # here, so that a letter never waits for a sweep before intake can see it
    found = wishes.with_wishes(Referral.objects.select_related("handler")).filter(wishes.to_do(states, lanes))
    return found.order_by("-is_stopped", "received_at", "pk")


def count_by_place(*, person: User) -> dict[tuple[str, bool], int]:
    """How many referrals stand where: by state, and whether they still have to be checked. Where none stands is left out.

    Under TO_ERASE are those that are counted as closed too.
    """
    require(person, VIEW_QUEUE)
    places = Referral.objects.values_list("state", "needs_check").annotate(Count("pk")).order_by()
    counts = {(state, needs_check): number for state, needs_check, number in places}
    return {**counts, (wishes.TO_ERASE, False): wishes.count_to_erase()}


def count_new(*, person: User) -> int:
    """How many referrals nobody has been in contact about, with the letters that are not in the queue yet.

    Without those that have to be checked: a flood must not hide how many people wait.
    """
    require(person, VIEW_QUEUE)
    uncollected, new = Q(referral=None, needs_check=False), Q(referral__state=State.NEW, referral__needs_check=False)
    return Letter.objects.filter(uncollected | new, kind=Kind.REFERRAL).count()


def find_by_code(*, code: str, person: User) -> uuid.UUID | None:
    """The referral that a person on the telephone holds the receipt code of. It is found, not opened."""
    require(person, OPEN_REFERRAL)
    collect_letters()
    found = Referral.objects.filter(letter__receipt_digest=digest(code)).first()
    return found.pk if found else None


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


def take(*, referral_id: uuid.UUID, person: User, instead_of: int | None = None) -> bool:
    """Become the one who has it. False when meanwhile somebody took it who is not `instead_of` (a person's id).

    Raises StoppedError when the person withdrew: there is nothing left to take on.
    """
    require(person, HANDLE_REFERRAL)
    referral = Referral.objects.select_related("letter").filter(pk=referral_id).first()
    if referral and wishes.is_stopped(referral):
        raise StoppedError
    return bool(Referral.objects.filter(pk=referral_id, handler=instead_of).update(handler=person))


def change_state(*, referral_id: uuid.UUID, person: User, state: State) -> None:
    """Say where the referral stands. Raises Referral.DoesNotExist."""
    require(person, HANDLE_REFERRAL)
    if not Referral.objects.filter(pk=referral_id).update(state=state):
        raise Referral.DoesNotExist


def find_in_order(*, referral_id: uuid.UUID, person: User, now: datetime) -> bool:
    """Move a referral that had to be checked among the others, and record who did. False when it stood there already.

    Raises Referral.DoesNotExist.
    """
    require(person, HANDLE_REFERRAL)
    referral = Referral.objects.filter(pk=referral_id)
    if referral.filter(needs_check=True).update(needs_check=False, cleared_by=person, cleared_at=now):
        return True
    if not referral.exists():
        raise Referral.DoesNotExist
    return False


def add_note(*, referral_id: uuid.UUID, person: User, text: str, now: datetime) -> Note:
    """Keep a note, sealed like a letter; only `open_referral` shows it again. Raises Referral.DoesNotExist."""
    require(person, HANDLE_REFERRAL)
    referral = Referral.objects.get(pk=referral_id)
    note = Note(referral=referral, author=person, written_at=now)
    # The referral's id stands inside as well, so that a note moved to another referral is refused.
    sealed = seal(letter_id=note.pk, kind=NOTE, answers={"referral": str(referral.pk), "text": text})
    note.key_id, note.sealed = sealed.key_id, sealed.content
    note.save(force_insert=True)
    return note


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
