"""HTTP for the list, and nothing else. Each view names the right that the guard in addresses.py asks for."""

from typing import Any

from wagtail.admin.views.generic.base import BaseListingView

from . import queue
from .columns import COLUMNS, OpenColumn
from .forms import CodeForm
from .permissions import OPEN_REFERRAL, VIEW_QUEUE, colleague
from .referral_page import TITLE
from .tabs import chosen_tab, tabs


class QueueView(BaseListingView):
    """The list: what came in, how long it waits, where it stands and who has it."""

    right = VIEW_QUEUE
    template_name = "selfreferral/intake/queue.html"
    results_template_name = "selfreferral/intake/queue_results.html"
    page_title = TITLE
    header_icon = "mail"
    paginate_by = 25
    index_url_name = "aanmeldingen:queue"
    table_classname = "listing"

    @property
    def columns(self) -> list:
        """Without the link for somebody who may see the queue and open nothing."""
        may_open = self.request.user.has_perm(OPEN_REFERRAL)
        return [column for column in COLUMNS if may_open or not isinstance(column, OpenColumn)]

    def get_queryset(self) -> Any:
        self.tab = chosen_tab(self.request.GET)
        return queue.waiting(person=colleague(self.request), states=self.tab.states, lanes=self.tab.lanes)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        counts = queue.count_by_place(person=colleague(self.request))
        return {**super().get_context_data(**kwargs), "tabs": tabs(chosen=self.tab, counts=counts), "code_form": CodeForm()}
