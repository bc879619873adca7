"""What every page of the form shares: a title, a hint, and the words for each route."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, cast

from django import forms
from django.forms.renderers import TemplatesSetting

from selfreferral.questions import Route, Text

from .fields import errors_of

Answers = Mapping[str, Any]


@dataclass(frozen=True)
class Wording:
    """One sentence for each route. Left out, a route uses the sentence for oneself."""

    self: Text
    relative: Text = ""
    client: Text = ""

    def on(self, answers: Answers) -> Text:
        """The sentence for the route that was chosen; before that, the one for oneself."""
        route = answers.get("route", Route.SELF)
        return {Route.RELATIVE: self.relative, Route.CLIENT: self.client}.get(route, "") or self.self


class QuestionForm(forms.Form):
    """One page. `title` is its only heading; with a single field it is that field's label or legend as well.

    By the name of a field, `wordings` has its label for each route, `choice_wordings` the words of single choices (left
    empty on a route, the choice is not offered there) and `error_wordings` what is said when it is not answered.
    """

    title: ClassVar[Wording]
    hint: ClassVar[Wording | None] = None
    wordings: ClassVar[Mapping[str, Wording]] = {}
    choice_wordings: ClassVar[Mapping[str, Mapping[str, Wording]]] = {}
    error_wordings: ClassVar[Mapping[str, Wording]] = {}
    default_renderer = TemplatesSetting
    has_one_label: ClassVar = True
    use_required_attribute = False

    def __init__(self, *args: Any, answers: Answers, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        self.is_single = self.has_one_label and len(self.fields) == 1
        self.page_title = self.title.on(answers)
        self.page_hint = self.hint.on(answers) if self.hint else ""
        self._word_for_route(answers)
        if len(self.fields) == 1:
            self._say_it_at_the_field(*self.fields.values())

    def _word_for_route(self, answers: Answers) -> None:
        for name, wording in self.wordings.items():
            self.fields[name].label = wording.on(answers)
        for name, wording in self.error_wordings.items():
            self.fields[name].error_messages.update(errors_of(wording.on(answers)))
        for name, wordings in self.choice_wordings.items():
            _word_choices(self.fields[name], {value: wording.on(answers) for value, wording in wordings.items()})

    def _say_it_at_the_field(self, field: forms.Field) -> None:
        """The hint is read aloud with the only field; so is the title, when the field has no label of its own."""
        field.help_text, self.page_hint = field.help_text or self.page_hint, ""
        if self.is_single:
            field.label = self.page_title


def _word_choices(field: forms.Field, words: Mapping[str, Text]) -> None:
    choosing = cast(Any, field)
    choosing.choices = [(value, said) for value, label in choosing.choices if (said := words.get(value, label))]
