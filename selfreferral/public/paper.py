"""The form on paper, from the same questions: for people without internet, or in detention."""

from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _

from selfreferral.questions import AgeBand, Channel, Route

from .forms.question import QuestionForm
from .steps import STEPS, Step

# What an earlier answer can be that decides whether a question is asked at all.
DECIDING = {"channel": Channel, "age_band": AgeBand}
KNOWN = frozenset({"route"})  # there is a paper for each route


@dataclass(frozen=True)
class PaperField:
    """Something to tick or to write. `lines`: those to write on, none where there are boxes to tick."""

    label: str
    hint: str
    choices: tuple[str, ...]
    lines: range
    is_many: bool


@dataclass(frozen=True)
class PaperQuestion:
    """A numbered question; `only_if` says for whom it is, and is empty when it is for everybody."""

    number: int
    title: str
    hint: str
    only_if: str
    fields: tuple[PaperField, ...]


def questions(route: Route) -> list[PaperQuestion]:
    """Every question that can be asked on this route, in its order."""
    asked = [step for step in STEPS if step.keys.isdisjoint(KNOWN) and _can_be_asked(step, route)]
    return [_question(number, step, route, asked) for number, step in enumerate(asked, start=1)]


def _can_be_asked(step: Step, route: Route) -> bool:
    return step.applies({"route": route}) or _deciding(step, route) is not None


def _deciding(step: Step, route: Route) -> tuple[str, list[str]] | None:
    """The earlier answers that make this question be asked: their name and values."""
    for name, kind in DECIDING.items():
        values = [value for value in kind.values if step.applies({"route": route, name: value})]
        if values:
            return name, values
    return None


def _question(number: int, step: Step, route: Route, asked: list[Step]) -> PaperQuestion:
    form = step.form(answers={"route": route})
    fields = tuple(_field(form, name) for name in form.fields)
    only_if = "" if step.applies({"route": route}) else _only_if(step, route, asked)
    return PaperQuestion(number, str(form.page_title), str(form.page_hint), only_if, fields)


def _only_if(step: Step, route: Route, asked: list[Step]) -> str:
    name, values = cast(tuple[str, list[str]], _deciding(step, route))
    number = next(number for number, one in enumerate(asked, start=1) if name in one.keys)
    labels = dict(_choices(asked[number - 1].form(answers={"route": route}), name))
    chosen = _("’ of ‘").join(labels[value] for value in values)
    return _("Alleen als u bij vraag %(number)s ‘%(chosen)s’ kiest.") % {"number": number, "chosen": chosen}


def _field(form: QuestionForm, name: str) -> PaperField:
    field = form.fields[name]
    label = "" if form.is_single else str(field.label or "")
    if isinstance(field, forms.BooleanField):
        return PaperField("", str(field.help_text), (label,), range(0), is_many=True)
    choices = tuple(words for _value, words in _choices(form, name))
    lines = range(0 if choices else int(field.widget.attrs.get("rows", 1)))
    return PaperField(label, str(field.help_text), choices, lines, is_many=isinstance(field, forms.MultipleChoiceField))


def _choices(form: QuestionForm, name: str) -> list[tuple[str, str]]:
    choosing: Any = form.fields[name]
    return [(str(value), str(words)) for value, words in getattr(choosing, "choices", ())]
