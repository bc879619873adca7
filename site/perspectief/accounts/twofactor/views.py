"""HTTP for one's own factors: allauth's views, and what it lets out."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.views import DeactivateTOTPView
from allauth.mfa.webauthn.views import ReauthenticateWebAuthnView, RemoveWebAuthnView
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse_lazy

from . import proof

WRONG_PASSKEY = "Deze passkey is hier niet bekend, of de vinger, het gezicht of de pincode klopte niet."
KEEP_ONE = "Dit is uw enige passkey of app. Voeg eerst een andere toe, anders kunt u niet meer inloggen."


class _KeepOne:
    """The last way in is not taken away: who wants another one adds it first."""

    success_url = reverse_lazy("mfa_index")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and _number(request) < 2:
            messages.error(request, KEEP_ONE)
            return redirect("mfa_index")
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]  # of the view this stands before


def _number(request: HttpRequest) -> int:
    return Authenticator.objects.filter(user_id=request.user.pk, type__in=proof.PRIMARY).count()


class RemovePasskeyView(_KeepOne, RemoveWebAuthnView):
    """Passkey weghalen."""


class RemoveAppView(_KeepOne, DeactivateTOTPView):
    """App weghalen."""


class ConfirmWithPasskeyView(ReauthenticateWebAuthnView):
    """Bevestigen met een passkey. What failed is tried again on the same page, which still knows where to go on."""

    def form_invalid(self, form: Form) -> HttpResponse:
        messages.error(self.request, WRONG_PASSKEY)
        page: HttpResponse = self.render_to_response(self.get_context_data())
        return page


@login_required
def confirmed(request: HttpRequest) -> HttpResponse:
    """Where a second tab ends after the proof: what was typed waits in the first one."""
    return render(request, "twofactor/confirmed.html")
