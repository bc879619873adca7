"""Hints about what a page should have beside its text."""

import re
from collections.abc import Iterator
from datetime import date

from wagtail.models import Page

from information.models import InformingPage
from perspectief.editing.passages import Content

from .hint import Hint

TELEPHONE = re.compile(r"(?<![\d+])(?:\+31|0)[ -]?\d(?:[ -]?\d){7,9}(?!\d)")


def hints(page: Page, content: Content, *, today: date) -> Iterator[Hint]:
    """The review date, the description for search engines, alternatives for images, and numbers that stand loose."""
    if isinstance(page, InformingPage):
        yield from _review(page.review_date, today)
    if not page.search_description:
        yield Hint("De beschrijving voor zoekmachines is leeg (tab Eigenschappen). Schrijf in één zin wat men hier leest.")
    if missing := sum(1 for image in content.images if not _has_alternative(image)):
        yield Hint(f"{missing} afbeelding(en) zonder beschrijving. Beschrijf wat men ziet, of kies ‘decoratief’.")
    numbers = (number for passage in content.passages for number in TELEPHONE.findall(passage.text))
    if loose := tuple(dict.fromkeys(numbers)):
        yield Hint("Los telefoonnummer. Gebruik het blok Contactgegevens of Hulpnummers: dan klopt het overal.", loose)


def _review(review_date: date | None, today: date) -> Iterator[Hint]:
    if review_date is None:
        yield Hint("Er is geen datum om deze tekst opnieuw te bekijken.")
    elif review_date <= today:
        yield Hint(f"Deze tekst moest op {review_date:%d-%m-%Y} opnieuw bekeken zijn. Klopt hij nog? Kies een nieuwe datum.")


def _has_alternative(image: object) -> bool:
    return bool(getattr(image, "decorative", False) or getattr(image, "contextual_alt_text", ""))
