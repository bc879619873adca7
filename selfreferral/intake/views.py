"""HTTP for one referral, and nothing else. Each view names the right that the guard in addresses.py asks for."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.urls import reverse
from django.utils import timezone
from django.views import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from . import queue
from .answers import grouped
from .forms import NoteForm, StateForm, TakeForm
from .list_views import TITLE
from .models import Referral
from .permissions import HANDLE_REFERRAL, OPEN_REFERRAL, colleague

SPECULATION_HEADERS = ("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz")


class ReferralView(WagtailAdminTemplateMixin, View):
    """One referral, opened. Every answer to a GET is one look, and is recorded as one; nothing else opens a letter.

    It is a plain address, so that reload, back and a second tab work as everywhere, and each of them is a look. What is
    not a person's look opens nothing: HEAD is refused, and so is a browser that loads ahead (Sec-Purpose: prefetch).
    The page is never stored (no-store), or a look could come from a cache unseen.
    """

    right = OPEN_REFERRAL
    template_name = "selfreferral/intake/referral.html"
    header_icon = "mail"

    def head(self, request: HttpRequest, referral_id: uuid.UUID) -> HttpResponseBase:
        """Refused; left out, Django would answer HEAD by opening the letter."""
        return HttpResponseNotAllowed(["GET"])

    def get(self, request: HttpRequest, referral_id: uuid.UUID) -> HttpResponseBase:
        if _is_loading_ahead(request):
            return HttpResponse(status=503, headers={"Cache-Control": "no-store"})
        try:
            self.opened = queue.open_referral(referral_id=referral_id, person=colleague(request), now=timezone.now())
        except Referral.DoesNotExist:
            raise Http404 from None
        return self.render_to_response(self.get_context_data(), headers={"Cache-Control": "no-store"})

    def get_page_title(self) -> str:
        return f"Aanmelding {self.opened.referral.reference}"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        items = [{"url": reverse("aanmeldingen:queue"), "label": TITLE}, {"url": "", "label": self.get_page_title()}]
        return [*self.breadcrumbs_items, *items]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        opened, referral = self.opened, self.opened.referral
        return {
            **super().get_context_data(**kwargs),
            "opened": opened,
            "is_open": opened.answers is not None,
            "has_answers": opened.answers is not None or bool(opened.later),
            "told": opened.told,
            "groups": grouped(opened.told.answers),
            "may_handle": self.request.user.has_perm(HANDLE_REFERRAL),
            "take_form": TakeForm(initial={"instead_of": referral.handler_id}),
            "state_form": StateForm(initial={"state": referral.state, "outcome": referral.outcome}),
            "note_form": NoteForm(),
        }


def _is_loading_ahead(request: HttpRequest) -> bool:
    said = " ".join(request.headers.get(name, "") for name in SPECULATION_HEADERS).lower()
    return any(word in said for word in ("prefetch", "prerender", "preview"))
