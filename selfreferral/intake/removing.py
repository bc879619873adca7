"""Removing a referral with everything that belongs to it, and the record that it went: both, or neither.

Whatever points to a referral goes with it (on_delete=CASCADE). What outlives it has no constraint and says
nothing of it: who looked (accesslog.py), what commands did, and this record.
"""

import uuid
from collections import Counter
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, QuerySet

from perspectief.accounts.models import User
from selfreferral.models import Kind, Letter

from .models import Ground, PurgeRecord, Reason, Referral
from .tallies import count_removed
from .wishes import later_letters

CHAIN_LOCK = int.from_bytes(b"purges")
DAY = timedelta(days=1)
LATER_KINDS = (Kind.ADDITION, Kind.CORRECTION, Kind.WITHDRAWAL, Kind.ERASURE)
VERIFIED_AT_ONCE = 1000


@transaction.atomic
def remove(
    *, referral: QuerySet[Referral], reason: Reason, now: datetime, by: User | None = None, ground: Ground | None = None
) -> PurgeRecord | None:
    """Remove the one referral that this query finds; None when it finds none any more, because somebody changed it."""
    found = referral.select_for_update().first()
    if found is None:
        return None
    count_removed(referral=found, at=now)
    letter_id, counts = found.pk, Counter[str]()
    letters = [letter_id, *later_letters(found).values_list("pk", flat=True)]
    for gone in (found, Letter.objects.filter(pk__in=letters)):
        counts.update(gone.delete()[1])
    return _record(subject=letter_id, reason=reason, at=now, by=by, ground=ground or "", counts=dict(counts))


def remove_strays(*, now: datetime) -> int:
    """Remove what somebody sent in the moment in which their referral went. Returns how many.

    Later letters are only taken when there is a referral (public/mine), and nothing but this module takes a referral's
    letter away; so one without it is the remainder of a removed referral, and nobody can find it.
    """
    first = Letter.objects.filter(kind=Kind.REFERRAL, receipt_digest=OuterRef("receipt_digest"))
    later = Letter.objects.filter(~Exists(first), kind__in=LATER_KINDS, received_at__lt=now - DAY)
    return sum(_remove_stray(letter_id, now) for letter_id in later.values_list("pk", flat=True))


@transaction.atomic
def _remove_stray(letter_id: uuid.UUID, now: datetime) -> bool:
    _, counts = Letter.objects.filter(pk=letter_id).delete()
    if counts:
        _record(subject=letter_id, reason=Reason.STRAY, at=now, by=None, ground="", counts=counts)
    return bool(counts)


def _record(
    *, subject: uuid.UUID, reason: Reason, at: datetime, by: User | None, ground: str, counts: dict[str, int]
) -> PurgeRecord:
    """Add to the chain. One at a time: SQLite lets one writer in by itself."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CHAIN_LOCK])
    last = PurgeRecord.objects.order_by("number").last()
    number, former = (last.number + 1, last.checksum) if last else (1, "")
    record = PurgeRecord(
        number=number, at=at, reason=reason, ground=ground, subject=subject, by=by, counts=counts, former=former
    )
    record.checksum = record.computed_checksum()
    record.save(force_insert=True)
    return record


def broken_at() -> int | None:
    """The number of the first record that was changed, or before which one is missing; None when all are as they were."""
    former, expected = "", 1
    for record in PurgeRecord.objects.order_by("number").iterator(VERIFIED_AT_ONCE):
        is_whole = (record.number, record.former, record.checksum) == (expected, former, record.computed_checksum())
        if not is_whole:
            return record.number
        former, expected = record.checksum, expected + 1
    return None
