"""What every page shows around its own content: the menu, the organisation's telephone, the way out."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from information.whereabouts import whereabouts

from . import addresses

FIRST_LEVEL = 3  # the root of all pages is 1, a home page is 2


@dataclass(frozen=True)
class MenuItem:
    """A place in the menu. `is_here`: the visitor reads this page or one below it."""

    title: str
    url: str
    is_here: bool


@dataclass(frozen=True)
class FooterLink:
    """A page that every page links to at its end."""

    title: str
    url: str


def menu(request: HttpRequest) -> list[MenuItem]:
    """The pages at the first level that have "show in menus" set, in the order editors gave them."""
    around, language = whereabouts(), get_language() or "nl"
    site = around.site(request)
    found = [one for one in around.places if one.live and one.show_in_menus and one.depth == FIRST_LEVEL]
    items = [(one.title, around.url(one, site) or "/") for one in found if one.language == language]
    return [MenuItem(title, url, request.path.startswith(url)) for title, url in items]


def footer_links() -> list[FooterLink]:
    """The pages that every page ends with, in the language of the page."""
    named = (
        (addresses.SEARCH, _("Zoeken")),
        (addresses.CONTACT, _("Contact")),
        (addresses.MY_REFERRAL, _("Mijn aanmelding")),
        (addresses.SAFE_BROWSING, _("Veilig op deze site")),
        (addresses.PRIVACY, _("Privacy")),
        (addresses.ACCESSIBILITY, _("Toegankelijkheid")),
    )
    return [FooterLink(title, addresses.in_language(address)) for address, title in named]


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `menu` (read from the database only when a template shows it) and the form's addresses."""
    return {
        "menu": SimpleLazyObject(lambda: menu(request)),
        "footer_links": SimpleLazyObject(footer_links),
        "home_url": addresses.in_language(addresses.HOME),
        "sign_up_url": addresses.in_language(addresses.SIGN_UP),
        "search_address": addresses.in_language(addresses.SEARCH),  # Wagtail's pages have a search_url of their own
        "leave_url": addresses.in_language(addresses.LEAVE),
        "safe_browsing_url": addresses.in_language(addresses.SAFE_BROWSING),
        "professionals_url": addresses.in_language(addresses.PROFESSIONALS),
    }
