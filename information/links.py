"""Links in running text, asked for with as few questions to the database as they need."""

from django.utils.html import escape
from django.utils.translation import get_language
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler


class LanguagePageLinkHandler(PageLinkHandler):
    """Wagtail's own, which asks for the kind of each page and for the language again at each link.

    A link leads to the page's translation where the text was copied from another language, as Wagtail's does.
    """

    @classmethod
    def get_many(cls, attrs_list: list[dict]) -> list[Page | None]:
        ids = [attrs.get("id") for attrs in attrs_list]
        found = {str(page.pk): page for page in Page.objects.filter(pk__in=ids).select_related("locale")}
        return [found.get(str(number)) for number in ids]

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict]) -> list[str]:
        return [f'<a href="{escape(_here(page).url)}">' if page else "<a>" for page in cls.get_many(attrs_list)]


def _here(page: Page) -> Page:
    return page if page.locale.language_code == get_language() else page.localized
