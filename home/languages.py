"""The way from a page to the same page in another language."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language, get_language_info
from wagtail.models import Page

from information.whereabouts import whereabouts

FORM = "selfreferral"


@dataclass(frozen=True)
class OtherLanguage:
    """A language the visitor can change to. `name`: as its own speakers call it."""

    code: str
    name: str
    url: str


def translations(page: Page, request: HttpRequest) -> dict[str, str]:
    """The addresses of a page's published translations, by language."""
    around = whereabouts()
    site = around.site(request)
    others = [one for one in around.by_translation.get(page.translation_key, ()) if one.number != page.pk]
    return {one.language: url for one in others if (url := around.url(one, site)) is not None}


def other_languages(request: HttpRequest, page: Page | None) -> list[OtherLanguage]:
    """Every language but this one. Without a translation it leads to the front door of that language.

    The form is the same in every language: its answers do not depend on it, so nothing is lost by a change.
    """
    here = get_language()
    known = translations(page, request) if page is not None and page.pk else {}
    return [
        OtherLanguage(code, get_language_info(code)["name_local"].capitalize(), known.get(code) or _elsewhere(request, code))
        for code, _name in settings.LANGUAGES
        if code != here
    ]


def _elsewhere(request: HttpRequest, code: str) -> str:
    match = request.resolver_match
    if match is not None and match.app_name == FORM:
        return translate_url(request.get_full_path(), code)
    return "/" if code == settings.LANGUAGE_CODE else f"/{code}/"
