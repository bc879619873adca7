"""The piece of a page that answers best. A question and its answer stay together, or neither can be understood."""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString

from .excerpts import excerpt, marked
from .words import is_stop_word, stem, words


@dataclass(frozen=True)
class Passage:
    """Text that is read in one go; `question` is what it answers, or empty."""

    text: str
    question: str = ""


def shown(passages: Collection[Passage], stems: Collection[str], language: str) -> SafeString:
    """Safe HTML: the passage with the most of the words; of equals the first. Nothing for a page without text."""
    if not passages:
        return SafeString("")
    best = max(passages, key=lambda passage: _told(passage, stems, language))
    piece = excerpt(best.text, stems, language)
    if not best.question:
        return piece
    return format_html('<span class="results__question">{}</span> {}', marked(best.question, stems, language), piece)


def _told(passage: Passage, stems: Collection[str], language: str) -> tuple[int, int]:
    """How many different words of the search it has; a question that has them asks what the reader asks."""
    asked, answered = (_found(text, stems, language) for text in (passage.question, passage.text))
    return len(asked | answered), len(asked)


def _found(text: str, stems: Collection[str], language: str) -> set[str]:
    written = {word.folded for word in words(text)}
    return {stem(one, language) for one in written if not is_stop_word(one, language)} & set(stems)
