"""Words: where they are in a text, how they are compared, and their stem."""

import re
import threading
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import snowballstemmer

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
ALGORITHMS = {"nl": "dutch", "en": "english"}  # another language is searched without stems
# Words that say nothing about the subject.
DUTCH_STOP_WORDS = """
    aan al als bij dan dat de deze die dit doe door een en er gaat had heb hebben heeft het hij hoe hun ik in is je
    kan kun kunt kunnen me met mij mijn mag naar niet nog of om onder ons ook op over te toch tot u uit uw van voor
    waar waarom wanneer was wat we wel welke wie wij wil word worden wordt zich zij zijn zo zou
"""
ENGLISH_STOP_WORDS = """
    a an and are as at be but by can do does for from get has have how i if in is it me my not of on or our so that
    the their them there they this to was we what when where who why will with you your
"""
STOP_WORDS = {"nl": frozenset(DUTCH_STOP_WORDS.split()), "en": frozenset(ENGLISH_STOP_WORDS.split())}

_one_at_a_time = threading.Lock()  # a Snowball stemmer keeps the word it works on
_stemmers = {language: snowballstemmer.stemmer(name) for language, name in ALGORITHMS.items()}


class Word(NamedTuple):
    """A word as it is compared, and where it stands in its text."""

    folded: str
    start: int
    end: int


def words(text: str) -> Iterator[Word]:
    """Every word of a text in order."""
    for match in WORD.finditer(text):
        yield Word(fold(match.group()), match.start(), match.end())


@lru_cache(maxsize=50_000)
def fold(word: str) -> str:
    """Small letters without accents: `Één` is `een`."""
    decomposed = unicodedata.normalize("NFKD", word.casefold().replace("’", "'"))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


@lru_cache(maxsize=50_000)
def stem(folded: str, language: str) -> str:
    """What `gesprek` and `gesprekken` share."""
    stemmer = _stemmers.get(language)
    if stemmer is None:
        return folded
    with _one_at_a_time:
        return str(stemmer.stemWord(folded)) or folded


def is_stop_word(folded: str, language: str) -> bool:
    """Whether it says nothing about the subject."""
    return folded in STOP_WORDS.get(language, frozenset())
