"""What a colleague says about a request to erase that did not come in by /mijn-aanmelding/."""

from typing import Any

from django import forms

from .models import Ground

TOLD = [(ground.value, ground.label) for ground in Ground if ground != Ground.ONLINE]


class EraseForm(forms.Form):
    """How the person asked; by telephone with the code, that says which referral is theirs."""

    ground = forms.ChoiceField(
        label="Hoe heeft de persoon dit gevraagd?",
        choices=TOLD,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Kies hoe de persoon dit heeft gevraagd."),
    )
    code = forms.CharField(
        label="Code van de bevestiging",
        help_text="Alleen bij een verzoek aan de telefoon. Hoofdletters en streepjes maken niet uit.",
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    use_required_attribute = False

    def clean(self) -> dict[str, Any]:
        """A code where there has to be one."""
        cleaned = super().clean() or {}
        if cleaned.get("ground") == Ground.CODE and not cleaned.get("code"):
            self.add_error("code", "Vul de code in die op de bevestiging staat.")
        return cleaned


class AskedForm(forms.Form):
    """The person asked for it online: there is nothing to fill in, and the press says it."""
