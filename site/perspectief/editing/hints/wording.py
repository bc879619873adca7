"""Hints about words that this site does not use, or not on this page."""

import re
from collections.abc import Iterator

from information.readability import sentences
from perspectief.editing.passages import Content

from .hint import Hint

U = re.compile(r"\b(?:u|uw|uzelf)\b", re.IGNORECASE)
JE = re.compile(r"\b(?:je|jij|jou|jouw|jullie|jezelf)\b", re.IGNORECASE)
QUOTED = re.compile(r"[‘“\"][^’”\"]*[’”\"]")

# Mediation has no promised effect on a trial; and nobody has to forgive anything.
LESS_PUNISHMENT = re.compile(
    r"(?:(?:lagere|mindere?|mildere|kortere|lichtere|lager|milder)\s+(?:ge)?straft?(?:fen)?\b"
    r"|strafvermindering|strafkorting"
    r"|straf\w{0,30}\s+(?:wordt|valt|is|uitvalt)\s+(?:\w{1,30}\s+)?(?:lager|minder|milder|korter|lichter))",
    re.IGNORECASE,
)
FORGIVENESS = re.compile(
    r"(?:\b(?:moet|moeten|hoort|horen|dient|dienen)\b[^.?!]{0,40}\bverge(?:ven|eft|ef)\b"
    r"|vergeving\s+is\s+(?:het\s+doel|nodig|belangrijk)|(?:leert?|leren)\s+(?:(?:u|te)\s+)?vergeven)",
    re.IGNORECASE,
)
DENIED = re.compile(r"\b(?:geen|niet|nooit|niemand|zonder)\b(?!\s+alleen)(?:\s+\S+){0,5}\s*$", re.IGNORECASE)


def hints(content: Content, *, says_je: bool) -> Iterator[Hint]:
    """`says_je`: this page is for young people and says ‘je’; every other says ‘u’."""
    every = [sentence for passage in content.passages for sentence in sentences(passage.text)]
    yield from _forms_of_address(content, says_je=says_je)
    if promises := _said(LESS_PUNISHMENT, every):
        yield Hint("Lijkt een belofte over straf. Een gesprek heeft geen beloofd effect op de straf.", promises)
    if pressed := _said(FORGIVENESS, every):
        yield Hint("Vraagt dit om te vergeven? Vergeven is nooit een doel van het contact.", pressed)


def _forms_of_address(content: Content, *, says_je: bool) -> Iterator[Hint]:
    wrong, right = (U, "je") if says_je else (JE, "u")
    own = (sentence for passage in content.passages if not passage.is_told for sentence in sentences(passage.text))
    if found := tuple(sentence for sentence in own if wrong.search(QUOTED.sub("", sentence))):
        yield Hint(f"Op deze pagina zeggen we ‘{right}’. Hier staat het anders.", found)


def _said(pattern: re.Pattern[str], every: list[str]) -> tuple[str, ...]:
    """Sentences that say it; a question, or a sentence that says it is not so, is no promise."""
    stated = (sentence for sentence in every if not sentence.endswith("?"))
    found = ((sentence, match) for sentence in stated for match in [pattern.search(sentence)] if match)
    return tuple(sentence for sentence, match in found if not DENIED.search(sentence[: match.start()]))
