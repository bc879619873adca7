"""How a link to a page is written out. Apart from links.py, because Wagtail's own part can be read only after all models."""

from django.utils.html import escape
from django.utils.translation import get_language
from wagtail.rich_text.pages import PageLinkHandler

from .whereabouts import Place, Whereabouts, whereabouts


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
