"""The queue's place in the Wagtail admin: its addresses and its menu item."""

from django.http import HttpRequest
from django.urls import URLResolver, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.sidebar import LinkMenuItem

from . import access_views, queue
from .addresses import guarded_addresses
from .permissions import GIVE_INTAKE_RIGHTS, VIEW_QUEUE, colleague


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


class AccessMenuItem(MenuItem):
    """Shown to who gives access."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Only by name, as above."""
        return request.user.has_perm(GIVE_INTAKE_RIGHTS)


@hooks.register("register_settings_menu_item")
def register_access_menu_item() -> AccessMenuItem:
    """Under Instellingen, where Wagtail has its accounts."""
    return AccessMenuItem(access_views.TITLE, reverse("aanmeldingen:access"), name="toegang", icon_name="key", order=10)
