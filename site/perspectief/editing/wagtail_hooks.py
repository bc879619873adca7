"""What editors see around a page: the report, what asks for attention, and a menu without what they do not need."""

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.permissions import page_permission_policy

from .dashboard import AttentionPanel
from .report import ReviewReport
from .starting import starter
from .synonyms import register_synonyms

register_synonyms()

# For whoever keeps the site running, not for whoever writes it. Our own report is about what is old.
FOR_TECHNICIANS = {"aging-pages", "page-types-usage", "workflow-tasks"}
HELP = "help"  # pages about Wagtail elsewhere, in English


class ReviewMenuItem(MenuItem):
    """Shown to who edits pages."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(page_permission_policy.user_has_any_permission(request.user, ["add", "change", "publish"]))


@hooks.register("register_admin_urls")
def report_addresses() -> list[URLPattern]:
    """Under the admin's own address, so behind its log-in."""
    return [
        path("reports/nakijken/", ReviewReport.as_view(), name="review_report"),
        path("reports/nakijken/results/", ReviewReport.as_view(results_only=True), name="review_report_results"),
    ]


@hooks.register("register_reports_menu_item")
def report_in_the_menu() -> MenuItem:
    """First under Rapporten."""
    address = reverse("review_report")
    return ReviewMenuItem(ReviewReport.page_title, address, name="review", icon_name=ReviewReport.header_icon, order=10)


@hooks.register("construct_reports_menu")
def leave_out_technicians_reports(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Reports about machinery stay with the technical administrator."""
    if not request.user.is_superuser:
        menu_items[:] = [item for item in menu_items if item.name not in FOR_TECHNICIANS]


@hooks.register("construct_main_menu")
def leave_out_help_elsewhere(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Our own explanation is in Dutch and in docs/edit.md."""
    if not request.user.is_superuser:
        menu_items[:] = [item for item in menu_items if item.name != HELP]


@hooks.register("construct_homepage_panels")
def say_what_asks_for_attention(request: HttpRequest, panels: list[Component]) -> None:
    """Before everything else."""
    panels.insert(0, AttentionPanel())


@hooks.register("insert_global_admin_css")
def style() -> str:
    """Of the hints and the dashboard."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/editing.css"))


@hooks.register("insert_global_admin_js")
def script() -> str:
    """What starts Wagtail's widgets."""
    return starter()
