"""The answers of a letter, put in groups to read. Nothing in a letter is left out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from selfreferral.questions import QUESTIONS

GROUPS: Mapping[str, tuple[str, ...]] = {
    "Over wie het gaat": ("name", "route", "role", "age_band", "parent_knows"),
    "Professional": ("organisation", "professional_name", "professional_phone", "professional_email", "client_agrees"),
    "Veilig bereiken": (
        "channel",
        *("phone", "may_say_who", "voicemail", "call_times"),
        *("email", "address", "read_by_others"),
        *("other_name", "other_relation", "other_phone", "other_knows"),
    ),
    "Veiligheid": ("contact_ban",),
    "Wat nodig is": ("needs", "language", "needs_other"),
    "Wie iets mag horen": ("feedback_referrer", "feedback_lawyer", "feedback_probation", "feedback_police"),
    "Verder": ("message", "consent"),
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


def _rows(keys: tuple[str, ...], answers: Mapping[str, Any]) -> Iterator[Row]:
    for key in keys:
        question, value = QUESTIONS.get(key), answers.get(key)
        if question is None:
            yield Row(key, str(value))
        elif value not in (None, "", []):
            yield Row(str(question.label), question.read(value))
