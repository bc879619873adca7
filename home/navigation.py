"""What every page shows around its own content: the menu, the organisation's telephone, the way out."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from wagtail.models import Page

from . import addresses

FIRST_LEVEL = 3  # the root of all pages is 1, a home page is 2


@dataclass(frozen=True)
class MenuItem:
    """A place in the menu. `is_here`: the visitor reads this page or one below it."""

    title: str
    url: str
    is_here: bool


def menu(request: HttpRequest) -> list[MenuItem]:
    """The pages at the first level that have "show in menus" set, in the order editors gave them."""
    pages = Page.objects.live().in_menu().filter(depth=FIRST_LEVEL, locale__language_code=get_language() or "nl")
    items = [(page.title, page.get_url(request) or "/") for page in pages]
    return [MenuItem(title, url, request.path.startswith(url)) for title, url in items]


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `menu` (read from the database only when a template shows it) and the form's addresses."""
    return {
        "menu": SimpleLazyObject(lambda: menu(request)),
        "sign_up_url": addresses.in_language(addresses.SIGN_UP),
        "leave_url": addresses.in_language(addresses.LEAVE),
        "safe_browsing_url": addresses.in_language(addresses.SAFE_BROWSING),
    }
