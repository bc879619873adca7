"""The place of the failure list in the Wagtail admin."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from .failures import VIEW_FAILURES, FailuresPanel, FailuresReport, try_again


class FailuresMenuItem(MenuItem):
    """Shown to who may see the report."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(VIEW_FAILURES))


@hooks.register("register_admin_urls")
def failure_addresses() -> list[URLPattern]:
    """Under the admin's own address, so behind its log-in."""
    return [
        path("reports/berichten/", FailuresReport.as_view(), name="outbox_failures"),
        path("reports/berichten/results/", FailuresReport.as_view(results_only=True), name="outbox_failures_results"),
        path("reports/berichten/opnieuw/", try_again, name="outbox_try_again"),
    ]


@hooks.register("register_reports_menu_item")
def failures_in_the_menu() -> MenuItem:
    """Among the other reports."""
    return FailuresMenuItem(
        FailuresReport.page_title,
        reverse("outbox_failures"),
        name="outbox-failures",
        icon_name=FailuresReport.header_icon,
        order=900,
    )


@hooks.register("construct_homepage_panels")
def alarm(request: HttpRequest, panels: list[Component]) -> None:
    """Before what asks for attention in the texts."""
    panels.insert(0, FailuresPanel())
