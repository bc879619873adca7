"""Who did what to the pages. Wagtail shows that report to everybody who may log in; it is for who edits pages."""

from typing import ClassVar

from django.urls import path
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.reports.audit_logging import LogEntriesView
from wagtail.permissions import page_permission_policy


class SiteHistory(LogEntriesView):
    """Wagtail's own report, behind a right on pages."""

    permission_policy = page_permission_policy
    any_permission_required: ClassVar = ["add", "change", "publish"]


# Before Wagtail's own addresses, which these are. Wagtail keeps `register_admin_urls` for addresses that it does not have.
urlpatterns = [
    path("reports/site-history/", require_admin_access(SiteHistory.as_view())),
    path("reports/site-history/results/", require_admin_access(SiteHistory.as_view(results_only=True))),
]
