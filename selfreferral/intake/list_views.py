"""HTTP for the list of the queue."""

from typing import Any

from django.urls import reverse
from wagtail.admin.views.generic.base import BaseListingView

from . import queue
from .columns import columns
from .filters import QueueFilters
from .forms import CodeForm
from .paging import BoundedPaginator
from .permissions import HANDLE_REFERRAL, OPEN_REFERRAL, VIEW_QUEUE, colleague
from .referral_page import TITLE
from .tabs import LANE, TABS, chosen_tab, tabs


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
        """Without the buttons that somebody has no right to."""
        user = self.request.user
        return columns(may_open=user.has_perm(OPEN_REFERRAL), may_handle=user.has_perm(HANDLE_REFERRAL))

    def get_base_queryset(self) -> Any:
        self.tab = chosen_tab(self.request.GET)
        return queue.waiting(person=colleague(self.request), place=self.tab.place, order=self.tab.order)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        numbers = queue.count_places(person=colleague(self.request), places=[tab.place for tab in TABS])
        return {
            **super().get_context_data(**kwargs),
            "tabs": tabs(chosen=self.tab, numbers=numbers, query=self.request.GET),
            "lane": (LANE, self.tab.slug),
            "list_address": reverse(self.index_url_name),
            "code_form": CodeForm(),
        }
