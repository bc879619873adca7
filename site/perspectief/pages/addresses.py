"""Which addresses are the same for everybody: the published pages, other views that they link to, and two for machines.

Leaflets are left out: they say on which day they were made. So is the form, which keeps itself out (`no-store`).
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from wagtail.models import Page, Site

FOR_MACHINES = ("/robots.txt", "/sitemap.xml")
# A page names its other views itself: the plain language, the older news.
VIEW = re.compile(r'<a\b[^<>]*\bhref="(\?[\w=&;-]+)"')
MOST_VIEWS = 50


@dataclass(frozen=True)
class Address:
    """`number`: the page behind it, or None for what lists many."""

    path: str
    number: int | None


def host(site: Site) -> str:
    """As a browser sends it."""
    return str(site.hostname) if site.port in (80, 443) else f"{site.hostname}:{site.port}"


def published(site: Site) -> Iterator[Address]:
    """In every language."""
    for page in Page.objects.live().public().filter(depth__gte=2).order_by("path"):
        parts = page.get_url_parts()
        if parts and parts[0] == site.pk and parts[2]:
            yield Address(parts[2], page.pk)
    for path in FOR_MACHINES:
        yield Address(path, None)


def views(address: Address, body: bytes) -> list[Address]:
    """Other views of a page, as its own links name them."""
    path = address.path.partition("?")[0]
    found = VIEW.findall(body.decode(errors="replace"))[:MOST_VIEWS]
    return [Address(f"{path}{html.unescape(query)}", address.number) for query in dict.fromkeys(found)]
