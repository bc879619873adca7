"""Links in running text, and what every page with a text does to be shown with few questions to the database."""

import contextlib
from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.html import escape
from django.utils.translation import get_language
from wagtail.models import Page, PageViewRestriction
from wagtail.rich_text.pages import PageLinkHandler

from perspectief.pages.remembering import remembered, remembering

from .whereabouts import Place, Whereabouts, whereabouts


class LinkingPage(Page):
    """A page that knows where all pages are while it is shown."""

    class Meta:
        abstract = True

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().serve(request, *args, **kwargs)
        with linked_together(self):
            return response.render() if hasattr(response, "render") else response

    def get_view_restrictions(self) -> "QuerySet[PageViewRestriction]":
        """Nobody is offered any here (`private_page_options`): where there is none at all, the ways up need no look."""
        if remembered("is anything restricted", PageViewRestriction.objects.exists):
            return super().get_view_restrictions()
        return PageViewRestriction.objects.none()


@contextlib.contextmanager
def linked_together(page: Page) -> Iterator[None]:
    """Inside, the pages that texts link to are known. What nobody remembers for longer is forgotten afterwards."""
    with remembering():
        whereabouts()
        yield


class LanguagePageLinkHandler(PageLinkHandler):
    """Wagtail's own, which asks for the kind of each page and for the language again at each link.

    A link leads to the page's translation where the text was copied from another language, as Wagtail's does.
    """

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict]) -> list[str]:
        around = whereabouts()
        return [_opened(around, str(attrs.get("id"))) for attrs in attrs_list]


def _opened(around: Whereabouts, number: str) -> str:
    place = around.by_number.get(int(number)) if number.isdecimal() else None
    url = around.url(_here(around, place)) if place else None
    return f'<a href="{escape(url)}">' if url else "<a>"


def _here(around: Whereabouts, place: Place) -> Place:
    """Its translation in the language of the reader, if that is published."""
    language = get_language()
    if place.language == language:
        return place
    return next((one for one in around.by_translation.get(place.translation_key, ()) if one.language == language), place)
