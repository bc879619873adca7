"""The piece of a page that has most of the words, with those words marked. What comes out is safe HTML."""

from collections.abc import Collection, Sequence

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from .words import Word, is_stop_word, stem, words

AROUND = 34  # words in an excerpt
BEFORE = 6  # of which before the first that is marked


def marked(text: str, stems: Collection[str], language: str) -> SafeString:
    """The whole text, escaped, with `<mark>` around the words that have one of these stems."""
    return _mark(text, [word for word in words(text) if _matches(word, stems, language)], 0, len(text))


def excerpt(text: str, stems: Collection[str], language: str) -> SafeString:
    """About two lines of it, around the most marked words together; its beginning when there are none."""
    every = list(words(text))
    hits = [place for place, word in enumerate(every) if _matches(word, stems, language)]
    first = max(_densest(hits) - BEFORE, 0)
    shown = every[first : first + AROUND]
    if not shown:
        return SafeString("")
    start = shown[0].start if first else 0
    end = len(text) if first + AROUND >= len(every) else shown[-1].end
    chosen = [every[place] for place in hits if first <= place < first + AROUND]
    return mark_safe(f"{'… ' if first else ''}{_mark(text, chosen, start, end)}{' …' if end < len(text) else ''}")  # noqa: S308  _mark escapes


def _densest(hits: Sequence[int]) -> int:
    """The hit from which most others are near."""
    return max(hits, key=lambda hit: sum(0 <= other - hit < AROUND - BEFORE for other in hits), default=0)


def _matches(word: Word, stems: Collection[str], language: str) -> bool:
    return stem(word.folded, language) in stems and not is_stop_word(word.folded, language)


def _mark(text: str, chosen: Sequence[Word], start: int, end: int) -> SafeString:
    pieces, place = [], start
    for word in chosen:
        pieces += [escape(text[place : word.start]), "<mark>", escape(text[word.start : word.end]), "</mark>"]
        place = word.end
    pieces.append(escape(text[place:end]))
    return mark_safe("".join(pieces))  # noqa: S308  every piece of text is escaped
