"""The queue's place in the Wagtail admin: its addresses and its menu item."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLResolver, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.sidebar import LinkMenuItem

from . import queue
from .addresses import guarded_addresses
from .erasing_views import RemovedView
from .permissions import VIEW_QUEUE, colleague


class QueueMenuItem(MenuItem):
    """Shown to who may see the queue, with how many are new."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Only by name: a superuser sees no item either."""
        return request.user.has_perm(VIEW_QUEUE)

    def render_component(self, request: HttpRequest) -> LinkMenuItem:
        """'Aanmeldingen (3)', and without a number when none is new."""
        number = queue.count_new(person=colleague(request))
        label = f"{self.label} ({number})" if number else self.label
        return LinkMenuItem(self.name, label, self.url, icon_name=self.icon_name)


@hooks.register("register_admin_urls")
def register_addresses() -> list[URLResolver]:
    """/beheer/aanmeldingen/ and everything under it."""
    return [guarded_addresses()]


@hooks.register("register_admin_menu_item")
def register_menu_item() -> QueueMenuItem:
    """The first item of the menu."""
    return QueueMenuItem("Aanmeldingen", reverse("aanmeldingen:queue"), name="aanmeldingen", icon_name="mail", order=50)


class ReportMenuItem(MenuItem):
    """A report, shown to who has the right that its view names."""

    def __init__(self, view: type[RemovedView], address: str, **options: Any) -> None:
        super().__init__(view.page_title, reverse(address), icon_name=view.header_icon, **options)
        self.right = view.right

    def is_shown(self, request: HttpRequest) -> bool:
        """Only by name."""
        return request.user.has_perm(self.right)


@hooks.register("register_reports_menu_item")
def register_removed() -> ReportMenuItem:
    """What was removed, under Rapporten."""
    return ReportMenuItem(RemovedView, "aanmeldingen:removed", name="removed", order=30)
