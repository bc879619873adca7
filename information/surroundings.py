"""Where a page stands: the way up, its neighbours, and the pages under it."""

from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q
from django.http import HttpRequest
from wagtail.models import Page

SECTION = 3  # the depth of the first level below a home page


@dataclass(frozen=True)
class Link:
    """Somewhere to go; `lead` is empty unless it was asked for."""

    title: str
    url: str
    lead: str = ""
    is_current: bool = False


def _links(pages: Any, request: HttpRequest, current: Page, *, with_lead: bool = False) -> list[Link]:
    return [
        Link(page.title, page.get_url(request), (with_lead and page.lead) or "", page.pk == current.pk) for page in pages
    ]


def _around(page: Page) -> list[Page]:
    """The pages above, those directly under the section, and those directly under this page: one question for all.

    Treebeard writes the way to a page in its path, a step of four letters for each level; the section is at the third.
    """
    steps = [page.path[:end] for end in range(page.steplen, len(page.path), page.steplen)]
    section = page.path[: SECTION * page.steplen]
    under = [Q(path__startswith=path, depth=len(path) // page.steplen + 1) for path in {section, page.path}]
    wanted = Q(path__in=steps, depth__gte=2)
    for pages in under:
        wanted |= pages
    found = Page.objects.filter(wanted).order_by("path")
    return list(found.annotate(audience=F("audiencepage__audience"), lead=F("informationpage__lead")))


def surroundings(page: Page, request: HttpRequest) -> dict[str, Any]:
    """Template context of a page below the home page.

    `trail`: links from the home page down to the parent. `section_link`: the page at the first level that this page
    belongs to, itself included. `audience`: whom that section speaks to, or "". `neighbours`: the published pages
    directly under the section. `children`: those under this page.
    """
    around = _around(page)
    trail = [one for one in around if page.is_descendant_of(one)]
    section = trail[1] if len(trail) > 1 else page
    children = [one for one in around if one.live and one.is_child_of(page)]
    neighbours = [one for one in around if one.live and one.is_child_of(section)]
    return {
        "trail": _links(trail, request, page),
        "audience": getattr(section, "audience", None) or "",
        "section_link": Link(section.title, section.get_url(request), is_current=section.pk == page.pk),
        "neighbours": _links(neighbours, request, page, with_lead=section.pk == page.pk),
        "children": _links(children, request, page, with_lead=True),
    }
