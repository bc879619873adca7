"""Everything somebody told about one referral, letter after letter, and what of it holds now."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from selfreferral.models import Kind
from selfreferral.questions import REACHING

from .answers import Row, read_rows
from .contact_plan import Rule, Severity, contact_plan
from .way import NO_WAY, REACH_KEYS, WORK_KEYS, Means, Way, safe_way

Answers = Mapping[str, Any]
STOPS = (Kind.WITHDRAWAL, Kind.ERASURE)  # who asks for erasure wants no contact either


@dataclass(frozen=True, kw_only=True)
class OpenedLetter:
    """A later letter; `answers` is None when it could not be opened."""

    kind: Kind
    received_at: datetime
    answers: Answers | None

    @property
    def rows(self) -> list[Row]:
        """What it says, in words. Withdrawing and asking for erasure say nothing more than that."""
        return read_rows(self.answers or {})


@dataclass(frozen=True, kw_only=True)
class Former:
    """How contact was safe until somebody corrected it, and when they had said so. Without numbers: nobody calls those."""

    given_at: datetime
    rows: list[Row]


@dataclass(frozen=True, kw_only=True)
class Told:
    """What a referral says by now. `answers`: the first letter's, and the last correction in place of what it corrects.

    `way` is the one that is safe, as the plan says it in words; there is none any more for who withdrew at `stopped_at`.
    """

    answers: Answers
    plan: list[Rule]
    channel_rule: Rule
    way: Way
    former: list[Former]
    is_withdrawn: bool
    is_erasure_asked: bool
    stopped_at: datetime | None

    @property
    def is_stopped(self) -> bool:
        """Nobody makes contact any more."""
        return self.is_withdrawn or self.is_erasure_asked

    @property
    def must_read(self) -> list[Rule]:
        """What a worker says to have read before a number is shown: what limits contact, or else what is allowed."""
        return [rule for rule in self.plan if rule.severity != Severity.FINE] or self.plan

    @property
    def names_professional(self) -> bool:
        """Whether the letter says how to reach a professional at work, beside the safe way."""
        return not self.is_stopped and any(self.answers.get(key) for key in WORK_KEYS if key != self.way.key)

    @property
    def may_ask(self) -> bool:
        """Whether there is a way to make contact."""
        return self.way.means != Means.NOTHING


def told(first: Answers | None, *, received_at: datetime, later: Sequence[OpenedLetter]) -> Told:
    """Put the letters together, in order of arrival. What does not open (None) leaves no safe way at all."""
    answers, given_at, former = dict(first or {}), received_at, []
    is_unsure = False
    for letter in later:
        if letter.kind == Kind.CORRECTION:
            former.append(_former(answers, given_at))
            answers, given_at = _corrected(answers, letter.answers or {}), letter.received_at
            is_unsure = letter.answers is None
    kinds = {letter.kind for letter in later}
    is_over = first is None or bool(kinds & set(STOPS))
    reaching = _reaching(answers, is_corrected=bool(former))
    rules = contact_plan(reaching)
    return Told(
        answers=answers,
        plan=[*_warnings(kinds, is_unsure=is_unsure), *rules],
        channel_rule=rules[0],
        way=NO_WAY if is_over else safe_way(reaching),
        former=former[::-1],
        is_withdrawn=Kind.WITHDRAWAL in kinds,
        is_erasure_asked=Kind.ERASURE in kinds,
        stopped_at=next((letter.received_at for letter in later if letter.kind in STOPS), None),
    )


def _corrected(answers: Answers, correction: Answers) -> dict[str, Any]:
    """Nothing of the former way holds any more, also what the correction does not speak of; and it changes nothing else."""
    kept = {key: value for key, value in answers.items() if key not in {*REACHING, "receipt_mail"}}
    return {**kept, **{key: value for key, value in correction.items() if key in REACHING}}


def _warnings(kinds: set[Kind], *, is_unsure: bool) -> Iterator[Rule]:
    if is_unsure:
        yield Rule(Severity.STOP, "De laatste wijziging gaat niet open.")
    if Kind.ADDITION in kinds:
        yield Rule(Severity.CAREFUL, "De persoon stuurde later nog een bericht. Lees dat eerst.")


def _reaching(answers: Answers, *, is_corrected: bool) -> Answers:
    """A correction names whom to call itself: it is no longer the professional who signed somebody up."""
    return {key: value for key, value in answers.items() if key != "route" or not is_corrected}


def _former(answers: Answers, given_at: datetime) -> Former:
    rows = read_rows({key: answers[key] for key in REACHING if key in answers and key not in REACH_KEYS})
    return Former(given_at=given_at, rows=rows)
