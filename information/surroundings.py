"""Where a page stands: the way up, its neighbours, and the pages under it."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from wagtail.models import Page, Site

from .whereabouts import Place, Whereabouts, whereabouts

HOME = 2  # the depth of a home page


@dataclass(frozen=True)
class Link:
    """Somewhere to go; `lead` is empty unless it was asked for."""

    title: str
    url: str
    lead: str = ""
    is_current: bool = False


def _links(
    places: list[Place], around: Whereabouts, site: Site | None, current: Page, *, with_lead: bool = False
) -> list[Link]:
    return [
        Link(one.title, around.url(one, site) or "", (with_lead and one.lead) or "", one.number == current.pk)
        for one in places
    ]


def _trail(page: Page, around: Whereabouts) -> list[Place]:
    """The pages above. Treebeard writes the way to a page in its path, a step of four letters for each level."""
    steps = [page.path[:end] for end in range(HOME * page.steplen, len(page.path), page.steplen)]
    return [around.by_path[step] for step in steps if step in around.by_path]


def surroundings(page: Page, request: HttpRequest) -> dict[str, Any]:
    """Template context of a page below the home page.

    `trail`: links from the home page down to the parent. `section_link`: the page at the first level that this page
    belongs to, itself included. `audience`: whom that section speaks to, or "". `neighbours`: the published pages
    directly under the section. `children`: those under this page.
    """
    around = whereabouts()
    site = around.site(request)
    trail = _trail(page, around)
    section = trail[1] if len(trail) > 1 else page
    is_section = isinstance(section, Page)
    section_url = section.get_url(request) if isinstance(section, Page) else around.url(section, site)
    children, neighbours = around.under.get(page.path, []), around.under.get(section.path, [])
    return {
        "trail": _links(trail, around, site, page),
        "audience": getattr(section, "audience", None) or "",
        "section_link": Link(section.title, section_url or "", is_current=is_section),
        "neighbours": _links(neighbours, around, site, page, with_lead=is_section),
        "children": _links(children, around, site, page, with_lead=True),
    }
