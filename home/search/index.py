"""Which pages have the words, and in what order: a title weighs most, then the lead, headings and the text."""

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from .passages import Passage
from .synonyms import Phrase, Wish
from .words import stem, words

WEIGHTS = {"title": 9.0, "lead": 4.0, "headings": 3.0, "everything": 1.0}
SYNONYM = 0.7  # as good as the word itself, almost
PART = 0.35  # Dutch writes words together: `gesprek` is also in `slachtoffergesprek`; only for what was typed itself
SHORTEST_PART = 4


@dataclass(frozen=True)
class Document:
    """A page as it is searched, in plain text. `number` is the page's own. `answers` are no part of `body`."""

    number: int
    title: str
    lead: str = ""
    headings: str = ""
    body: str = ""
    answers: tuple[Passage, ...] = ()

    @property
    def passages(self) -> tuple[Passage, ...]:
        """What an excerpt is taken from."""
        return (Passage(" ".join(filter(None, [self.lead, self.body]))), *self.answers)

    @property
    def everything(self) -> str:
        """The text, with the answers."""
        return " ".join([self.body, *(answer.text for answer in self.answers)])


@dataclass(frozen=True)
class Found:
    """What a wish came to: scores by page, and the stems that made them, to mark in an excerpt."""

    scores: dict[int, float] = field(default_factory=dict)
    stems: frozenset[str] = frozenset()


class Index:
    """Everything that can be found. Never changed after it is made, so that threads can share it."""

    def __init__(self, documents: Iterable[Document], language: str) -> None:
        self.language = language
        self.documents = {document.number: document for document in documents}
        self.used: Counter[str] = Counter()  # words as they are written, to correct typing errors with
        self._texts: dict[int, dict[str, Phrase]] = {}
        self._weight: dict[str, dict[int, float]] = defaultdict(dict)
        for document in self.documents.values():
            self._add(document)

    def _add(self, document: Document) -> None:
        self._texts[document.number] = texts = {}
        weights: dict[str, float] = defaultdict(float)
        for name, weight in WEIGHTS.items():
            written = [word.folded for word in words(getattr(document, name))]
            self.used.update(written)
            texts[name] = tuple(stem(word, self.language) for word in written)
            for one, times in Counter(texts[name]).items():
                weights[one] += weight * (1 + math.log(times))
        for one, total in weights.items():
            self._weight[one][document.number] = total

    def has(self, one: str) -> bool:
        """Whether any page has this stem, or a longer word with it inside."""
        return any(True for _ in self._stems_like(one))

    def find(self, wish: Wish) -> Found:
        """The pages for one wish, by what was typed and by everything that means the same."""
        scores: dict[int, float] = defaultdict(float)
        stems: set[str] = set()
        for place, phrase in enumerate(wish.phrases):
            found = self._word(phrase[0], parts=not place) if len(phrase) == 1 else self._phrase(phrase)
            for number, score in found.scores.items():
                scores[number] = max(scores[number], score * (SYNONYM if place else 1))
            if not place or len(phrase) == 1:  # one word of somebody else's phrase means little by itself
                stems |= found.stems
        return Found(scores, frozenset(stems))

    def titled(self, phrases: Collection[Phrase]) -> list[int]:
        """Pages whose whole title is one of these."""
        return [number for number, texts in self._texts.items() if texts["title"] in phrases]

    def shared_titles(self) -> set[str]:
        """Titles that more than one page has."""
        times = Counter(document.title for document in self.documents.values())
        return {title for title, number in times.items() if number > 1}

    def _stems_like(self, one: str, *, parts: bool = True) -> Iterator[tuple[str, float]]:
        if one in self._weight:
            yield one, 1.0
        if parts and len(one) >= SHORTEST_PART:
            yield from ((other, PART) for other in self._weight if one in other and one != other)

    def _word(self, one: str, *, parts: bool) -> Found:
        scores: dict[int, float] = defaultdict(float)
        stems = set()
        for other, likeness in self._stems_like(one, parts=parts):
            stems.add(other)
            rare = self._rarity(other)
            for number, weight in self._weight[other].items():
                scores[number] = max(scores[number], likeness * rare * weight)
        return Found(scores, frozenset(stems))

    def _phrase(self, phrase: Phrase) -> Found:
        """Pages with these words in a row. A word that is nowhere makes an empty set, so no page."""
        numbers = set.intersection(*(set(self._weight.get(one, ())) for one in phrase))
        rare = sum(map(self._rarity, phrase))
        weights = {number: self._best_place(number, phrase) for number in numbers}
        scores = {number: rare * weight for number, weight in weights.items() if weight}
        return Found(scores, frozenset(phrase) if scores else frozenset())

    def _best_place(self, number: int, phrase: Phrase) -> float:
        texts = self._texts[number]
        return max((WEIGHTS[name] for name, text in texts.items() if _in_a_row(phrase, text)), default=0)

    def _rarity(self, one: str) -> float:
        """Words that few pages have say more (the logarithm of the inverse document frequency, never below zero)."""
        return math.log(1 + len(self.documents) / len(self._weight[one])) if one in self._weight else 0


def _in_a_row(phrase: Phrase, text: Phrase) -> bool:
    return any(text[place : place + len(phrase)] == phrase for place, one in enumerate(text) if one == phrase[0])
