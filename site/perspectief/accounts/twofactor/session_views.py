"""HTTP for sessions and lost devices: one's own, and those of a colleague."""

from typing import Any

from allauth.mfa.models import Authenticator
from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from perspectief.accounts.models import User

from . import browsers, lost_device, proof, sessions
from .session_store import kept_under

MANAGE_ACCOUNTS = "accounts.change_user"


class SpokenForm(forms.Form):
    """Nobody takes away factors because of a mail or a message that somebody else may have sent."""

    has_spoken = forms.BooleanField(
        label="Ik heb de collega zelf gesproken en herkend.",
        error_messages={"required": "Spreek eerst de collega zelf."},
    )


def _rows(person: User, *, own_key: str | None = None) -> list[dict[str, Any]]:
    return [
        {"row": row, "browser": browsers.in_words(row.agent), "is_this": row.session_id == kept_under(own_key)}
        for row in sessions.of(person)
    ]


class DevicesView(WagtailAdminTemplateMixin, TemplateView):
    """Mijn apparaten: where one is logged in oneself."""

    template_name = "twofactor/devices.html"
    page_title = "Mijn apparaten"
    header_icon = "user"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = _rows(proof.owner(self.request), own_key=self.request.session.session_key)
        return {**super().get_context_data(**kwargs), "rows": rows}

    def post(self, request: HttpRequest) -> HttpResponse:
        """End the session with this number, or all others."""
        number = request.POST.get("session", "")
        if number.isdecimal():
            sessions.end(proof.owner(request), number=int(number))
        else:
            sessions.end_others(request, proof.owner(request))
        messages.success(request, "Daar bent u nu uitgelogd.")
        return redirect("twofactor_devices")


class ColleagueView(WagtailAdminTemplateMixin, TemplateView):
    """A colleague's log-in: what they use, where they are logged in, and how that ends."""

    template_name = "twofactor/colleague.html"
    header_icon = "user"
    rights: tuple[str, ...] = (MANAGE_ACCOUNTS, lost_device.GIVE_RIGHTS)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """With one of the rights, and never for oneself: that is 'Mijn apparaten'."""
        self.colleague = get_object_or_404(User, pk=kwargs["pk"])
        if self.colleague == request.user or not any(request.user.has_perm(right) for right in self.rights):
            raise PermissionDenied("This needs the right to manage accounts.")
        if self.colleague.is_superuser and not request.user.is_superuser:
            raise PermissionDenied("Who may do everything is helped by somebody who may as well.")
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self) -> str:
        return f"Inloggen van {self.colleague.get_full_name() or self.colleague.get_username()}"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        factors = Authenticator.objects.filter(user=self.colleague).order_by("created_at")
        return {
            "form": SpokenForm(),
            **super().get_context_data(**kwargs),
            "colleague": self.colleague,
            "rows": _rows(self.colleague),
            "factors": factors.exclude(type=Authenticator.Type.RECOVERY_CODES),
            "may_reset": self.request.user.has_perm(MANAGE_ACCOUNTS),
        }


class EndSessionsView(ColleagueView):
    """Overal uitloggen."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        sessions.end_all(self.colleague)
        messages.success(request, "De collega is overal uitgelogd.")
        return redirect("twofactor_colleague", pk=pk)


class ResetView(ColleagueView):
    """Apparaat kwijt."""

    http_method_names = ("post",)
    rights = (MANAGE_ACCOUNTS,)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = SpokenForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        lost_device.reset_factors(colleague=self.colleague, by=proof.owner(request))
        messages.success(request, "De collega kan opnieuw beginnen met inloggen. Aanmeldingen ziet dit account niet meer.")
        return redirect(reverse("wagtailusers_users:edit", args=[pk]))
