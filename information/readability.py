"""How easily a Dutch text reads, in numbers. A hint to an editor; no number proves language level B1."""

import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache

import pyphen

LONG_SENTENCE = 20  # words; more than this is hard to hold in mind
LONG_WORD = 5  # syllables; long Dutch words are mostly several words in one

_WORD = re.compile(r"\w+(?:[-'’]\w+)*")
_VOWEL_SOUND = re.compile(r"[aeiouyàáâäèéêëìíîïòóôöùúûü]+")
_ABBREVIATION = "".join(rf"(?<!\b{short}\.)" for short in ("art", "bijv", "dhr", "dr", "mevr", "mr", "nr", "prof", "tel"))
_END_OF_SENTENCE = re.compile(rf"{_ABBREVIATION}(?:(?<=[.!?…])|(?<=[.!?…][\"’”)]))\s+(?=[\"‘“(]*[A-ZÀ-Ý])")
_POINTS = pyphen.Pyphen(lang="nl_NL")

# From this score upwards; the bands that Flesch gave his scale.
BANDS = (
    (90, "heel makkelijk (90 of meer)"),
    (80, "makkelijk (80-90)"),
    (70, "redelijk makkelijk (70-80)"),
    (60, "gewoon (60-70)"),
    (50, "redelijk moeilijk (50-60)"),
    (30, "moeilijk (30-50)"),
)
HARDEST = "heel moeilijk (minder dan 30)"


@dataclass(frozen=True)
class Readability:
    """What was counted in a text."""

    words: int
    sentences: int
    syllables: int

    @property
    def words_per_sentence(self) -> float:
        """The average; 0 where there is no text."""
        return self.words / self.sentences if self.sentences else 0.0

    @property
    def score(self) -> float:
        """Flesch-Douma: 206.84 - 0.77 x syllables per 100 words - 0.93 x words per sentence; 100 reads very easily.

        W.H. Douma, De leesbaarheid van landbouwbladen (Wageningen 1960): Flesch's Reading Ease made fit for Dutch.
        Raises ValueError where there is no text.
        """
        if not self.words:
            raise ValueError("A text without words has no score.")
        return 206.84 - 0.77 * (100 * self.syllables / self.words) - 0.93 * self.words_per_sentence


def measure(paragraphs: Iterable[str]) -> Readability:
    """Count the words, sentences and syllables of a text. A sentence ends at the latest with its paragraph."""
    split = [words(sentence) for paragraph in paragraphs for sentence in sentences(paragraph)]
    every = [word for sentence in split for word in sentence]
    return Readability(words=len(every), sentences=len(split), syllables=sum(map(syllables, every)))


def explain(score: float) -> str:
    """A score in words: 'redelijk makkelijk (70-80)'."""
    return next((name for lowest, name in BANDS if score >= lowest), HARDEST)


def sentences(paragraph: str) -> list[str]:
    """The sentences of one paragraph that have a word in them."""
    return [sentence for part in _END_OF_SENTENCE.split(paragraph) if _WORD.search(sentence := part.strip())]


def words(text: str) -> list[str]:
    """The words, and the numbers, of a text; a word with a hyphen is one."""
    return _WORD.findall(text)


@lru_cache(maxsize=20_000)
def syllables(word: str) -> int:
    """How many syllables a word has, at least one.

    A typesetter leaves no single letter behind, so pyphen knows no point in `o-lie`; the vowels in each piece are counted.
    """
    pieces = _POINTS.inserted(unicodedata.normalize("NFC", word.lower())).split("-")
    return sum(len(_VOWEL_SOUND.findall(piece)) for piece in pieces) or 1


def long_sentences(paragraphs: Iterable[str]) -> list[str]:
    """Sentences of more than 20 words, the longest first."""
    every = (sentence for paragraph in paragraphs for sentence in sentences(paragraph))
    return sorted((one for one in every if len(words(one)) > LONG_SENTENCE), key=lambda one: -len(words(one)))


def long_words(paragraphs: Iterable[str], *, known: Collection[str] = ()) -> list[str]:
    """Words of five syllables or more, each once and in small letters, the longest first. `known`: words that may stay."""
    every = {word.lower() for paragraph in paragraphs for word in words(paragraph)}
    return sorted((word for word in every - set(known) if syllables(word) >= LONG_WORD), key=lambda word: (-len(word), word))
