"""What search engines ask for first: which pages there are, in which languages, and where that list is."""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from wagtail.models import Page, Site

from .finding import Alternate, alternates

KEPT = {"Cache-Control": "public, max-age=3600"}


@dataclass(frozen=True)
class Entry:
    """One address of the sitemap (https://www.sitemaps.org/protocol.html)."""

    url: str
    changed: datetime | None
    alternates: tuple[Alternate, ...]


def sitemap(request: HttpRequest) -> HttpResponse:
    """Every published page. The form is not listed: its questions are not to be found, and links lead to its first page."""
    return _for_machines("sitemap.xml", {"entries": entries(request)}, "application/xml")


def robots(request: HttpRequest) -> HttpResponse:
    """Everything may be read. What must not be found says noindex; forbidding it here would hide that word."""
    site = Site.find_for_request(request)
    root = site.root_url if site else request.build_absolute_uri("/").rstrip("/")
    return _for_machines("robots.txt", {"root": root}, "text/plain")


def _for_machines(template: str, context: dict[str, Any], kind: str) -> HttpResponse:
    return HttpResponse(render_to_string(template, context), content_type=f"{kind}; charset=utf-8", headers=KEPT)


def entries(request: HttpRequest) -> list[Entry]:
    """A page and its translations know each other; one that only repeats another page (an alias) is left out."""
    pages = Page.objects.live().public().filter(depth__gte=2, alias_of=None).select_related("locale")
    by_key = pages.order_by("translation_key")
    groups = [list(group) for _, group in groupby(by_key, key=attrgetter("translation_key"))]
    found = [entry for group in groups for entry in _entries(group, request)]
    return sorted(found, key=attrgetter("url"))


def _entries(translations: list[Any], request: HttpRequest) -> list[Entry]:
    urls = {page: url for page in translations if (url := page.get_full_url(request))}
    known = alternates({page.locale.language_code: url for page, url in urls.items()})
    return [Entry(url, page.last_published_at, known) for page, url in urls.items()]
