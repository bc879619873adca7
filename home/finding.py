"""What lets a page be found and shared: its one address, its translations, and the picture that goes with it."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.http import HttpRequest
from wagtail.models import Page

from . import sharing
from .languages import translations

QUESTIONS = "questions"  # the block of questions and answers
ANY_OTHER = "x-default"  # hreflang for readers of all other languages


@dataclass(frozen=True)
class Alternate:
    """The same page in a language; `code` as hreflang has it."""

    code: str
    url: str


@dataclass(frozen=True)
class Finding:
    """What the head of a page tells search engines and whoever shares it. Every address is a full one.

    `alternates` holds the page itself too, and is empty when there is no translation. `has_questions`: the page holds
    questions with answers (https://schema.org/FAQPage).
    """

    canonical: str
    alternates: tuple[Alternate, ...]
    image: str
    has_questions: bool


def finding(page: Page, request: HttpRequest, *, body: Any) -> Finding | None:
    """`body` is the text that is shown. None for a page that has no address (yet), such as the preview of a new one."""
    canonical = page.get_full_url(request) if page.pk else None
    if canonical is None:
        return None
    others = {code: urljoin(canonical, url) for code, url in translations(page, request).items()}
    return Finding(
        canonical=canonical,
        alternates=alternates({page.locale.language_code: canonical, **others}),
        image=urljoin(canonical, sharing.address(page)),
        has_questions=any(block.block_type == QUESTIONS for block in body or ()),
    )


def alternates(urls: dict[str, str]) -> tuple[Alternate, ...]:
    """From full addresses by language. One language alone has nothing to point at."""
    if len(urls) < 2:
        return ()
    named = [Alternate(code, urls[code]) for code in sorted(urls)]
    first = urls.get(settings.LANGUAGE_CODE)
    return (*named, Alternate(ANY_OTHER, first)) if first else tuple(named)
