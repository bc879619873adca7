"""Hints about how hard a text is to read."""

from collections.abc import Iterator

from information import readability
from perspectief.editing.passages import Content

from .hint import Hint

SHOWN = 5
# Words that the site is about; they are explained where they first stand.
KNOWN_WORDS = frozenset({"herstelbemiddeling", "mediation", "professionals"})


def hints(content: Content) -> Iterator[Hint]:
    """Long sentences and long words."""
    text = content.running_text
    if long := readability.long_sentences(text):
        number = _counted(len(long), "zin", "zinnen")
        yield Hint(f"{number} met meer dan 20 woorden. Korter leest makkelijker.", tuple(long[:SHOWN]))
    if words := readability.long_words(text, known=KNOWN_WORDS):
        number = _counted(len(words), "lang woord", "lange woorden")
        yield Hint(f"{number}. Is er een gewoner woord?", tuple(words[: 2 * SHOWN]))


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
