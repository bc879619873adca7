"""HTTP for the list of the queue."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views import View
from wagtail.admin.ui.tables import Table
from wagtail.admin.views.generic.base import BaseListingView, WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton

from . import queue
from .columns import columns
from .filters import QueueFilters
from .forms import SearchForm
from .models import Referral
from .paging import BoundedPaginator
from .permissions import HANDLE_REFERRAL, OPEN_REFERRAL, VIEW_QUEUE, colleague
from .referral_page import TITLE
from .tabs import LANE, TABS, chosen_tab, tabs
from .unlocking import at_hand


def columns_for(request: HttpRequest) -> list:
    """Without the buttons that somebody has no right to."""
    return columns(may_open=request.user.has_perm(OPEN_REFERRAL), may_handle=request.user.has_perm(HANDLE_REFERRAL))


def marked(referrals: Iterable[Referral], request: HttpRequest) -> list[Referral]:
    """These, each knowing whether it looks like another."""
    rows = list(referrals)
    alike = queue.alike_among(rows, person=colleague(request))
    for row in rows:
        row.is_alike = row.pk in alike  # type: ignore[attr-defined]  # for the template alone
    return rows


class QueueView(BaseListingView):
    """The list: by when somebody has to be called, where it stands and who has it."""

    right = VIEW_QUEUE
    template_name = "selfreferral/intake/queue.html"
    results_template_name = "selfreferral/intake/queue_results.html"
    page_title = TITLE
    header_icon = "mail"
    paginate_by = 25
    paginator_class = BoundedPaginator
    filterset_class = QueueFilters
    index_url_name = "aanmeldingen:queue"
    index_results_url_name = "aanmeldingen:queue_results"
    table_classname = "listing queue-list"

    @property
    def columns(self) -> list:
        return columns_for(self.request)

    @property
    def header_buttons(self) -> list:
        """For who can have referrals, and for who has a key of their own."""
        address, key = reverse("aanmeldingen:hand_over_all"), reverse("aanmeldingen:key")
        may_handle, may_open = (self.request.user.has_perm(right) for right in (HANDLE_REFERRAL, OPEN_REFERRAL))
        hand_over = [HeaderButton("Overdragen", address, icon_name="group")] if may_handle else []
        own_key = [HeaderButton("Mijn sleutel", key, icon_name="key")] if may_open and at_hand.is_personal() else []
        return [*hand_over, *own_key]

    def get_base_queryset(self) -> Any:
        self.tab = chosen_tab(self.request.GET)
        queue.index_waiting(now=timezone.now(), person=colleague(self.request))
        return queue.waiting(person=colleague(self.request), place=self.tab.place, order=self.tab.order)

    def get_table(self, object_list: Any) -> Table:
        return super().get_table(marked(object_list, self.request))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        numbers = queue.count_places(person=colleague(self.request), places=[tab.place for tab in TABS])
        return {
            **super().get_context_data(**kwargs),
            "tabs": tabs(chosen=self.tab, numbers=numbers, query=self.request.GET),
            "lane": (LANE, self.tab.slug),
            "list_address": reverse(self.index_url_name),
            "find_form": SearchForm(),
            "may_search": self.request.user.has_perm(OPEN_REFERRAL),
            "is_locked": at_hand.is_locked(colleague(self.request)),
        }


class SearchView(WagtailAdminTemplateMixin, View):
    """Zoek. A POST, so that what somebody searches stands in no address, no history and no log."""

    right = OPEN_REFERRAL
    opens_letters = True  # to index those that wait, and to have the key that they are found under
    template_name = "selfreferral/intake/search.html"
    page_title = "Zoeken"
    header_icon = "search"

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """What was found. The code of a confirmation leads to its referral."""
        self.form = SearchForm(request.POST)
        self.found = queue.Found(referrals=[])
        if self.form.is_valid():
            self.found = queue.search(text=self.form.cleaned_data["what"], person=colleague(request), now=timezone.now())
        if self.found.by_code:
            return redirect("aanmeldingen:referral", referral_id=self.found.referrals[0].pk)
        return self.render_to_response(self.get_context_data(), headers={"Cache-Control": "no-store"})

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        items = [{"url": reverse("aanmeldingen:queue"), "label": TITLE}, {"url": "", "label": self.page_title}]
        return [*self.breadcrumbs_items, *items]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        table = Table(columns_for(self.request), marked(self.found.referrals, self.request), classname="listing queue-list")
        return {**super().get_context_data(**kwargs), "form": self.form, "found": self.found, "table": table}
