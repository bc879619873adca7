"""Nobody sees a page of the staff side without a second factor, and nobody the intake without a recent one."""

from collections.abc import Callable
from functools import partial
from typing import Any

from allauth.account.adapter import get_adapter
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from perspectief.headers import STAFF_PREFIX

from . import proof, sessions
from .asking import ask

# The queue, and the reports about it (selfreferral/intake/addresses.py).
INTAKE_PREFIXES = tuple(f"{STAFF_PREFIX}{path}" for path in ("aanmeldingen/", "reports/wie-keek/", "reports/cijfers/"))

# What somebody needs before they are anybody. All that is not named here is shut.
OPEN = frozenset(
    {
        *("account_login", "account_logout", "mfa_authenticate", "mfa_login_webauthn"),
        *("wagtailadmin_sprite", "wagtailadmin_javascript_catalog"),
    }
)
PROVING = frozenset({"mfa_reauthenticate", "mfa_reauthenticate_webauthn", "twofactor_confirmed"})
ENROLLING = frozenset({"mfa_index", "mfa_activate_totp", "mfa_add_webauthn"})
CHANGING = frozenset(
    {
        *("mfa_activate_totp", "mfa_deactivate_totp", "mfa_add_webauthn", "mfa_remove_webauthn"),
        *("mfa_generate_recovery_codes", "mfa_view_recovery_codes"),
    }
)
# What gives somebody else a way in, if it is done by the wrong person.
NEEDS_FRESH_PROOF = CHANGING | {"twofactor_reset"}
# One's own log-in. For the rest a colleague has given a right; Wagtail would ask who has none to log in, again and again.
OWN = PROVING | ENROLLING | CHANGING
ACCESS_ADMIN = "wagtailadmin.access_admin"


class RequireSecondFactor:
    """Behind Django's check of a form's token, so that a form it keeps was filled in by the person themselves."""

    enrolling = ENROLLING

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, args: Any, kwargs: Any) -> HttpResponseBase | None:
        """None lets the request through."""
        if not request.path_info.startswith(STAFF_PREFIX):
            request.user = SimpleLazyObject(partial(_elsewhere, request, request.user))  # type: ignore[assignment]  # like Django's
            return None
        name = request.resolver_match.view_name if request.resolver_match else ""
        if name in OPEN:
            return None
        if request.user.is_anonymous:
            return self._stranger(request)
        sessions.touch(request, proof.owner(request))
        return self._colleague(request, name)

    def is_enrolled(self, request: HttpRequest) -> bool:
        """Whether the person has a second factor."""
        return proof.is_enrolled(proof.owner(request))

    def _stranger(self, request: HttpRequest) -> HttpResponseBase | None:
        """Every view asks who is not logged in to do so; but what was typed before a session ended is kept."""
        is_reading = request.method in {"GET", "HEAD"}
        return None if is_reading else ask(request, where=reverse("account_login"), can_send_again=False)

    def _colleague(self, request: HttpRequest, name: str) -> HttpResponseBase | None:
        if not self.is_enrolled(request):
            return None if name in self.enrolling else ask(request, where=reverse("mfa_index"))
        if name not in PROVING and not self._is_proved(request, name):
            return ask(request, where=self._where_to_prove(request))
        if request.path_info.startswith(INTAKE_PREFIXES):
            proof.note_work(request)  # its own guard refuses, and puts that on record
        elif not (name in OWN or request.user.has_perm(ACCESS_ADMIN)):
            return render(request, "twofactor/no_rights.html", status=403)
        return None

    def _is_proved(self, request: HttpRequest, name: str) -> bool:
        if request.path_info.startswith(INTAKE_PREFIXES):
            return proof.is_recent(request)
        if name in NEEDS_FRESH_PROOF:
            return proof.is_fresh(request)
        return proof.proved_at(request, request.user) is not None

    def _where_to_prove(self, request: HttpRequest) -> str:
        methods = get_adapter().get_reauthentication_methods(request.user)
        return str(methods[0]["url"]) if methods else reverse("mfa_index")


def _elsewhere(request: HttpRequest, user: Any) -> Any:
    """Outside the staff side (a page that is shown to colleagues only) a password alone makes nobody a colleague."""
    return user if user.is_anonymous or proof.proved_at(request, user) else AnonymousUser()
