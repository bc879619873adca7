"""Hints for whoever writes a page: what may be hard to read, wrong or missing. A hint is never a block."""

from datetime import date

from wagtail.models import Page

from perspectief.editing.passages import read

from . import links, particulars, reading, wording
from .hint import Hint

__all__ = ["Hint", "hints_for"]

DUTCH = "nl"


def hints_for(page: Page, *, today: date) -> list[Hint]:
    """All hints for a page as it stands in the draft. What is about Dutch words is left out on other pages."""
    content = read(page)
    found = [*links.hints(content), *particulars.hints(page, content, today=today)]
    if page.locale.language_code != DUTCH:
        return found
    return [*wording.hints(content, says_je=getattr(page, "says_je", False)), *found, *reading.hints(content)]
