"""The published pages as documents, and the library that is kept of them until a page or synonym changes."""

import threading
from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Max
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.query import PageQuerySet
from wagtail.rich_text import get_text_for_indexing

from home.models import SearchSynonym

from .answering import Library
from .index import Document, Index
from .passages import Passage
from .spelling import Vocabulary
from .synonyms import Synonyms
from .words import words

HEADINGS = {"heading", "first_heading", "second_heading", "question", "statement"}  # names of fields in blocks
QUESTION, ANSWER = "question", "answer"
NOT_TEXT = {"id", "type", "side"}

_kept: dict[str, tuple[object, Library]] = {}
_one_builder = threading.Lock()


def library(language: str) -> Library:
    """The library of a language, made anew when it is out of date: two small queries to know."""
    synonyms = tuple(SearchSynonym.objects.order_by("pk").values_list("words", flat=True))
    state = (_edition(language), synonyms)
    kept = _kept.get(language)
    if kept is None or kept[0] != state:
        with _one_builder:
            kept = _kept.get(language)
            if kept is None or kept[0] != state:
                kept = _kept[language] = (state, _made(language, synonyms))
    return kept[1]


def published(language: str) -> PageQuerySet:
    """What anybody may read."""
    return Page.objects.live().public().filter(depth__gt=1, locale__language_code=language)


def _edition(language: str) -> tuple[Any, ...]:
    facts = published(language).aggregate(Count("pk"), Max("pk"), Max("last_published_at"))
    return tuple(facts.values())


def _made(language: str, rows: tuple[str, ...]) -> Library:
    index = Index((document(page) for page in published(language).specific()), language)
    also = Counter(word.folded for row in rows for word in words(row))
    return Library(index, Synonyms(rows, language), Vocabulary(index.used + also))


def document(page: Page) -> Document:
    """A page in plain text."""
    fields = [field.name for field in page._meta.get_fields() if isinstance(field, StreamField)]
    stored = [getattr(page, name).get_prep_value() for name in fields]
    texts = list(_texts(stored))
    headings = " ".join(text for name, text in texts if name in HEADINGS)
    body = " ".join(text for name, text in texts if name not in HEADINGS | {ANSWER})
    lead = getattr(page, "lead", "")
    return Document(
        page.pk, page.title, lead, headings, f"{body} {page.search_description}".strip(), tuple(_answers(stored))
    )


def _texts(stored: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Every text in the stored form of a body, with the name of its field."""
    if isinstance(stored, str):
        yield name, get_text_for_indexing(stored) if "<" in stored else stored
    elif isinstance(stored, dict):
        for key, value in stored.items():
            if key not in NOT_TEXT:
                yield from _texts(value, name if key == "value" else key)
    elif isinstance(stored, list):
        for value in stored:
            yield from _texts(value, name)


def _answers(stored: Any) -> Iterator[Passage]:
    """Every question with its answer, in order."""
    if isinstance(stored, dict) and QUESTION in stored and ANSWER in stored:
        yield Passage(" ".join(text for _, text in _texts(stored[ANSWER])), question=str(stored[QUESTION]))
    elif isinstance(stored, dict | list):
        for value in stored.values() if isinstance(stored, dict) else stored:
            yield from _answers(value)
