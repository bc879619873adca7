"""The report of pages that should be read again."""

from collections.abc import Mapping
from typing import ClassVar

from django.utils import timezone
from wagtail.admin.views.reports import PageReportView
from wagtail.permissions import page_permission_policy
from wagtail.query import PageQuerySet

from perspectief.accounts.models import User

from .reviewing import to_review


def to_review_by(user: User) -> PageQuerySet:
    """What should be read again and this person may change."""
    mine = page_permission_policy.instances_user_has_permission_for(user, "change").order_by()
    return to_review(today=timezone.localdate()).filter(pk__in=mine.values("pk"))


class ReviewReport(PageReportView):
    """Pages past their review date or without one, with their owner."""

    page_title = "Teksten om na te kijken"
    header_icon = "calendar-alt"
    results_template_name = "editing/review_report_results.html"
    index_url_name = "review_report"
    index_results_url_name = "review_report_results"
    any_permission_required: ClassVar = ["add", "change", "publish"]
    list_export: ClassVar = ["title", "review_on", "owner"]
    export_headings: ClassVar[Mapping[str, str]] = {
        "title": "Pagina",
        "review_on": "Opnieuw bekijken op",
        "owner": "Eigenaar",
    }

    def get_queryset(self) -> PageQuerySet:
        return to_review_by(self.request.user)

    def get_filename(self) -> str:
        return f"teksten-om-na-te-kijken-{timezone.localdate().isoformat()}"
