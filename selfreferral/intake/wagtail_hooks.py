"""The queue's place in the Wagtail admin: its addresses and its menu item."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLResolver, reverse
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.sidebar import LinkMenuItem

from perspectief.accounts.models import User

from . import access_views, queue
from .addresses import guarded_addresses
from .alarm import CanaryPanel, RecordPanel
from .counting import in_words
from .erasing_views import RemovedView
from .figures_views import FiguresPanel, FiguresView
from .hearing import HearingPanel
from .looks_report import LooksReport
from .permissions import GIVE_INTAKE_RIGHTS, VIEW_QUEUE, colleague
from .to_do import ToDoPanel


class QueueMenuItem(MenuItem):
    """Shown to who may see the queue, with how many are new."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Only by name: a superuser sees no item either."""
        return request.user.has_perm(VIEW_QUEUE)

    def render_component(self, request: HttpRequest) -> LinkMenuItem:
        """'Aanmeldingen (3)', and without a number when none is new."""
        number = queue.count_new(person=colleague(request))
        label = f"{self.label} ({in_words(number)})" if number else self.label
        return LinkMenuItem(self.name, label, self.url, icon_name=self.icon_name)


@hooks.register("register_admin_urls")
def register_addresses() -> Sequence[URLResolver]:
    """/beheer/aanmeldingen/ and everything under it, and the figures."""
    return guarded_addresses()


@hooks.register("register_admin_menu_item")
def register_menu_item() -> QueueMenuItem:
    """The first item of the menu."""
    return QueueMenuItem("Aanmeldingen", reverse("aanmeldingen:queue"), name="aanmeldingen", icon_name="mail", order=50)


@hooks.register("construct_homepage_panels")
def alarm(request: HttpRequest, panels: list[Component]) -> None:
    """Before everything else."""
    panels[:0] = [RecordPanel(), CanaryPanel(), ToDoPanel()]


@hooks.register("register_account_settings_panel")
def choose_how_to_hear(request: HttpRequest, user: User, profile: object) -> HearingPanel:
    """Under one's own account."""
    return HearingPanel(request, user, profile)


class ReportMenuItem(MenuItem):
    """A report, shown to who has the right that its view names."""

    def __init__(self, view: type[RemovedView | FiguresView | LooksReport], address: str, **options: Any) -> None:
        super().__init__(view.page_title, reverse(address), icon_name=view.header_icon, **options)
        self.right = view.right

    def is_shown(self, request: HttpRequest) -> bool:
        """Only by name."""
        return request.user.has_perm(self.right)


@hooks.register("register_reports_menu_item")
def register_figures() -> ReportMenuItem:
    """The figures, under Rapporten."""
    return ReportMenuItem(FiguresView, "cijfers:figures", name="figures", order=20)


@hooks.register("construct_homepage_panels")
def show_figures(request: HttpRequest, panels: list[Component]) -> None:
    """This year, for who may see it."""
    panels.append(FiguresPanel())


@hooks.register("insert_global_admin_css")
def style_figures() -> str:
    """Of the panel, and of the page."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/figures.css"))


@hooks.register("register_reports_menu_item")
def register_looks() -> ReportMenuItem:
    """Who looked when, under Rapporten."""
    return ReportMenuItem(LooksReport, "wie_keek:looks", name="looks", order=25)


@hooks.register("register_reports_menu_item")
def register_removed() -> ReportMenuItem:
    """What was removed, under Rapporten."""
    return ReportMenuItem(RemovedView, "aanmeldingen:removed", name="removed", order=30)


class AccessMenuItem(MenuItem):
    """Shown to who gives access."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Only by name, as above."""
        return request.user.has_perm(GIVE_INTAKE_RIGHTS)


@hooks.register("register_settings_menu_item")
def register_access_menu_item() -> AccessMenuItem:
    """Under Instellingen, where Wagtail has its accounts."""
    return AccessMenuItem(access_views.TITLE, reverse("aanmeldingen:access"), name="toegang", icon_name="key", order=10)
