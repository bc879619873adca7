"""The check page: every question with its answer in words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from selfreferral.questions import QUESTIONS

from .steps import Step

Answers = Mapping[str, Any]


@dataclass(frozen=True)
class Row:
    """One line of the check page; `change_url` leads back to the question."""

    question: str
    answer: str
    change_url: str


def sections(answers: Answers, *, route: Sequence[Step], url: Callable[[Step], str]) -> list[Row]:
    """The answers in the order they were asked. What was left empty says so."""
    return [row for step in route for row in _rows(step, answers, url(step))]


def _rows(step: Step, answers: Answers, change_url: str) -> list[Row]:
    form = step.form(answers=answers)
    return [
        Row(_label(form, name), _answer(form, name, answers[name]) or _("Niet ingevuld"), change_url) for name in form.fields
    ]


def _label(form: Any, name: str) -> str:
    """The question; where a page asks several things, the short name that both sides know: it stands alone here."""
    return str(form.page_title if form.is_single else QUESTIONS[name].label)


def _answer(form: Any, name: str, value: Any) -> str:
    """The words the visitor chose from, which can differ for each route; otherwise the answer as both sides read it."""
    choices: dict[str, str] = {key: str(label) for key, label in getattr(form.fields[name], "choices", ())}
    if isinstance(value, list):
        return ", ".join(choices[one] for one in value)
    return choices[value] if value in choices else QUESTIONS[name].read(value)
