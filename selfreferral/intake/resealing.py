"""Closing every letter and note anew, in batches. Stopped at any moment, each is closed in the old way or in the new one."""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from selfreferral.models import Letter
from selfreferral.seal import fingerprint

from . import accesslog
from .models import Deed, KeyDeed, Note
from .reseal import Keys, opens, reseal

SEALED = (Letter, Note)
Row = Letter | Note
Tell = Callable[[int], None]


@dataclass(frozen=True, kw_only=True)
class Change:
    """What opens the letters now, whom they are closed to, how many at a time, and when this began."""

    keys: Keys
    recipients: tuple[str, ...]
    batch: int
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """How many were closed anew, and the ids of those that no key opens, which are as they were."""

    done: int
    unopened: tuple[uuid.UUID, ...]


def not_of_key(key_id: str) -> Q:
    """The rows whose intake key was another."""
    return ~Q(key_id=key_id)


def not_closed_to(recipients: tuple[str, ...]) -> Q:
    """The rows that no command closed to exactly these recipients yet."""
    closed = KeyDeed.objects.filter(deed=Deed.RESEALED, keys=fingerprint(recipients), subject=OuterRef("pk"))
    return Q(~Exists(closed))


def waiting(rows: Q) -> int:
    """How many letters and notes these are."""
    return sum(model.objects.filter(rows).count() for model in SEALED)


def reseal_all(rows: Q, change: Change, *, tell: Tell) -> Outcome:
    """Close these rows anew, a batch at a time, and `tell` how many are done after each.

    A batch and the records of it are committed together. New letters may come in meanwhile.
    """
    done, unopened = 0, []
    for model in SEALED:
        last: uuid.UUID | None = None
        while batch := _batch(model, rows if last is None else rows & Q(pk__gt=last), change):
            last = batch[-1][0]
            unopened += [pk for pk, is_done in batch if not is_done]
            done += sum(is_done for _, is_done in batch)
            tell(done)
    return Outcome(done=done, unopened=tuple(unopened))


def _batch(model: type[Row], rows: Q, change: Change) -> list[tuple[uuid.UUID, bool]]:
    """Which rows were looked at, in the order of their ids, and whether each was closed anew."""
    with transaction.atomic(durable=True):
        # Not to be changed or erased by another in between; a referral may still be made for the letter.
        found = model.objects.filter(rows).order_by("pk").select_for_update(no_key=True, of=("self",))[: change.batch]
        outcomes = [(row.pk, _reseal_row(model, row, change)) for row in found]
        KeyDeed.objects.bulk_create(_records([pk for pk, is_done in outcomes if is_done], change))
    return outcomes


def _reseal_row(model: type[Row], row: Row, change: Change) -> bool:
    """Its id, kind, time and receipt stay."""
    sealed = reseal(bytes(row.sealed), keys=change.keys, recipients=change.recipients)
    if sealed is None:
        return False
    model.objects.filter(pk=row.pk).update(sealed=sealed.content, key_id=sealed.key_id)
    return True


def _records(subjects: list[uuid.UUID], change: Change) -> Iterator[KeyDeed]:
    by, keys = accesslog.account(), fingerprint(change.recipients)
    for subject in subjects:
        yield KeyDeed(deed=Deed.RESEALED, subject=subject, keys=keys, by=by, at=change.at)


def opened_only_by(former: Keys, *, others: Keys) -> int:
    """How many letters and notes would never open again for intake without this key. Reads them all."""
    return sum(
        opens(bytes(sealed), keys=former) and not opens(bytes(sealed), keys=others)
        for model in SEALED
        for sealed in model.objects.values_list("sealed", flat=True).iterator(chunk_size=200)
    )
