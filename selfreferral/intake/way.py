"""The one way that somebody said is safe, and what in a letter could reach anybody. Follows contact_plan.py."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from urllib.parse import quote

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from selfreferral.questions import QUESTIONS, Channel, Route

Answers = Mapping[str, Any]

# Answers with which somebody can be reached. They come out of the queue only when a worker asks for them.
REACH_KEYS = ("phone", "email", "address", "other_phone", "professional_phone", "professional_email")
# Of these, what belongs to a colleague elsewhere: asked for with a reason when it is not the safe way. Nothing of the
# person or of their house is ever shown outside the safe way.
WORK_KEYS = ("professional_phone", "professional_email")
HIDDEN = "verborgen"
E164 = re.compile(r"\+[0-9]{6,15}")  # ITU-T E.164: fifteen digits at most


class Means(StrEnum):
    """How contact is made, if at all."""

    CALL = "call"
    MAIL = "mail"
    WRITE = "write"
    NOTHING = "nothing"

    @property
    def asks_for(self) -> str:
        """What a worker asks for."""
        return {"call": "het telefoonnummer", "mail": "het e-mailadres", "write": "het adres"}.get(self.value, "")


@dataclass(frozen=True, kw_only=True)
class Way:
    """How contact is safe, and which answer holds what is needed for it."""

    means: Means
    key: str = ""


NO_WAY = Way(means=Means.NOTHING)
_WAYS = {
    Channel.PHONE.value: Way(means=Means.CALL, key="phone"),
    Channel.EMAIL.value: Way(means=Means.MAIL, key="email"),
    Channel.POST.value: Way(means=Means.WRITE, key="address"),
    Channel.OTHER_PERSON.value: Way(means=Means.CALL, key="other_phone"),
}


def safe_way(answers: Answers) -> Way:
    """The way of the contact plan; none for who calls themselves, and for whatever is not understood."""
    channel = answers.get("channel")
    if channel == Channel.OTHER_PERSON and answers.get("route") == Route.CLIENT:
        return Way(means=Means.CALL, key="professional_phone")
    return _WAYS.get(channel, NO_WAY) if isinstance(channel, str) else NO_WAY


def sheltered(answers: Answers) -> dict[str, Any]:
    """The answers, and in the place of each that can reach somebody only that there is one."""
    return {key: HIDDEN if key in REACH_KEYS and value else value for key, value in answers.items()}


@dataclass(frozen=True, kw_only=True)
class Reach:
    """Something with which somebody can be reached: `address` is where a link leads, or '' when there may be none."""

    label: str
    text: str
    address: str = ""


def reach(way: Way, answers: Answers) -> Reach | None:
    """What the safe way needs; None when the letter does not hold it."""
    value = answers.get(way.key)
    if not value:
        return None
    return Reach(
        label=str(QUESTIONS[way.key].label), text=QUESTIONS[way.key].read(value), address=_address(way.means, value)
    )


def beside(way: Way, answers: Answers) -> list[Reach]:
    """How to reach the professional at work, as far as that is not the safe way itself. Without a link."""
    keys = [key for key in WORK_KEYS if key != way.key and answers.get(key)]
    return [Reach(label=str(QUESTIONS[key].label), text=QUESTIONS[key].read(answers[key])) for key in keys]


def _address(means: Means, value: Any) -> str:
    """tel: (RFC 3966) or mailto: (RFC 6068) without a subject. A letter may hold anything, so '' for what is neither."""
    if means == Means.CALL and isinstance(value, str) and E164.fullmatch(value):
        return f"tel:{value}"
    if means == Means.MAIL and isinstance(value, str) and _is_email(value):
        return f"mailto:{quote(value, safe='@')}"
    return ""


def _is_email(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True
