"""Writing a page down: as it is, and compressed as well as can be."""

import contextlib
import gzip
import hashlib
import json
import os
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import brotli

from .generation import ENCODINGS, INDEX, Headers

COMPRESSED: dict[str, Callable[[bytes], bytes]] = {
    ".br": lambda body: brotli.compress(body, quality=10),  # 11: one byte in a hundred less, twice the time
    ".gz": lambda body: gzip.compress(body, compresslevel=9, mtime=0),
}
OF_A_PAGE = re.compile(r"/(?:[A-Za-z0-9_-]+/)*")
PAGE_FILE = "index.html"
PUBLIC_FOLDER, PUBLIC_FILE = 0o755, 0o644  # the proxy reads them too, as a user of its own


@dataclass(frozen=True, kw_only=True)
class Page:
    """An address and what was answered there. `number`: the page behind it, if it is one page."""

    address: str
    number: int | None
    headers: Headers
    body: bytes
    file: str


def write(page: Page, *, room: Path, before: Path | None) -> None:
    """Into the room of a generation. What the generation before has already is not compressed again."""
    plain = room / page.file
    plain.parent.mkdir(mode=PUBLIC_FOLDER, parents=True, exist_ok=True)
    _write(plain, page.body)
    former = before / page.file if before else None
    is_same = former is not None and _holds(former, page.body)
    for end, compress in COMPRESSED.items():
        path = plain.with_name(f"{plain.name}{end}")
        if not (is_same and former and _linked(former.with_name(path.name), path)):
            _write(path, compress(page.body))


def finish(room: Path, *, pages: Iterable[Page], known: frozenset[str], host: str) -> None:
    """The index comes last: with it, the generation is whole."""
    index = {
        "host": host,
        "known": sorted(known),
        "pages": {page.address: {"number": page.number, "headers": page.headers, "file": page.file} for page in pages},
    }
    _write(room / INDEX, json.dumps(index, ensure_ascii=False, indent=1).encode())
    for folder in (room, *(path for path in room.rglob("*") if path.is_dir())):
        folder.chmod(PUBLIC_FOLDER)


def _write(path: Path, body: bytes) -> None:
    path.write_bytes(body)
    path.chmod(PUBLIC_FILE)
    os.utime(path, (_mark(body), _mark(body)))


def _mark(body: bytes) -> int:
    """A time of change that is the same for the same contents, and hardly ever for others: the entity tag rests on it."""
    return int.from_bytes(hashlib.blake2s(body, digest_size=4).digest()) & 0x7FFF_FFFF


def _holds(path: Path, body: bytes) -> bool:
    with contextlib.suppress(OSError):
        return path.read_bytes() == body
    return False


def _linked(former: Path, path: Path) -> bool:
    with contextlib.suppress(OSError):
        os.link(former, path)
        return True
    return False


def file_for(address: str, *, room: str) -> str:
    """Where an address lies in a generation: '/slachtoffers/' in room 'nl' is 'nl/slachtoffers/index.html'.

    Anything but the address of a page goes under a name made from it: the proxy doesn't look for those.
    """
    if not OF_A_PAGE.fullmatch(address):
        return hidden(address)
    return f"{room}{address}{PAGE_FILE}"


def hidden(address: str) -> str:
    """A name that no address leads to."""
    return f"other/{hashlib.blake2s(address.encode(), digest_size=12).hexdigest()}"


assert set(COMPRESSED) | {""} == set(ENCODINGS.values())  # noqa: S101  two lists of the same thing
