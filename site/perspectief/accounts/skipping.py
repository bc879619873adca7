"""Putting the second factor off, for who tries the site on their own machine. Installed by settings.development alone."""

from allauth.account.authentication import get_authentication_records
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from .twofactor import proof
from .twofactor.middleware import ENROLLING, RequireSecondFactor

SKIP = "twofactor_skip"
DEMO = "demo"


@require_POST
def skip(request: HttpRequest) -> HttpResponse:
    """Write in the session that the second step was skipped, as if it had been taken."""
    if request.user.is_authenticated:
        proof.record(request, request.user, kind=DEMO)
    return redirect("wagtailadmin_home")


class RequireSecondFactorOrSkip(RequireSecondFactor):
    """Lets somebody in who skipped and has no factor. Who has one uses it, here as well."""

    enrolling = ENROLLING | {SKIP}

    def is_enrolled(self, request: HttpRequest) -> bool:
        records = get_authentication_records(request, request.user)
        return super().is_enrolled(request) or any(record.get("type") == DEMO for record in records)
