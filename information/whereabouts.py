"""Where every page is: its address, what it is called and what it belongs to. Read at once, and remembered."""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import F
from django.http import HttpRequest
from wagtail.models import Page, Site
from wagtail.models.sites import SiteRootPath

from perspectief.pages.remembering import remembered

READ = {
    "number": F("pk"),
    "language": F("locale__language_code"),
    "audience": F("audiencepage__audience"),
    "lead": F("informationpage__lead"),
}
KEPT = ("path", "depth", "url_path", "title", "live", "show_in_menus", "translation_key", "content_type_id", "locale_id")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One page of the tree. `path` as treebeard writes it; `audience` and `lead` of the kinds of pages that have one."""

    number: int
    path: str
    depth: int
    url_path: str
    title: str
    live: bool
    show_in_menus: bool
    translation_key: UUID
    content_type_id: int
    locale_id: int
    language: str
    audience: str | None
    lead: str | None


@dataclass
class Whereabouts:
    """Every page below the root, drafts too, in the order of the tree. Shared: nobody may change it."""

    places: list[Place]
    roots: list[SiteRootPath]
    _addresses: dict[int, tuple[int, str, str] | None] = field(default_factory=dict)

    @cached_property
    def by_number(self) -> dict[int, Place]:
        return {place.number: place for place in self.places}

    @cached_property
    def by_path(self) -> dict[str, Place]:
        return {place.path: place for place in self.places}

    @cached_property
    def by_url_path(self) -> dict[str, Place]:
        """Of what is published."""
        return {place.url_path: place for place in self.places if place.live}

    @cached_property
    def under(self) -> dict[str, list[Place]]:
        """What is published directly under a path."""
        found = defaultdict(list)
        for place in self.places:
            if place.live:
                found[place.path[: -Page.steplen]].append(place)
        return found

    @cached_property
    def by_translation(self) -> dict[UUID, list[Place]]:
        """What is published, in every language."""
        found = defaultdict(list)
        for place in self.places:
            if place.live:
                found[place.translation_key].append(place)
        return found

    def site(self, request: HttpRequest) -> Site | None:
        """As Wagtail's `find_for_request`; one site alone is the answer for any host, and then nothing is asked."""
        sites = remembered("sites", lambda: list(Site.objects.select_related("root_page")[:2]))
        if len(sites) == 1 and sites[0].is_default_site:
            vars(request)["_wagtail_site"] = sites[0]  # where Wagtail looks for it itself
        return Site.find_for_request(request)

    def url(self, place: Place, site: Site | None = None) -> str | None:
        """As Wagtail's `get_url`: without a host where there is one site, or on `site`. None for what has no address."""
        if place.number not in self._addresses:
            page = Page(pk=place.number, url_path=place.url_path, content_type_id=place.content_type_id)
            vars(self)["_wagtail_cached_site_root_paths"] = self.roots  # where Page looks for them
            parts = page.get_url_parts(self)
            self._addresses[place.number] = parts if parts and parts[2] is not None else None
        parts = self._addresses[place.number]
        if parts is None:
            return None
        is_here = len({root.site_id for root in self.roots}) == 1 or (site is not None and site.pk == parts[0])
        return parts[2] if is_here else f"{parts[1]}{parts[2]}"


def whereabouts() -> Whereabouts:
    """Remembered for this request, or for longer (perspectief/pages/remembering.py)."""
    return remembered("whereabouts", _read)


def _read() -> Whereabouts:
    rows: Any = Page.objects.filter(depth__gte=2).order_by("path").annotate(**READ).values(*KEPT, *READ)
    places = [Place(**row) for row in rows]
    return Whereabouts(places, Site.get_site_root_paths())
