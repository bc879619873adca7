"""Leaflets and cards to print, made from the pages as they are today.

Somebody may be seen with them. So the outside names no side of a crime: the pages that do are folded in.
"""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language, gettext, override
from django.utils.translation import gettext_noop as _

from .audiences import Audience
from .models import AudiencePage, InformationPage
from .qr_code import qr_code

LEAFLET, CARD = _("folder/"), _("kaartje/")
TOLD, NAMED = 3, 8  # so many pages fit on paper: purpose, benefit and method with their lead, others by name
CARDS_ON_A_SHEET = 8


@dataclass(frozen=True)
class Leaflet:
    """`name` is in the leaflet's own `language`."""

    name: str
    url: str
    language: str


@dataclass(frozen=True)
class Printables:
    """The leaflet of each door in every language, those of the page's own first, and where the card is."""

    leaflets: list[Leaflet]
    card: str


def printables(door: AudiencePage, request: HttpRequest) -> Printables | None:
    """What professionals can print, for their clients and for each other. Other doors show nothing of it."""
    if door.audience != Audience.PROFESSIONALS or not door.pk:
        return None
    keys = AudiencePage.objects.sibling_of(door).values_list("translation_key", flat=True)
    doors = AudiencePage.objects.filter(translation_key__in=list(keys)).live().select_related("locale").order_by("path")
    ours_first = sorted(doors, key=lambda one: one.locale_id != door.locale_id)
    return Printables(
        leaflets=[_leaflet_of(one, request) for one in ours_first], card=f"{door.get_url(request)}{gettext(CARD)}"
    )


def _leaflet_of(door: AudiencePage, request: HttpRequest) -> Leaflet:
    language = door.locale.language_code
    with override(language):
        name = gettext("Folder: %(title)s") % {"title": door.title}
        return Leaflet(name, f"{door.get_url(request)}{gettext(LEAFLET)}", language)


def leaflet(request: HttpRequest, slug: str) -> HttpResponse:
    """A sheet of A4, folded in three, for the people behind one door."""
    door = _door(slug)
    pages = list(InformationPage.objects.child_of(door).live())
    context = {
        "door": door,
        "told": pages[:TOLD],
        "named": pages[TOLD : TOLD + NAMED],
        "steps": _steps(pages),
        **_at(door, request),
    }
    return _printable(request, "leaflet", context)


def _steps(pages: list[InformationPage]) -> list[str]:
    """How it goes, in the words of the first page that tells it in steps."""
    told = (block.value["steps"] for page in pages for block in page.body if block.block_type == "steps")
    return [str(step["heading"]) for step in next(told, [])]


def card(request: HttpRequest, slug: str) -> HttpResponse:
    """Eight cards on A4 for professionals to hand over. They lead to the front page, which is for everybody."""
    door = _door(slug, audience=Audience.PROFESSIONALS)
    return _printable(request, "hand_over_card", {**_at(door.get_parent(), request), "others": range(1, CARDS_ON_A_SHEET)})


def _door(slug: str, **conditions: str) -> AudiencePage:
    doors = AudiencePage.objects.live().filter(locale__language_code=get_language(), **conditions)
    return get_object_or_404(doors, slug=slug)


def _at(page: Any, request: HttpRequest) -> dict[str, Any]:
    """The full address of a page, as people read it and as a telephone does."""
    address = str(page.get_full_url(request))
    return {"address": address, "code": qr_code(address)}


def _printable(request: HttpRequest, name: str, context: dict[str, Any]) -> HttpResponse:
    """For paper, so not for search engines: they find the pages it is made from."""
    response = render(request, f"information/{name}.html", context)
    response["X-Robots-Tag"] = "noindex, noai, noimageai"
    return response
