"""Links in running text, asked for with as few questions to the database as they need."""

import contextlib
import json
import re
from collections.abc import Iterator, Mapping
from contextvars import ContextVar
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.html import escape
from django.utils.translation import get_language
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

LINK = re.compile(r"<a\b[^>]*>")
NUMBER = re.compile(r'\bid=\\"(\d+)\\"')  # as JSON writes a quotation mark
_together: ContextVar[Mapping[str, Page] | None] = ContextVar("together", default=None)


class LinkingPage(Page):
    """A page that asks for all pages its texts link to at once, not once for each text."""

    class Meta:
        abstract = True

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().serve(request, *args, **kwargs)
        with linked_together(self):
            return response.render() if hasattr(response, "render") else response


@contextlib.contextmanager
def linked_together(page: Page) -> Iterator[None]:
    """Inside, links of this page's texts are known. Nothing is kept afterwards: the next visitor's may have changed."""
    streams = [getattr(page, field.name) for field in page._meta.get_fields() if isinstance(field, StreamField)]
    text = json.dumps([list(stream.raw_data) for stream in streams if stream])
    numbers = {number for link in LINK.findall(text) for number in NUMBER.findall(link)}
    token = _together.set(_read(numbers) if numbers else {})
    try:
        yield
    finally:
        _together.reset(token)


def _read(numbers: set[str]) -> dict[str, Page]:
    return {str(page.pk): page for page in Page.objects.filter(pk__in=numbers).select_related("locale")}


class LanguagePageLinkHandler(PageLinkHandler):
    """Wagtail's own, which asks for the kind of each page and for the language again at each link.

    A link leads to the page's translation where the text was copied from another language, as Wagtail's does.
    """

    @classmethod
    def get_many(cls, attrs_list: list[dict]) -> list[Page | None]:
        numbers = [str(attrs.get("id")) for attrs in attrs_list]
        known = _together.get() or {}
        unknown = {number for number in numbers if number not in known and number.isdecimal()}
        found = {**known, **(_read(unknown) if unknown else {})}
        return [found.get(number) for number in numbers]

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict]) -> list[str]:
        return [f'<a href="{escape(_here(page).url)}">' if page else "<a>" for page in cls.get_many(attrs_list)]


def _here(page: Page) -> Page:
    return page if page.locale.language_code == get_language() else page.localized
