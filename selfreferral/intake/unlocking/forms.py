"""What somebody fills in about their own key. A passphrase is never shown again, not even to who typed it."""

from typing import Any

from django import forms

from perspectief.accounts.models import User

from .wrapping import plain

LEAST_LETTERS, LEAST_DIFFERENT, MOST_LETTERS = 20, 8, 200
TOO_SHORT = f"Maak uw wachtzin langer: ten minste {LEAST_LETTERS} tekens, met spaties erbij."
TOO_SAME = "Kies een wachtzin met meer verschillende letters."
HOW = (
    "Kies vier of meer woorden die niets met elkaar te maken hebben, met spaties ertussen. Niet uw wachtwoord, en geen zin "
    "uit een boek of lied. Een lange zin uit een wachtwoordmanager mag ook."
)


class PassphraseField(forms.CharField):
    """Spaces at its ends are left out later, by the rule for all of them (wrapping.py)."""

    def __init__(self, *, label: str, autocomplete: str, missing: str = "Vul uw wachtzin in.", **kwargs: Any) -> None:
        widget = forms.PasswordInput(attrs={"autocomplete": autocomplete, "spellcheck": "false", "autocapitalize": "none"})
        said = {"required": missing, "max_length": f"Een wachtzin heeft ten hoogste {MOST_LETTERS} tekens."}
        super().__init__(label=label, max_length=MOST_LETTERS, strip=False, widget=widget, error_messages=said, **kwargs)


class UnlockForm(forms.Form):
    """One passphrase."""

    passphrase = PassphraseField(label="Uw wachtzin", autocomplete="current-password")
    use_required_attribute = False


class NewPassphraseForm(forms.Form):
    """A new passphrase, twice."""

    new_passphrase = PassphraseField(label="Nieuwe wachtzin", autocomplete="new-password", help_text=HOW)
    again = PassphraseField(
        label="Nog een keer dezelfde wachtzin", autocomplete="new-password", missing="Vul dezelfde wachtzin nog een keer in."
    )
    use_required_attribute = False

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_new_passphrase(self) -> str:
        """Long enough that nobody guesses it who has the disk, and not what the account already opens with."""
        typed: str = self.cleaned_data["new_passphrase"]
        meant = plain(typed)
        if len(meant) < LEAST_LETTERS:
            raise forms.ValidationError(TOO_SHORT)
        if len(set(meant.lower())) < LEAST_DIFFERENT:
            raise forms.ValidationError(TOO_SAME)
        if self.person.check_password(typed) or self.person.check_password(meant):
            raise forms.ValidationError("Dit is uw wachtwoord. Kies voor de wachtzin iets anders.")
        return typed

    def clean(self) -> dict[str, Any]:
        """The two are the same."""
        cleaned = super().clean() or {}
        first, second = cleaned.get("new_passphrase"), cleaned.get("again")
        if first and second and plain(first) != plain(second):
            self.add_error("again", "Dit is een andere wachtzin dan hierboven.")
        return cleaned


class ChangePassphraseForm(NewPassphraseForm):
    """Another passphrase for the same key."""

    former_passphrase = PassphraseField(label="Uw wachtzin van nu", autocomplete="current-password")
    field_order = ("former_passphrase", "new_passphrase", "again")


class ReplaceKeyForm(NewPassphraseForm):
    """A new key in the place of one: for who forgot the passphrase."""

    is_sure = forms.BooleanField(
        label="Ik kan mijn oude wachtzin niet meer gebruiken, en vraag een coördinator om een nieuwe kopie.",
        error_messages={"required": "Zet hier een vinkje als u dat wilt."},
    )


class ComparedForm(forms.Form):
    """Nobody gives a copy to a key that somebody else put in a colleague's place."""

    recipient = forms.CharField(widget=forms.HiddenInput)
    is_compared = forms.BooleanField(
        label="Ik heb de collega gesproken en herkend, en we zagen dezelfde controlecode.",
        error_messages={"required": "Vergelijk eerst de controlecode met de collega zelf."},
    )
    use_required_attribute = False
