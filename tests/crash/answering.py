"""What people answer. No two visits give the same, so that a letter can be told by what is in it."""

import random
from collections.abc import Mapping
from typing import Any

Answers = Mapping[str, Any]

# Letters of several scripts, signs that HTML, JSON and addresses have a meaning for, and one outside the basic plane.
SIGNS = "aeiouéß’Łżحب中字🙂 &<>\"'\\%+=;#{}"
NOBODY_HEARS = {f"feedback_{who}": "nothing" for who in ("referrer", "lawyer", "probation", "police")}
# The shortest way: somebody who calls by themselves.
SHORTEST: Answers = {
    "route": "self",
    "role": "later",
    "age_band": "18_up",
    "channel": "will_call",
    "contact_ban": "later",
    "needs": [],
    "language": "",
    "needs_other": "",
    **NOBODY_HEARS,
    "consent": True,
}
BY_PHONE: Answers = {
    **SHORTEST,
    "channel": "phone",
    "phone": "+31612345678",
    "may_say_who": "no",
    "voicemail": "call_back",
    "call_times": ["morning", "evening"],
    "needs": ["interpreter", "reading"],
}
FOR_A_CLIENT: Answers = {
    **{name: answer for name, answer in SHORTEST.items() if name != "consent"},
    "route": "client",
    "organisation": "Slachtofferzorg Oost",
    "professional_name": "Jet",
    "professional_phone": "+31302340045",
    "professional_email": "jet@zorg.example",
    "client_agrees": "yes",
    "channel": "email",
    "email": "iemand@post.example",
    "read_by_others": "unknown",
}
ROUTES, WEIGHTS = (SHORTEST, BY_PHONE, FOR_A_CLIENT), (6, 1, 1)


def answers_of(visit: int, chance: random.Random) -> Answers:
    """The answers of one visit, as they have to be in its letter. The name says which visit it was."""
    (route,) = chance.choices(ROUTES, WEIGHTS)
    answers = {**route, "name": f"Bezoek {visit}, {_text(chance, 20)}."}
    if route is not FOR_A_CLIENT:
        answers["message"] = f"({_text(chance, 60)}\n{_text(chance, 60)})"
    return answers


def _text(chance: random.Random, most: int) -> str:
    return "".join(chance.choices(SIGNS, k=chance.randint(1, most)))
