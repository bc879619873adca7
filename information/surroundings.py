"""Where a page stands: the way up, its neighbours, and the pages under it."""

from dataclasses import dataclass
from typing import Any

from django.db.models import F
from django.http import HttpRequest
from wagtail.models import Page


@dataclass(frozen=True)
class Link:
    """Somewhere to go; `lead` is empty unless it was asked for."""

    title: str
    url: str
    lead: str = ""
    is_current: bool = False


def _links(pages: Any, request: HttpRequest, current: Page) -> list[Link]:
    return [
        Link(page.title, page.get_url(request), getattr(page, "lead", None) or "", page.pk == current.pk) for page in pages
    ]


def surroundings(page: Page, request: HttpRequest) -> dict[str, Any]:
    """Template context of a page below the home page.

    `trail`: links from the home page down to the parent. `section_link`: the page at the first level that this page
    belongs to, itself included. `audience`: whom that section speaks to, or "". `neighbours`: the published pages
    directly under the section. `children`: those under this page.
    """
    trail = list(page.get_ancestors().filter(depth__gte=2).annotate(audience=F("audiencepage__audience")))
    section = trail[1] if len(trail) > 1 else page
    children = page.get_children().live().annotate(lead=F("informationpage__lead"))
    neighbours = children if section.pk == page.pk else section.get_children().live()
    return {
        "trail": _links(trail, request, page),
        "audience": getattr(section, "audience", None) or "",
        "section_link": Link(section.title, section.get_url(request), is_current=section.pk == page.pk),
        "neighbours": _links(neighbours, request, page),
        "children": _links(children, request, page),
    }
