"""HTTP for giving referrals to a colleague: one, or everything of somebody who is away. Neither opens a letter."""

import uuid
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views import View
from wagtail.admin import messages
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from . import queue
from .handing_over_forms import HandOverAllForm, HandOverForm
from .handling import HandlingView
from .permissions import HANDLE_REFERRAL, colleague
from .referral_page import TITLE


class HandOverView(HandlingView):
    """Overdragen."""

    form_name = "hand_over_form"
    heading = "Stand"

    def filled_in(self, data: Any) -> Form:
        return HandOverForm(data, person=colleague(self.request))

    def do(self, referral_id: uuid.UUID, form: Form) -> bool:
        to, seen = form.cleaned_data["to"], form.cleaned_data["instead_of"]
        if queue.hand_over(referral_id=referral_id, to=to, person=colleague(self.request), instead_of=seen):
            messages.success(self.request, f"De aanmelding staat op naam van {get_user_display_name(to)}.")
        else:
            messages.error(self.request, "Intussen heeft iemand anders deze aanmelding op zich genomen.")
        return True


class HandOverAllView(WagtailAdminTemplateMixin, View):
    """Alles overdragen: for who is away, or leaves. The coordinator does it for anybody, a worker for themselves."""

    right = HANDLE_REFERRAL
    template_name = "selfreferral/intake/hand_over_all.html"
    page_title = "Overdragen"
    header_icon = "group"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        return self._show(HandOverAllForm(person=colleague(request)))

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """Do it, and say how many."""
        person = colleague(request)
        form = HandOverAllForm(request.POST, person=person)
        if not form.is_valid():
            return self._show(form)
        of, to = form.cleaned_data["of"], form.cleaned_data["to"]
        number = queue.hand_over_all(of=of, to=to, person=person)
        what = "1 aanmelding staat" if number == 1 else f"{number} aanmeldingen staan"
        messages.success(request, f"{what} nu op naam van {get_user_display_name(to)}.")
        return redirect("aanmeldingen:queue")

    def _show(self, form: HandOverAllForm) -> HttpResponseBase:
        has_any = form.fields["of"].queryset.exists()  # type: ignore[attr-defined]
        return self.render_to_response({**self.get_context_data(), "form": form, "has_any": has_any})

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        items = [{"url": reverse("aanmeldingen:queue"), "label": TITLE}, {"url": "", "label": self.page_title}]
        return [*self.breadcrumbs_items, *items]
