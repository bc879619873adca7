"""Everything somebody told about one referral, letter after letter, and what of it holds now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from selfreferral.models import Kind
from selfreferral.questions import REACHING

from .answers import Row, read_rows
from .contact_plan import Rule, Severity, contact_plan

Answers = Mapping[str, Any]


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
    """How contact was safe until somebody corrected it, and when they had said so."""

    given_at: datetime
    rows: list[Row]


@dataclass(frozen=True, kw_only=True)
class Told:
    """What a referral says by now. `answers`: the first letter's, and the last correction in place of what it corrects."""

    answers: Answers
    plan: list[Rule]
    former: list[Former]
    is_withdrawn: bool
    is_erasure_asked: bool

    @property
    def is_stopped(self) -> bool:
        """Nobody makes contact any more."""
        return self.is_withdrawn or self.is_erasure_asked


def told(first: Answers, *, received_at: datetime, later: Sequence[OpenedLetter]) -> Told:
    """Put the letters together, in order of arrival. A correction that does not open leaves no safe way at all."""
    answers, given_at, former = dict(first), received_at, []
    is_unsure = False
    for letter in later:
        if letter.kind == Kind.CORRECTION:
            former.append(_former(answers, given_at))
            answers, given_at = _corrected(answers, letter.answers or {}), letter.received_at
            is_unsure = letter.answers is None
    kinds = {letter.kind for letter in later}
    warning = [Rule(Severity.STOP, "De laatste wijziging gaat niet open.")] if is_unsure else []
    return Told(
        answers=answers,
        plan=warning + _plan(answers, is_corrected=bool(former)),
        former=former[::-1],
        is_withdrawn=Kind.WITHDRAWAL in kinds,
        is_erasure_asked=Kind.ERASURE in kinds,
    )


def _corrected(answers: Answers, correction: Answers) -> dict[str, Any]:
    """Nothing of the former way holds any more, also what the correction does not speak of; and it changes nothing else."""
    kept = {key: value for key, value in answers.items() if key not in {*REACHING, "receipt_mail"}}
    return {**kept, **{key: value for key, value in correction.items() if key in REACHING}}


def _plan(answers: Answers, *, is_corrected: bool) -> list[Rule]:
    """A correction names whom to call itself: it is no longer the professional who signed somebody up."""
    return contact_plan({key: value for key, value in answers.items() if key != "route" or not is_corrected})


def _former(answers: Answers, given_at: datetime) -> Former:
    rows = read_rows({key: answers[key] for key in REACHING if key in answers})
    return Former(given_at=given_at, rows=rows)
