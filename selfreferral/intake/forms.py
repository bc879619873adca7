"""What an intake worker can fill in. One sentence says what is wrong."""

from typing import Any

from django import forms

from .models import Outcome, State

NOTE_LETTERS = 5000


class TakeForm(forms.Form):
    """Taking a referral says whom the person saw having it, so that two people cannot take it unseen."""

    instead_of = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput)


class SearchForm(forms.Form):
    """What somebody says on the telephone. Capitals, accents and dashes don't matter."""

    what = forms.CharField(
        label="Zoek op naam, telefoonnummer, e-mailadres, nummer of code",
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Vul in wat u zoekt.", "max_length": "Vul minder in: een naam, een nummer of een code."},
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


class NoteForm(forms.Form):
    """A note. A line's end counts twice on its way here, so the browser's limit is the lower one."""

    text = forms.CharField(
        label="Notitie",
        max_length=2 * NOTE_LETTERS,
        widget=forms.Textarea(attrs={"rows": 4, "maxlength": NOTE_LETTERS, "autocomplete": "off"}),
        error_messages={"required": "Schrijf eerst iets op.", "max_length": "Maak de notitie korter."},
    )
    use_required_attribute = False
