"""Where to begin, for who found nothing: the doors, and the pages for who fits none of them."""

from django.conf import settings
from django.db.models import Case, When
from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.models import Page
from wagtail.query import PageQuerySet

from information.models import AudiencePage

from .navigation import FIRST_LEVEL

# By their Dutch address; a translation is found by what it translates.
ALSO = ("brief-gekregen", "in-detentie", "jongeren", "keuzehulp", "contact")


def first_ways(request: HttpRequest) -> list[tuple[str, str]]:
    """Title and address of each that is published in the language of the page."""
    language = get_language() or settings.LANGUAGE_CODE
    live = Page.objects.live().public().filter(depth=FIRST_LEVEL, locale__language_code=language)
    doors = live.type(AudiencePage).order_by("path")
    return [(page.title, page.get_url(request) or "/") for page in [*doors, *_also(live)]]


def _also(live: PageQuerySet) -> PageQuerySet:
    originals = Page.objects.filter(depth=FIRST_LEVEL, locale__language_code=settings.LANGUAGE_CODE, slug__in=ALSO)
    keys = dict(originals.values_list("slug", "translation_key"))
    order = [When(translation_key=keys[slug], then=place) for place, slug in enumerate(ALSO) if slug in keys]
    return live.filter(translation_key__in=keys.values()).order_by(Case(*order, default=len(ALSO)))
