"""The kinds of fields that the form asks with: our own markup, plain errors, nothing the browser remembers."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from perspectief.telephone import NO_NUMBER, to_e164, to_read
from selfreferral.questions import Text

# What Django finds wrong with any line of text, in words of its own. Of a number or an address one sentence is enough.
DJANGO_FINDS = ("max_length", "null_characters_not_allowed")
CHOICES_TEMPLATE = "selfreferral/public/widgets/choices.html"


class Radios(forms.RadioSelect):
    """Radio buttons in our own markup."""

    template_name = CHOICES_TEMPLATE


class Checkboxes(forms.CheckboxSelectMultiple):
    """Checkboxes in our own markup."""

    template_name = CHOICES_TEMPLATE


def errors_of(message: Text) -> dict[str, Text]:
    """One sentence for whatever is wrong with a choice."""
    return dict.fromkeys(("required", "invalid", "invalid_choice", "invalid_list"), message)


def one_of(choices: type[TextChoices], *, error: Text = "", label: Text = "", **kwargs: Any) -> forms.ChoiceField:
    """Radio buttons; `error` is said when none is chosen. A page that words it for each route has `error_wordings`."""
    return forms.ChoiceField(choices=choices.choices, widget=Radios, label=label, error_messages=errors_of(error), **kwargs)


def some_of(choices: type[TextChoices], *, label: Text = "", **kwargs: Any) -> forms.MultipleChoiceField:
    """Checkboxes, all optional."""
    return forms.MultipleChoiceField(choices=choices.choices, widget=Checkboxes, required=False, label=label, **kwargs)


class LinesField(forms.CharField):
    """A browser counts the end of a line as one sign but sends two: kept as one, so that both count the same."""

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).replace("\r\n", "\n")


def text(*, error: Text = "", label: Text = "", length: int = 100, rows: int = 0, **kwargs: Any) -> forms.CharField:
    """A line, or `rows` lines; without `error` it may stay empty. Browsers are asked not to remember it."""
    attrs = {"autocomplete": "off", "class": "textarea" if rows else "input"}
    widget = forms.Textarea(attrs={**attrs, "rows": rows}) if rows else forms.TextInput(attrs=attrs)
    messages: dict[str, Text] = {
        "max_length": _("Maak de tekst korter: hoogstens %(limit_value)d tekens."),
        "null_characters_not_allowed": _("In de tekst staat een teken dat wij niet kunnen lezen. Typ de tekst opnieuw."),
    }
    if error:
        messages["required"] = error
    return LinesField(label=label, max_length=length, required=bool(error), widget=widget, error_messages=messages, **kwargs)


class TelephoneField(forms.CharField):
    """Takes any common notation, keeps E.164."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"autocomplete": "off", "class": "input input--short", "inputmode": "tel"}
        super().__init__(max_length=40, widget=forms.TextInput(attrs={**attrs, "type": "tel"}), **kwargs)
        self.error_messages.update(dict.fromkeys(DJANGO_FINDS, NO_NUMBER))

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
        self.error_messages.update(dict.fromkeys(DJANGO_FINDS, self.error_messages["invalid"]))
