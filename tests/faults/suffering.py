"""One fault: people go on signing up while it lasts, somebody looks, and afterwards the judge counts."""

import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field

from tests.crash.answering import Answers
from tests.crash.judging import Arrived, arrived, doubled, lost
from tests.crash.visiting import Crowd
from tests.faults.disks import NOT_ROOT, may_mount
from tests.faults.seeing import Look, in_words, look, send
from tests.faults.stage import Stage
from tests.faults.telling import Row

RECOVERY = 90.0  # seconds; what is not back by then does not come back
BREATH = 0.2
PEOPLE = 2


@dataclass
class Notes:
    """What a fault found out by itself, for the last column, and who got a receipt code from it besides the crowd."""

    said: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    acknowledged: list[tuple[str, Answers]] = field(default_factory=list)

    def say(self, words: str) -> None:
        self.said.append(words)

    def claim(self, words: str, *, holds: bool) -> None:
        """Something that has to be so."""
        self.say(words if holds else f"NOT: {words}")
        if not holds:
            self.wrong.append(words)


Strike = Callable[[Stage, Notes], AbstractContextManager[None]]


@dataclass(frozen=True)
class Fault:
    """`strike` lets it begin, and ends it. `lasts`: seconds in which somebody looks. `may_begin_again`: answers may go.

    `needs_root`: it takes a small disk, which only root can mount.
    """

    name: str
    strike: Strike
    lasts: float = 3.0
    has_people: bool = True
    may_begin_again: bool = False
    needs_root: bool = False


def suffer(stage: Stage, fault: Fault, *, seed: int) -> Row:
    """Let it happen, once."""
    if fault.needs_root and not may_mount():
        return Row(fault.name, found=NOT_ROOT, is_done=False)
    stage.wait_until_stored()
    notes, crowd = Notes(), Crowd(port=stage.public.port, seed=seed)
    before = {letter.receipt_digest for letter in arrived(stage.server, stage.intake_key)}
    is_over = threading.Event()
    people = threading.Thread(target=crowd.visit, args=[PEOPLE], kwargs={"is_enough": lambda _number: is_over.is_set()})
    if fault.has_people:
        people.start()
    try:
        _wait_for_one(crowd, fault)
        looks = _looked(stage, fault, notes)
        seconds = _recovery(stage)
    finally:
        is_over.set()
        if fault.has_people:
            people.join()
    letters = [one for one in arrived(stage.server, stage.intake_key) if one.receipt_digest not in before]
    return _row(fault, notes, crowd, looks, seconds, letters, pepper=stage.pepper)


def _glance(stage: Stage) -> Look:
    """Everything, and a colleague who sends something: what comes back is told when it is about the fault."""
    seen, sent = look(stage), send(stage)
    if sent.status == 0 or sent.status >= 500:
        seen.staff["sending a form"] = sent
    return seen


def _looked(stage: Stage, fault: Fault, notes: Notes) -> list[Look]:
    """What was seen while it lasted."""
    looks: list[Look] = []
    with fault.strike(stage, notes):
        begun = time.monotonic()
        while not looks or time.monotonic() - begun < fault.lasts:
            looks.append(_glance(stage))
            time.sleep(BREATH)
    return looks


def _wait_for_one(crowd: Crowd, fault: Fault) -> None:
    until = time.monotonic() + RECOVERY
    while fault.has_people and not crowd.acknowledged and not crowd.astray and time.monotonic() < until:
        time.sleep(BREATH)


def _recovery(stage: Stage) -> float | None:
    """Seconds until everything is as usual, and every process there; None when it does not come."""
    begun = time.monotonic()
    while time.monotonic() - begun < RECOVERY:
        if look(stage).is_well and stage.keeper.running and stage.keeper.running.poll() is None:
            return time.monotonic() - begun
        time.sleep(BREATH)
    return None


def _row(
    fault: Fault,
    notes: Notes,
    crowd: Crowd,
    looks: list[Look],
    seconds: float | None,
    letters: list[Arrived],
    *,
    pepper: str,
) -> Row:
    acknowledged = [*crowd.acknowledged, *notes.acknowledged]
    gone = lost(acknowledged, letters, pepper=pepper)
    twice = doubled(letters)
    wrong = [*notes.wrong, *(f"lost: {code}" for code in gone), *(f"doubled: {name}" for name in twice)]
    if not fault.may_begin_again:
        wrong += crowd.astray
    if seconds is None:
        wrong.append(f"not as usual after {RECOVERY:.0f} s")
    return Row(
        fault=fault.name,
        visitor=in_words(pair for one in looks for pair in one.visitor.items()),
        staff=in_words(pair for one in looks for pair in one.staff.items()),
        acknowledged=len(acknowledged),
        lost=len(gone),
        doubled=len(twice),
        astray=len(crowd.astray),
        seconds=seconds,
        found="; ".join(notes.said),
        wrong=wrong,
    )
