"""Hostile POSTs: an address, a body, a type, cookies and headers, each drawn from what machines try."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import quote, quote_plus

from tests.selfreferral.hostile import values

URLENCODED, BOUNDARY = "application/x-www-form-urlencoded", "grens"
MOST_FIELDS = 1_000  # Django's DATA_UPLOAD_MAX_NUMBER_FIELDS
Fields = list[tuple[str, str]]


@dataclass(frozen=True)
class Post:
    """One request. `cookie` None: the visitor's own, with their answers so far."""

    address: str
    content_type: str
    body: bytes
    headers: dict[str, str]
    cookie: str | None


def a_post(chance: random.Random, address: str, names: Sequence[str]) -> Post:
    """One of them. `names`: the fields that are asked at this address."""
    content_type, body = chance.choice(BODIES)(chance, names)
    return Post(
        address=_with_a_trick(chance, address) + chance.choice(values.QUERIES),
        content_type=content_type,
        body=body,
        headers=chance.choice(values.HEADERS),
        cookie=chance.choice(values.COOKIES) if chance.random() < 0.1 else None,
    )


def _with_a_trick(chance: random.Random, address: str) -> str:
    """Mostly none."""
    if chance.random() < 0.92:
        return address
    trick = chance.choice(values.TRICKS)
    at = chance.randrange(1, len(address) + 1)
    return address[:at] + quote(trick, safe="%/") + address[at:]


def _fields(chance: random.Random, names: Sequence[str]) -> Fields:
    """A few of the form's own fields, some of them twice, and now and then strangers."""
    chosen = chance.choices(names, k=chance.randint(0, 8))
    if chance.random() < 0.2:
        chosen += chance.choices(values.NAMES, k=3)
    return [(name, chance.choice(values.TEXTS)) for name in chosen]


def _urlencoded(chance: random.Random, names: Sequence[str]) -> tuple[str, bytes]:
    pairs = (f"{quote_plus(name)}={quote_plus(text)}" for name, text in _fields(chance, names))
    return URLENCODED, "&".join(pairs).encode()


def _broken_bytes(chance: random.Random, names: Sequence[str]) -> tuple[str, bytes]:
    name = quote_plus(chance.choice(names)).encode()
    pairs = (name + b"=" + chance.choice(values.RAW) for _ in range(chance.randint(1, 5)))
    return URLENCODED, chance.choice((b"&", b";", b"&&=")).join(pairs)


def _very_many(chance: random.Random, names: Sequence[str]) -> tuple[str, bytes]:
    number = chance.choice((MOST_FIELDS - 1, MOST_FIELDS, MOST_FIELDS + 1))
    name = chance.choice(names)
    return URLENCODED, "&".join([f"{name}=a"] * number).encode()


def _other_charset(chance: random.Random, names: Sequence[str]) -> tuple[str, bytes]:
    """A body that says it is in another encoding: UTF-7 and escapes have names for half a character."""
    _, body = chance.choice((_multipart, _urlencoded))(chance, names)
    content_type = f"multipart/form-data; boundary={BOUNDARY}" if body.startswith(b"--") else URLENCODED
    return f"{content_type}; charset={chance.choice(values.CHARSETS)}", body


def _multipart(chance: random.Random, names: Sequence[str]) -> tuple[str, bytes]:
    odd = [(chance.choice(names), text) for text in ("+2AA-", "\\ud800", "xn--\x80", "=00=FF")]
    parts = [_part(chance, name, text) for name, text in [*_fields(chance, names), *odd]]
    return f"multipart/form-data; boundary={BOUNDARY}", b"".join(parts) + f"--{BOUNDARY}--\r\n".encode()


def _part(chance: random.Random, name: str, text: str) -> bytes:
    name = name.replace('"', "").replace("\n", "")
    extra, more = chance.choice(values.NAMED), chance.choice(values.HEADS)
    return f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"{extra}\r\n{more}\r\n{text}\r\n'.encode()


def _broken_multipart(chance: random.Random, names: Sequence[str]) -> tuple[str, bytes]:
    """Cut off somewhere, or with a byte changed."""
    content_type, body = _multipart(chance, names)
    at = chance.randrange(len(body))
    return content_type, chance.choice((body[:at], body[:at] + chance.randbytes(3) + body[at:], body[at:]))


def _wrong_type(chance: random.Random, names: Sequence[str]) -> tuple[str, bytes]:
    _, body = chance.choice((_multipart, _urlencoded, _noise))(chance, names)
    return chance.choice(values.TYPES), body


def _noise(chance: random.Random, names: Sequence[str]) -> tuple[str, bytes]:
    return URLENCODED, chance.randbytes(chance.randint(0, 300))


# As often as they stand here: what reaches the questions most often first.
BODIES: tuple[Callable[[random.Random, Sequence[str]], tuple[str, bytes]], ...] = (
    *(_urlencoded, _urlencoded, _urlencoded, _urlencoded, _multipart, _multipart, _broken_bytes, _broken_bytes),
    *(_other_charset, _broken_multipart, _wrong_type, _noise, _very_many),
)
