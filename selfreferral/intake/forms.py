"""What an intake worker can fill in. One sentence says what is wrong."""

from django import forms

from .models import State

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
    """Where a referral stands."""

    state = forms.ChoiceField(
        label="Stand", choices=State.choices, error_messages=dict.fromkeys(("required", "invalid_choice"), "Kies een stand.")
    )


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
