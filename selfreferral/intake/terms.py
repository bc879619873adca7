"""What a referral is found by, and what somebody who searches means, both written in the one way that can be compared."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError

from perspectief.telephone import to_e164

from .models import IndexKind

LEAST_LETTERS = 2  # an initial says nothing
WORD = re.compile(r"[^\W_]+")
# The person's own ways, and those of whoever speaks for them: these find a referral, but say nothing about who it is.
TELEPHONES = {"phone": IndexKind.PHONE, "other_phone": IndexKind.OTHER_PHONE, "professional_phone": IndexKind.WORK_PHONE}
ADDRESSES = {"email": IndexKind.EMAIL, "professional_email": IndexKind.WORK_EMAIL}
OTHER_NAMES = ("other_name", "professional_name")


@dataclass(frozen=True)
class Term:
    """One thing to compare."""

    kind: IndexKind
    text: str


def terms(answers: Mapping[str, Any]) -> frozenset[Term]:
    """Everything a referral with these answers is found by."""
    return frozenset(_terms(answers))


def _terms(answers: Mapping[str, Any]) -> Iterator[Term]:
    for key, kind in TELEPHONES.items():
        yield from (Term(kind, number) for number in (telephone(str(answers.get(key) or "")),) if number)
    for key, kind in ADDRESSES.items():
        yield from (Term(kind, address) for address in (email(str(answers.get(key) or "")),) if address)
    name = words(str(answers.get("name") or ""))
    if len(name) > 1:
        yield Term(IndexKind.NAME, " ".join(name))
    yield from (Term(IndexKind.WORD, word) for word in name)
    for key in OTHER_NAMES:
        yield from (Term(IndexKind.OTHER_WORD, word) for word in words(str(answers.get(key) or "")))


def asked(text: str) -> list[frozenset[Term]]:
    """What somebody who types this looks for: each of these has to be found, and each may be any of its kinds."""
    if "@" in text:
        return [_either(email(text), IndexKind.EMAIL, IndexKind.WORK_EMAIL)]
    number = telephone(text)
    if number:
        return [_either(number, IndexKind.PHONE, IndexKind.OTHER_PHONE, IndexKind.WORK_PHONE)]
    return [_either(word, IndexKind.WORD, IndexKind.OTHER_WORD) for word in words(text)]


def _either(text: str, *kinds: IndexKind) -> frozenset[Term]:
    return frozenset(Term(kind, text) for kind in kinds)


def telephone(text: str) -> str:
    """E.164, or nothing when it is no number."""
    try:
        return to_e164(text.strip())
    except ValidationError:
        return ""


def email(text: str) -> str:
    """In small letters, as almost every mail server takes it."""
    return unicodedata.normalize("NFKC", text).strip().casefold()


def words(text: str) -> list[str]:
    """The words of a name without capitals, accents and signs, each once: 'José-Maria de Vries' is jose maria de vries."""
    bare = unicodedata.normalize("NFKD", text).casefold()
    letters = "".join(letter for letter in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(letter))
    return list(dict.fromkeys(word for word in WORD.findall(letters) if len(word) >= LEAST_LETTERS))
