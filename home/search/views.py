"""The search page. It reads what was typed from the address, answers, and forgets."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from wagtail.models import Page

from home.navigation import FIRST_LEVEL
from home.ways import first_ways
from perspectief.origins import NO_REFERRER

from .answering import Answer, Library, answer, tidy
from .excerpts import marked
from .passages import shown
from .reading import library, published

MOST_SHOWN = 20


@dataclass(frozen=True)
class Result:
    """A page that was found. `trail`: the titles of the pages above it. `within`: the nearest, where a title needs it."""

    title: SafeString
    url: str
    within: str
    trail: tuple[str, ...]
    excerpt: SafeString
    is_promoted: bool


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """`?q=` holds the words. Not for search engines, and not for the memory of a browser that others use too."""
    books = library(get_language() or "nl")
    typed = tidy(request.GET.get("q", ""))
    found = answer(typed, books) if typed else Answer()
    context = {
        "typed": typed,
        "answer": found,
        "total": len(found.numbers),
        "results": results(found, books, request),
        "ways": [] if found.numbers else first_ways(request),
    }
    page = render(request, "home/search.html", context)
    page["X-Robots-Tag"], page["Cache-Control"] = "noindex, noai, noimageai", "no-store"
    page["Referrer-Policy"] = NO_REFERRER
    return page


def results(found: Answer, books: Library, request: HttpRequest) -> list[Result]:
    """The first pages of an answer, as they are published now."""
    first = found.numbers[:MOST_SHOWN]
    if not first:
        return []
    pages = published(books.language).in_bulk(first)
    above = titles_above(list(pages.values()), books.language)
    shared = books.index.shared_titles()
    return [
        Result(
            title=marked(page.title, found.stems, books.language),
            url=page.get_url(request) or "/",
            within=trail[-1] if trail and page.title in shared else "",
            trail=trail,
            excerpt=shown(books.index.documents[number].passages, found.stems, books.language),
            is_promoted=place < found.promoted,
        )
        for place, number in enumerate(first)
        if (page := pages.get(number)) is not None
        for trail in [tuple(above[path] for path in _paths_above(page) if path in above)]
    ]


def titles_above(pages: list[Page], language: str) -> dict[str, str]:
    """Titles by the tree path of every page above these, below the home page."""
    paths = {path for page in pages for path in _paths_above(page)}
    return dict(published(language).filter(path__in=paths).values_list("path", "title"))


def _paths_above(page: Page) -> list[str]:
    """Treebeard writes the way to a page in its path, a step of four letters for each level."""
    return [page.path[:end] for end in range(FIRST_LEVEL * page.steplen, len(page.path), page.steplen)]
