"""Answers that occur nowhere else in the world, and every shape in which they could turn up somewhere."""

import base64
import json
from collections.abc import Iterator
from urllib.parse import quote

from tests.selfreferral.walking import CLIENT_BY_EMAIL, VICTIM_BY_PHONE

TELEPHONES = {"phone": "06-48151623", "other_phone": "06-42348151", "professional_phone": "06-23161584"}
DIGITS = ("48151623", "42348151", "23161584", "48 15 16 23", "42 34 81 51", "23 16 15 84")
PLANTED = {
    "name": "Zoëqx7 Plantnaam",
    "email": "plantqx7@geheim.example",
    "address": "Plantqx7straat 12\n9999 ZZ Verweg",
    "language": "Plantqx7taal",
    "needs_other": "Plantqx7nood",
    "message": 'Plantqx7bericht \u2019s avonds "graag"',
    "other_name": "Plantqx7 Ander",
    "other_relation": "Plantqx7zus",
    "organisation": "Plantqx7 Instelling",
    "professional_name": "Plantqx7 Collega",
    "professional_email": "collegaqx7@geheim.example",
}
EVERY_TEXT = {**PLANTED, **TELEPHONES, "other_knows": "yes", "read_by_others": "no"}
ROUTES = {
    "phone": {**VICTIM_BY_PHONE, **EVERY_TEXT},
    "post": {**VICTIM_BY_PHONE, **EVERY_TEXT, "channel": "post"},
    "other person": {**VICTIM_BY_PHONE, **EVERY_TEXT, "channel": "other_person"},
    "client by e-mail": {**CLIENT_BY_EMAIL, **EVERY_TEXT},
}
# Long enough to be no accident: the mark stands in every planted text.
MARKS = ("qx7", "geheim.example")


def traces_in(text: str) -> list[str]:
    """Which planted answers can be read in the text, in whatever shape."""
    lowered = text.lower()
    return [shape for shape in SHAPES if shape.lower() in lowered]


def shapes(answer: str) -> Iterator[str]:
    """Every shape in which this text could turn up."""
    for spelt in (answer, json.dumps(answer)[1:-1], repr(answer)[1:-1], quote(answer), answer.encode().hex()):
        yield spelt
        yield spelt[::-1]
    yield from _in_base64(answer.encode())
    yield from _in_base64(json.dumps(answer)[1:-1].encode())


def _in_base64(content: bytes) -> Iterator[str]:
    """The middle of its base64 at each of the three places it can start in a longer text."""
    for before in range(3):
        encoded = base64.b64encode(b"\0" * before + content)
        middle = encoded[4 if before else 0 : -4].decode()
        yield middle
        yield middle.replace("+", "-").replace("/", "_")


SHAPES = sorted({shape for answer in (*PLANTED.values(), *DIGITS, *MARKS[1:]) for shape in shapes(answer) if len(shape) > 6})
