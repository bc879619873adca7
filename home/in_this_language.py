"""What editors write outside the pages, in the language of the page: Dutch, and English where they filled that in."""

from django.conf import settings
from django.db.models import Model
from django.utils.html import format_html
from django.utils.translation import get_language


def language() -> str:
    """The language of the page that is being made."""
    return get_language() or settings.LANGUAGE_CODE


def written_in(code: str, holder: Model, field: str) -> str:
    """The text of a field in a language, or nothing. Dutch stands in `field`, English in `field_en`."""
    name = field if code == settings.LANGUAGE_CODE else f"{field}_{code}"
    return str(getattr(holder, name, ""))


def in_this_language(holder: Model, field: str) -> str:
    """The text for readers of this page. Left out in their language, the Dutch is shown and says so (WCAG 3.1.2)."""
    here = language()
    if own := written_in(here, holder, field):
        return own
    dutch = written_in(settings.LANGUAGE_CODE, holder, field)
    return format_html('<span lang="{}" dir="ltr">{}</span>', settings.LANGUAGE_CODE, dutch) if dutch else ""
