"""What an intake worker can fill in. One sentence says what is wrong."""

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from .models import Departure, Outcome, Result, State

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


class NextOnField(forms.DateField):
    """The day of the next step: today or later."""

    def __init__(self) -> None:
        super().__init__(
            label="Volgende stap op (optioneel)",
            help_text="Laat dit leeg, dan stellen wij een werkdag voor.",
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            required=False,
            error_messages={"invalid": "Vul een dag in."},
        )

    def clean(self, value: Any) -> date | None:
        day: date | None = super().clean(value)
        if day and day < timezone.localdate():
            raise forms.ValidationError("Deze dag is al voorbij.")
        return day


class StateForm(DeedForm):
    """Where a referral stands. To close it, it takes an outcome as well."""

    name = "state"
    state = forms.ChoiceField(
        label="Nieuwe stand",
        choices=State.choices,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Kies een stand."),
    )
    outcome = forms.ChoiceField(
        label="Uitkomst, bij Afgerond",
        choices=[("", "Nog geen"), *Outcome.choices],
        required=False,
        error_messages={"invalid_choice": "Kies een uitkomst."},
    )
    reason = WordsField(
        label="Waarom? (optioneel)", help_text="Nodig als een afgeronde aanmelding weer opengaat.", required=False
    )
    next_on = NextOnField()

    # Where it stood on the page that was filled in, so that nobody undoes unseen what a colleague did meanwhile.
    instead_of = forms.ChoiceField(choices=State.choices, required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """An outcome where there is one, and nowhere else."""
        cleaned = super().clean() or {}
        is_closed = cleaned.get("state") == State.CLOSED
        if is_closed and not cleaned.get("outcome"):
            self.add_error("outcome", "Kies bij Afgerond ook een uitkomst.")
        return cleaned


class NoteForm(DeedForm):
    """A note."""

    name = "note"
    text = WordsField(label="Notitie")


class LettersRead(forms.IntegerField):
    """How many later letters the page showed. Whoever has not read the last one does not know the rules."""

    def __init__(self) -> None:
        super().__init__(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)


class AttemptForm(DeedForm):
    """How an attempt to reach somebody went. Why it went against the plan is asked only when it did."""

    name = "attempt"
    result = forms.ChoiceField(
        label="Hoe ging het?",
        choices=[("", "Kies"), *Result.choices],
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Kies hoe het ging."),
    )
    departure = forms.ChoiceField(
        label="Hoe kwam dat?",
        choices=[("", "Kies"), *(choice for choice in Departure.choices if choice[0])],
        required=False,
        error_messages={"invalid_choice": "Kies hoe het kwam."},
    )
    at = forms.DateTimeField(
        label="Wanneer",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages=dict.fromkeys(("required", "invalid"), "Vul de dag en de tijd in."),
    )
    text = WordsField(label="Wat moet een collega weten? (optioneel)", required=False)
    next_on = NextOnField()

    def clean_at(self) -> datetime:
        """Nothing that has yet to happen. A minute's difference between two clocks is none."""
        at: datetime = self.cleaned_data["at"]
        if at > timezone.now() + timedelta(minutes=1):
            raise forms.ValidationError("Dit moment is nog niet geweest.")
        return at

    def ask_why(self, rule: str) -> None:
        """The plan says otherwise: nothing is kept until somebody says how that came, in words."""
        self.add_error("result", f"De afspraak was anders. {rule} Klopt dit toch? Zeg dan hieronder hoe het kwam.")
        if not self.data.get("departure"):
            self.add_error("departure", "Kies hoe het kwam.")
        if not self.cleaned_data.get("text"):
            self.add_error("text", "Schrijf op wat er gebeurde.")

    @property
    def asks_why(self) -> bool:
        """Whether the question after the reason is shown."""
        return bool(self.data.get("departure")) or "departure" in self.errors


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


class ExportForm(DeedForm):
    """How it is sure that the person themselves asks for everything about them."""

    name = "export"
    code = forms.CharField(
        label="Code van de bevestiging",
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"max_length": "Deze code is te lang."},
    )
    identified = WordsField(
        label="Hoe weet u anders zeker wie het vraagt? (als er geen code is)",
        help_text="Bijvoorbeeld: het is de persoon met wie u al sprak, en die belde vanaf het bekende nummer.",
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        cleaned = super().clean() or {}
        if not self.errors and not cleaned.get("code") and not cleaned.get("identified"):
            self.add_error("code", "Vul de code in, of schrijf op hoe u zeker weet wie het vraagt.")
        return cleaned
