"""Is every access record still there, as it was written?"""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from .chain import fingerprint
from .models import AccessChain, AccessCheck, AccessRecord

logger = logging.getLogger(__name__)

EVERY = timedelta(days=1)
ROWS_AT_A_TIME = 2000


class ChainBrokenError(Exception):
    """A record is gone, was changed or was put in by hand. The message is one sentence; up to `good` all is as it was."""

    def __init__(self, sentence: str, *, good: int) -> None:
        super().__init__(sentence)
        self.good = good


@dataclass(frozen=True, kw_only=True)
class Anchor:
    """The last record of the chain at some moment. Written down elsewhere, it shows later whether all before it stayed."""

    number: int
    hash: str

    def __str__(self) -> str:
        """What an operator writes down: '1204:9f86d0…'."""
        return f"{self.number}:{self.hash}"


def anchor() -> Anchor:
    """The end of the chain as it says itself; `verify` walks it."""
    chain = AccessChain.objects.get()
    return Anchor(number=chain.number, hash=chain.hash)


def verify(*, known: Anchor | None = None) -> Anchor:
    """Walk the chain to its end and return that. Raises ChainBrokenError.

    With `known`, an anchor of before, begin there: what comes after has to hang on it. What is appended meanwhile is
    left for the next time.
    """
    chain = AccessChain.objects.get()
    number, former = (known.number, known.hash) if known else (chain.purged_number, chain.purged_hash)
    records = AccessRecord.objects.filter(number__gt=number, number__lte=chain.number).order_by("number")
    for record in records.iterator(chunk_size=ROWS_AT_A_TIME):
        if record.number != number + 1:
            raise ChainBrokenError(f"After record {number}, {record.number - number - 1} are missing.", good=number)
        if record.former != former or record.hash != fingerprint(record):
            raise ChainBrokenError(f"Record {record.number} is not what was written.", good=number)
        number, former = record.number, record.hash
    if (number, former) != (chain.number, chain.hash):
        missing = max(chain.number - number, 0)
        raise ChainBrokenError(f"After record {number}, {missing} are missing at the end.", good=number)
    return Anchor(number=number, hash=former)


def holds(known: Anchor) -> bool | None:
    """Whether the chain still has this anchor of before. None when it is from before the last purge: nobody can tell."""
    chain = AccessChain.objects.get()
    if known.number < chain.purged_number:
        return None
    if known.number == chain.purged_number:
        return known.hash == chain.purged_hash
    return AccessRecord.objects.filter(number=known.number, hash=known.hash).exists()


def check(*, now: datetime) -> AccessCheck:
    """Walk the whole chain and keep what was found."""
    problem = ""
    try:
        end = verify()
    except ChainBrokenError as error:
        problem, end = str(error), Anchor(number=error.good, hash="")
    return AccessCheck.objects.create(at=now, number=end.number, hash=end.hash, problem=problem)


def check_daily(*, now: datetime) -> int:
    """For the sweep: check if nobody did for a day. Returns how often it checked. Raises ChainBrokenError, once a day."""
    if AccessCheck.objects.filter(at__gt=now - EVERY).exists():
        return 0
    found = check(now=now)
    if found.problem:
        raise ChainBrokenError(found.problem, good=found.number)
    return 1


def is_broken() -> bool:
    """Whether the last check of all found that a record is gone or changed."""
    last = AccessCheck.objects.order_by("at", "pk").last()
    return bool(last and last.problem)


@dataclass(frozen=True, kw_only=True)
class ChainState:
    """Whether the chain is whole: from which record up to which, and when all of it was walked for the last time.

    With a `problem` it is whole up to the end that is named, and not after it.
    """

    first: int
    end: Anchor
    checked_at: datetime | None
    problem: str


def chain_state() -> ChainState:
    """What the last check of all found, and what a walk from there finds now. Quick, however long the chain is."""
    last, first = AccessCheck.objects.order_by("at", "pk").last(), AccessChain.objects.get().purged_number + 1
    checked_at = last.at if last else None
    if last and last.problem:
        return ChainState(first=first, end=Anchor(number=last.number, hash=""), checked_at=checked_at, problem=last.problem)
    try:
        end, problem = _walk_on(last), ""
    except ChainBrokenError as error:
        end, problem = Anchor(number=error.good, hash=""), str(error)
    return ChainState(first=first, end=end, checked_at=checked_at, problem=problem)


def _walk_on(last: AccessCheck | None) -> Anchor:
    if last is None:
        return verify()
    known = Anchor(number=last.number, hash=last.hash)
    is_there = holds(known)
    if is_there is False:
        raise ChainBrokenError(f"Record {known.number} is not what it was at the last check.", good=0)
    return verify(known=known if is_there else None)
