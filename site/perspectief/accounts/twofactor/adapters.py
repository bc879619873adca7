"""allauth as this site needs it: nobody signs up, factors are changed with a factor, seeds are sealed, words are Dutch."""

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from perspectief.accounts.models import User

from . import guessing, proof, sealing, telling

WRONG = "De gebruikersnaam of het wachtwoord klopt niet."
WRONG_CODE = "Deze code klopt niet, of is al gebruikt. Wacht op een nieuwe code in uw app en probeer het nog eens."
# What is said after a change. allauth's other messages (welcome, goodbye) are left out.
SAID = {
    "mfa/messages/totp_activated.txt": "Uw app geeft vanaf nu de codes.",
    "mfa/messages/totp_deactivated.txt": "De app is weggehaald.",
    "mfa/messages/webauthn_added.txt": "De passkey is toegevoegd.",
    "mfa/messages/webauthn_removed.txt": "De passkey is weggehaald.",
}
METHODS = (
    ({Authenticator.Type.WEBAUTHN}, "mfa_reauthenticate_webauthn", "Met uw passkey"),
    ({Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES}, "mfa_reauthenticate", "Met een code"),
)


class StaffAccounts(DefaultAccountAdapter):
    """Log-in for colleagues."""

    error_messages: ClassVar[dict] = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": WRONG,
        "invalid_login": WRONG,
        "incorrect_code": WRONG_CODE,
        "rate_limited": guessing.TOO_FAST,
        "too_many_login_attempts": guessing.TOO_FAST,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """A colleague makes an account for a colleague."""
        return False

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """A factor is changed only just after a proof by a factor, never by a password."""
        return not proof.is_fresh(self.request)

    def get_reauthentication_methods(self, user: User | AnonymousUser) -> list[dict]:
        """The factors this person has. A password is no proof to who has a factor."""
        if user.is_anonymous:
            return []
        types = set(Authenticator.objects.filter(user_id=user.pk).values_list("type", flat=True))
        return [{"id": name, "description": how, "url": reverse(name)} for kinds, name, how in METHODS if kinds & types]

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:
        """Somebody who left has a passkey still: told no more than who never was here."""
        messages.error(request, WRONG)
        return redirect("account_login")

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Our words, or none."""
        words = message or SAID.get(message_template or "")
        if words:
            messages.add_message(request, level, words, extra_tags=extra_tags)

    def send_notification_mail(
        self, template_prefix: str, user: Any, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """Tell the owner of the account that its factors changed: they may not have been the one."""
        telling.tell_of_change(user)

    def get_client_ip(self, request: HttpRequest) -> str:
        return guessing.address_of(request) or ""


class SealedFactors(DefaultMFAAdapter):
    """Factors, with their seeds sealed."""

    error_messages: ClassVar[dict] = {**DefaultMFAAdapter.error_messages, "incorrect_code": WRONG_CODE}

    def encrypt(self, text: str) -> str:
        return sealing.seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return sealing.unseal(encrypted_text)

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """The name that the browser shows beside a passkey."""
        return {**super().get_public_key_credential_rp_entity(), "name": settings.WAGTAIL_SITE_NAME}

    def get_totp_label(self, user: Any) -> str:
        """The name in the app: without an e-mail address."""
        return str(user.get_username())

    def generate_authenticator_name(self, user: Any, type: Authenticator.Type) -> str:  # noqa: A002  allauth's name
        """'Passkey 2'."""
        return f"Passkey {Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1}"
