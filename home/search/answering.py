"""From what somebody typed to pages in order: correct, cut into wishes, find, rank."""

from dataclasses import dataclass, field

from .index import Found, Index
from .spelling import Vocabulary
from .synonyms import Synonyms, phrase_of
from .words import is_stop_word, stem, words

LONGEST = 100  # letters
MOST_WORDS = 10
MOST_SUGGESTIONS = 3


@dataclass(frozen=True)
class Library:
    """Everything that an answer needs, for one language."""

    index: Index
    synonyms: Synonyms
    vocabulary: Vocabulary

    @property
    def language(self) -> str:
        """The language of the pages."""
        return self.index.language


@dataclass(frozen=True)
class Answer:
    """Page numbers, best first. `understood`: the words after correction, when that changed them.

    `promoted`: how many of the first pages carry exactly this title, or one that means the same.
    """

    numbers: tuple[int, ...] = ()
    promoted: int = 0
    stems: frozenset[str] = frozenset()
    understood: str = ""
    suggestions: tuple[str, ...] = field(default=())


def tidy(typed: str) -> str:
    """What will be searched: one line, no control characters, not too long."""
    printable = "".join(letter if letter.isprintable() else " " for letter in typed)
    return " ".join(printable.split())[:LONGEST].strip()


def answer(typed: str, library: Library) -> Answer:
    """The pages that have most of the words. Without any: words to try instead."""
    asked = [word.folded for word in words(typed)][:MOST_WORDS]
    corrected = [_corrected(word, library) for word in asked]
    found = _find(corrected, library)
    numbers = _ranked([one.scores for one in found])
    promoted = _promoted(corrected, library)
    understood = " ".join(corrected) if corrected != asked else ""
    if not numbers and not promoted:
        return Answer(suggestions=_suggestions(asked, library))
    ordered = (*promoted, *(number for number in numbers if number not in promoted))
    stems = frozenset().union(*(one.stems for one in found))
    return Answer(numbers=ordered, promoted=len(promoted), stems=stems, understood=understood)


def _corrected(word: str, library: Library) -> str:
    language = library.language
    known = word in library.vocabulary or is_stop_word(word, language) or library.index.has(stem(word, language))
    return word if known else library.vocabulary.correct(word) or word


def _find(asked: list[str], library: Library) -> list[Found]:
    """Stop words count only inside a phrase, or when there is nothing else."""
    stems = [stem(word, library.language) for word in asked]
    wishes = library.synonyms.wishes(stems)
    telling = [
        wish for wish, place in wishes if len(wish.phrases[0]) > 1 or not is_stop_word(asked[place], library.language)
    ]
    return [library.index.find(wish) for wish in telling or [wish for wish, _ in wishes]]


def _ranked(scores: list[dict[int, float]]) -> list[int]:
    """Only the pages with the most wishes fulfilled; the highest score first, then the oldest page."""
    fulfilled = {number: sum(number in one for one in scores) for one in scores for number in one}
    best = max(fulfilled.values(), default=0)
    totals = {number: sum(one.get(number, 0) for one in scores) for number, count in fulfilled.items() if count == best}
    return sorted(totals, key=lambda number: (-totals[number], number))


def _promoted(asked: list[str], library: Library) -> tuple[int, ...]:
    """An editor puts a page first by writing its title in a row of synonyms; its own title does so by itself."""
    phrase = phrase_of(" ".join(asked), library.language)
    return tuple(library.index.titled(library.synonyms.same_as(phrase))) if phrase else ()


def _suggestions(asked: list[str], library: Library) -> tuple[str, ...]:
    """For the longest word that looks like any: one form of each word that it may have been."""
    for word in sorted(asked, key=len, reverse=True):
        near = {
            stem(one, library.language): one for one in reversed(library.vocabulary.suggest(word, most=2 * MOST_SUGGESTIONS))
        }
        if near:
            return tuple(reversed(near.values()))[:MOST_SUGGESTIONS]
    return ()
