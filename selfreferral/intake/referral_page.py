"""The page of one referral. Also what a form leads back to when something was wrong, with everything that was typed."""

import uuid
from typing import Any

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.urls import reverse
from django.utils import timezone
from django.views import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from . import queue
from .answers import grouped
from .contact_attempts import is_enough
from .forms import AttemptForm, BesideForm, NoteForm, ReachForm, StateForm, TakeForm
from .handing_over_forms import hand_over_form
from .link_forms import LinkForm
from .models import Outcome, Referral, State
from .permissions import EXPORT_REFERRAL, HANDLE_REFERRAL, OPEN_REFERRAL, colleague
from .queue import Opened
from .timeline import timeline

TITLE = "Aanmeldingen"
SPECULATION_HEADERS = ("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz")
NEVER_STORED = {"Cache-Control": "no-store"}


class PageOfReferral(WagtailAdminTemplateMixin, View):
    """A page about one referral: its title and where it stands in the admin."""

    header_icon = "mail"
    referral: Referral

    def get_page_title(self) -> str:
        return f"Aanmelding {self.referral.reference}"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        items = [{"url": reverse("aanmeldingen:queue"), "label": TITLE}, {"url": "", "label": self.get_page_title()}]
        return [*self.breadcrumbs_items, *items]


class ReferralPage(PageOfReferral):
    """The referral itself. Each time it is shown is one look, and is recorded as one."""

    template_name = "selfreferral/intake/referral.html"
    opens_letters = True

    def show(self, request: HttpRequest, referral_id: uuid.UUID, **forms: Form) -> HttpResponse:
        """Open the referral and show it. `forms` stand in the place of the empty ones: they say what was wrong."""
        try:
            opened = queue.open_referral(referral_id=referral_id, person=colleague(request), now=timezone.now())
        except Referral.DoesNotExist:
            raise Http404 from None
        self.referral = opened.referral
        context = {**self.get_context_data(), **self.content(opened), **forms}
        return self.render_to_response(context, headers=NEVER_STORED)

    def content(self, opened: Opened) -> dict[str, Any]:
        """What the templates show."""
        return {
            "opened": opened,
            "is_open": opened.answers is not None,
            "told": opened.told,
            "groups": grouped(opened.told.answers),
            "timeline": timeline(opened),
            "is_enough": _is_to_end(opened),
            "may_handle": self.request.user.has_perm(HANDLE_REFERRAL),
            "may_export": self.request.user.has_perm(EXPORT_REFERRAL),
            "links": queue.linked(referral_id=opened.referral.pk, person=colleague(self.request)),
            "hand_over_form": hand_over_form(opened.referral, person=colleague(self.request)),
            **empty_forms(opened),
        }


def empty_forms(opened: Opened) -> dict[str, Form]:
    """The forms of the page, by the name that the templates know them by."""
    referral = opened.referral
    return {
        "take_form": TakeForm(initial={"instead_of": referral.handler_id}),
        "state_form": StateForm(initial=_proposed(opened)),
        "note_form": NoteForm(),
        "link_form": LinkForm(),
        "attempt_form": AttemptForm(initial={"at": timezone.localtime()}),
        "reach_form": ReachForm(),
        "beside_form": BesideForm(),
    }


def _is_to_end(opened: Opened) -> bool:
    """Whether there is nothing left to try."""
    return opened.referral.state != State.CLOSED and not opened.told.is_stopped and is_enough(opened.attempts)


def _proposed(opened: Opened) -> dict[str, str]:
    """What the form about the state begins with: as it is, or how it ends for who withdrew or could not be reached."""
    referral = opened.referral
    if referral.state != State.CLOSED and opened.told.is_stopped:
        return {"state": State.CLOSED, "outcome": Outcome.WITHDRAWN}
    if _is_to_end(opened):
        return {"state": State.CLOSED, "outcome": Outcome.NOT_REACHED}
    return {"state": referral.state, "outcome": referral.outcome}


class ReferralView(ReferralPage):
    """One referral, opened. Every answer to a GET is one look.

    It is a plain address, so that reload, back and a second tab work as everywhere, and each of them is a look. What is
    not a person's look opens nothing: HEAD is refused, and so is a browser that loads ahead (Sec-Purpose: prefetch).
    The page is never stored (no-store), or a look could come from a cache unseen.
    """

    right = OPEN_REFERRAL

    def head(self, request: HttpRequest, referral_id: uuid.UUID) -> HttpResponseBase:
        """Refused; left out, Django would answer HEAD by opening the letter."""
        return HttpResponseNotAllowed(["GET"])

    def get(self, request: HttpRequest, referral_id: uuid.UUID) -> HttpResponseBase:
        if _is_loading_ahead(request):
            return HttpResponse(status=503, headers=NEVER_STORED)
        return self.show(request, referral_id)


def _is_loading_ahead(request: HttpRequest) -> bool:
    said = " ".join(request.headers.get(name, "") for name in SPECULATION_HEADERS).lower()
    return any(word in said for word in ("prefetch", "prerender", "preview"))
