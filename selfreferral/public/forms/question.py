"""What every page of the form shares: wording for each route, our own templates, plain errors."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.forms.renderers import TemplatesSetting

from perspectief.telephone import to_e164, to_read
from selfreferral.questions import Route, Text

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
    """One page. `title` is its only heading; with a single field it is that field's label or legend as well."""

    title: ClassVar[Wording]
    hint: ClassVar[Wording | None] = None
    wordings: ClassVar[Mapping[str, Wording]] = {}
    default_renderer = TemplatesSetting
    has_one_label: ClassVar = True
    use_required_attribute = False

    def __init__(self, *args: Any, answers: Answers, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        self.is_single = self.has_one_label and len(self.fields) == 1
        self.page_title = self.title.on(answers)
        self.page_hint = self.hint.on(answers) if self.hint else ""
        for name, wording in self.wordings.items():
            self.fields[name].label = wording.on(answers)
        if self.is_single:
            field = next(iter(self.fields.values()))
            field.label, field.help_text = self.page_title, field.help_text or self.page_hint
        self._adapt(answers)

    def _adapt(self, answers: Answers) -> None:
        """For pages whose choices depend on the route."""


CHOICES_TEMPLATE = "selfreferral/public/widgets/choices.html"


class Radios(forms.RadioSelect):
    """Radio buttons in our own markup."""

    template_name = CHOICES_TEMPLATE


class Checkboxes(forms.CheckboxSelectMultiple):
    """Checkboxes in our own markup."""

    template_name = CHOICES_TEMPLATE


def _errors(message: Text) -> dict[str, Text]:
    return dict.fromkeys(("required", "invalid", "invalid_choice", "invalid_list"), message)


def one_of(choices: type[TextChoices], *, error: Text, label: Text = "", **kwargs: Any) -> forms.ChoiceField:
    """Radio buttons; `error` is said when none is chosen."""
    return forms.ChoiceField(choices=choices.choices, widget=Radios, label=label, error_messages=_errors(error), **kwargs)


def some_of(choices: type[TextChoices], *, label: Text = "", **kwargs: Any) -> forms.MultipleChoiceField:
    """Checkboxes, all optional."""
    return forms.MultipleChoiceField(choices=choices.choices, widget=Checkboxes, required=False, label=label, **kwargs)


def text(*, error: Text = "", label: Text = "", length: int = 100, rows: int = 0, **kwargs: Any) -> forms.CharField:
    """A line, or `rows` lines; without `error` it may stay empty. Browsers are asked not to remember it."""
    attrs = {"autocomplete": "off", "class": "textarea" if rows else "input"}
    widget = forms.Textarea(attrs={**attrs, "rows": rows}) if rows else forms.TextInput(attrs=attrs)
    messages = {"required": error} if error else {}
    return forms.CharField(
        label=label, max_length=length, required=bool(error), widget=widget, error_messages=messages, **kwargs
    )


class TelephoneField(forms.CharField):
    """Takes any common notation, keeps E.164."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"autocomplete": "off", "class": "input input--short", "inputmode": "tel"}
        super().__init__(max_length=40, widget=forms.TextInput(attrs={**attrs, "type": "tel"}), **kwargs)

    def clean(self, value: Any) -> str:
        typed: str = super().clean(value)
        return to_e164(typed) if typed else ""

    def prepare_value(self, value: Any) -> Any:
        """Show a number as it is read; show anything else as it was typed."""
        try:
            return to_read(to_e164(value)) if value else value
        except ValidationError:
            return value


class EmailField(forms.EmailField):
    """An e-mail address, not remembered by the browser."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"autocomplete": "off", "class": "input", "spellcheck": "false", "inputmode": "email"}
        super().__init__(max_length=254, widget=forms.EmailInput(attrs=attrs), **kwargs)
