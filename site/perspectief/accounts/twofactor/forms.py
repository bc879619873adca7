"""allauth's forms in our words. A wrong code is counted, and a locked account is not asked again."""

from typing import Any

from allauth.account.forms import LoginForm as AllauthLoginForm
from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms

from . import codes, guessing

CODE = {"inputmode": "numeric", "autocomplete": "one-time-code", "spellcheck": "false"}


class LoginForm(AllauthLoginForm):
    """User name and password, the first step."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        for name, label in (("login", "Gebruikersnaam"), ("password", "Wachtwoord")):
            field = self.fields[name]
            field.label, field.help_text = label, ""
            field.widget.attrs.pop("placeholder", None)
            field.error_messages["required"] = f"Vul uw {label.lower()} in."


class _OneCode(forms.Form):
    """A code, of the app or of the list of recovery codes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["code"]
        field.label, field.error_messages["required"] = "Code", "Vul de code in."
        field.widget = forms.TextInput(attrs=CODE)


class _CountedCode(_OneCode):
    """Asks first whether the account is locked, and takes no code of an app twice."""

    user: Any
    authenticator: Authenticator

    def clean_code(self) -> str:
        guessing.refuse_when_locked(context.request, self.user)
        code: str = super().clean_code()  # type: ignore[misc]  # of the form this stands before
        if self.authenticator.type == Authenticator.Type.TOTP and not codes.use(self.authenticator, code):
            self._emit_authentication_failed(self.authenticator)  # type: ignore[attr-defined]  # the same
            raise get_adapter().validation_error("incorrect_code")
        return code


class LoginCodeForm(_CountedCode, AuthenticateForm):
    """The second step of logging in."""


class ConfirmCodeForm(_CountedCode, ReauthenticateForm):
    """Again, by who is logged in."""


class EnrolAppForm(_OneCode, ActivateTOTPForm):
    """The first code of a new app."""


class EnrolPasskeyForm(AddWebAuthnForm):
    """A new passkey. Without a password it can log in only when it is kept on the key itself, which an old key cannot."""

    name = forms.CharField(label="Naam, om hem te herkennen", required=False, max_length=60)
    passwordless = forms.BooleanField(
        label="Ik wil hiermee ook zonder wachtwoord inloggen", required=False, initial=True, widget=forms.CheckboxInput
    )
