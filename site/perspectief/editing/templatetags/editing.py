"""What the editor's side panel shows about a page."""

from typing import Any

from django import template
from django.utils import timezone
from wagtail.models import Page

from information import readability
from perspectief.editing.hints import DUTCH, hints_for
from perspectief.editing.passages import read

register = template.Library()

ENOUGH_WORDS = 50  # of a shorter text the score says nothing


@register.inclusion_tag("editing/hints.html")
def writing_hints(page: Page) -> dict[str, Any]:
    """The hints for this draft."""
    return {"hints": hints_for(page, today=timezone.localdate())}


@register.inclusion_tag("editing/readability.html")
def readability_of(page: Page) -> dict[str, Any]:
    """The readability of the running text, where there is enough of it and it is Dutch."""
    measured = readability.measure(read(page).running_text)
    if page.locale.language_code != DUTCH or measured.words < ENOUGH_WORDS:
        return {"score": None}
    return {
        "score": round(measured.score),
        "meaning": readability.explain(measured.score),
        "words_per_sentence": measured.words_per_sentence,
    }
