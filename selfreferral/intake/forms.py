"""What an intake worker can fill in. One sentence says what is wrong."""

from typing import Any

from django import forms

from .models import Outcome, State

NOTE_LETTERS = 5000


class TakeForm(forms.Form):
    """Taking a referral says whom the person saw having it, so that two people cannot take it unseen."""

    instead_of = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput)


class CodeForm(forms.Form):
    """The code that somebody reads out on the telephone; capitals and dashes don't matter."""

    code = forms.CharField(
        label="Code van de bevestiging",
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Vul de code in die op de bevestiging staat."},
    )
    use_required_attribute = False


class StateForm(forms.Form):
    """Where a referral stands. To close it, it takes an outcome as well."""

    state = forms.ChoiceField(
        label="Stand", choices=State.choices, error_messages=dict.fromkeys(("required", "invalid_choice"), "Kies een stand.")
    )
    outcome = forms.ChoiceField(
        label="Uitkomst, bij Afgerond",
        choices=[("", "Nog geen"), *Outcome.choices],
        required=False,
        error_messages={"invalid_choice": "Kies een uitkomst."},
    )

    def clean(self) -> dict[str, Any]:
        """An outcome where there is one, and nowhere else."""
        cleaned = super().clean() or {}
        is_closed = cleaned.get("state") == State.CLOSED
        if is_closed and not cleaned.get("outcome"):
            self.add_error("outcome", "Kies bij Afgerond ook een uitkomst.")
        return cleaned


class InOrderForm(forms.Form):
    """There is nothing to fill in: the press says it."""


class WordsField(forms.CharField):
    """Words that are kept sealed. A line's end counts twice on its way here, so the browser's limit is the lower one."""

    def __init__(self, *, missing: str = "Schrijf eerst iets op.", **kwargs: Any) -> None:
        widget = forms.Textarea(attrs={"rows": 4, "maxlength": NOTE_LETTERS, "autocomplete": "off"})
        said = {"required": missing, "max_length": f"Maak de tekst korter: {NOTE_LETTERS} tekens is het meest."}
        super().__init__(max_length=2 * NOTE_LETTERS, widget=widget, error_messages=said, **kwargs)


class DeedForm(forms.Form):
    """A form among others on a page: the ids of its fields begin with its name, so that no two are the same."""

    name: str
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.auto_id = f"{self.name}_%s"


class NoteForm(DeedForm):
    """A note."""

    name = "note"
    text = WordsField(label="Notitie")


class LettersRead(forms.IntegerField):
    """How many later letters the page showed. Whoever has not read the last one does not know the rules."""

    def __init__(self) -> None:
        super().__init__(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)


class ReachForm(DeedForm):
    """Before a number or an address is shown: the rules were read. They stand beside the box, in words."""

    name = "reach"
    letters_read = LettersRead()
    is_read = forms.BooleanField(error_messages={"required": "Lees eerst de afspraken. Zet daarna het vinkje."})


class BesideForm(DeedForm):
    """Before a professional's details are shown that are not the safe way: why."""

    name = "beside"
    letters_read = LettersRead()
    reason = WordsField(label="Waarom is dit nodig?", missing="Schrijf op waarom dit nodig is.")
