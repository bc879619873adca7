"""The answers of a letter, put in groups to read. Nothing in a letter is left out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from selfreferral.questions import QUESTIONS, REACHING

GROUPS: Mapping[str, tuple[str, ...]] = {
    "Over wie het gaat": ("name", "route", "role", "age_band", "parent_knows"),
    "Professional": ("organisation", "professional_name", "professional_phone", "professional_email", "client_agrees"),
    "Veilig bereiken": (*REACHING, "receipt_mail"),
    "Veiligheid": ("contact_ban",),
    "Wat nodig is": ("needs", "language", "needs_other"),
    "Wie iets mag horen": ("feedback_referrer", "feedback_lawyer", "feedback_probation", "feedback_police"),
    "Verder": ("message", "addition", "consent"),
}
OTHER = "Overige antwoorden"


@dataclass(frozen=True)
class Row:
    """A question and what was answered, in words."""

    label: str
    text: str


@dataclass(frozen=True)
class Group:
    """Answers that are read together."""

    heading: str
    rows: list[Row]


def grouped(answers: Mapping[str, Any]) -> list[Group]:
    """The groups that hold an answer. Optional questions left empty are skipped; an unknown key shows under its own name."""
    return [Group(heading, rows) for heading, keys in _placed(answers) if (rows := list(_rows(keys, answers)))]


def _placed(answers: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield from GROUPS.items()
    known = {key for keys in GROUPS.values() for key in keys}
    yield OTHER, tuple(key for key in answers if key not in known)


def read_rows(answers: Mapping[str, Any]) -> list[Row]:
    """Every answer in words, in the order of the form."""
    return [row for _heading, keys in _placed(answers) for row in _rows(keys, answers)]


def _rows(keys: tuple[str, ...], answers: Mapping[str, Any]) -> Iterator[Row]:
    for key in keys:
        question, value = QUESTIONS.get(key), answers.get(key)
        if question is None:
            yield Row(key, str(value))
        elif value not in (None, "", []):
            yield Row(str(question.label), question.read(value))
