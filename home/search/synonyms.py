"""Words that people use for the same thing, as editors wrote them down: one row, with commas."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .words import stem, words

# A word or a few words in a row, as stems: `slachtoffer in beeld` has three.
Phrase = tuple[str, ...]


@dataclass(frozen=True)
class Wish:
    """One thing that somebody searches: what they typed first, then what means the same."""

    phrases: tuple[Phrase, ...]


class Synonyms:
    """Rows of phrases that mean the same; a phrase in two rows belongs to both."""

    def __init__(self, rows: Iterable[str], language: str) -> None:
        self._same: dict[Phrase, list[Phrase]] = {}
        for row in rows:
            phrases = [phrase for phrase in (phrase_of(part, language) for part in row.split(",")) if phrase]
            for phrase in phrases:
                self._same.setdefault(phrase, []).extend(phrases)
        self._longest = max(map(len, self._same), default=1)

    def same_as(self, phrase: Phrase) -> tuple[Phrase, ...]:
        """The phrase itself and all that mean the same."""
        return tuple(dict.fromkeys([phrase, *self._same.get(phrase, ())]))

    def wishes(self, typed: Sequence[str]) -> list[tuple[Wish, int]]:
        """Cut a row of stems into known phrases, longest first, and single words; each with its place in the row."""
        found, place = [], 0
        while place < len(typed):
            size = self._longest_known(typed[place:])
            found.append((Wish(self.same_as(tuple(typed[place : place + size]))), place))
            place += size
        return found

    def _longest_known(self, typed: Sequence[str]) -> int:
        """How many words from the start are one phrase; a word of its own is one."""
        return next((size for size in range(self._longest, 1, -1) if tuple(typed[:size]) in self._same), 1)


def phrase_of(text: str, language: str) -> Phrase:
    """The stems of a few words."""
    return tuple(stem(word.folded, language) for word in words(text))
