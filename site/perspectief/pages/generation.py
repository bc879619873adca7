"""A generation: every page as it was at one moment, ready to be sent."""

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

INDEX = "generation.json"
MARK = "X-Stored"
ENCODINGS = {"br": ".br", "gzip": ".gz", "": ""}  # the best first; "" is the page as it is
Headers = list[tuple[str, str]]


@dataclass(frozen=True)
class Answer:
    """One form of a page. `headers` go with 200, `unchanged` with 304 (RFC 9110, 15.4.5)."""

    body: bytes
    etag: str
    headers: Headers
    unchanged: Headers


@dataclass(frozen=True)
class Index:
    """What a generation holds. `known`: the changes it was made after. `pages`: by address; see writing.finish."""

    host: str
    known: frozenset[str]
    pages: Mapping[str, Mapping[str, Any]]

    def touched(self, numbers: Iterable[int | None]) -> set[str]:
        """What must not be shown again after these pages changed. What lists other pages (the sitemap) goes with any."""
        changed = {number for number in numbers if number is not None}
        return {address for address, page in self.pages.items() if changed and page["number"] in {None, *changed}}


@dataclass(frozen=True)
class Generation:
    """`name` as `current` has it; `answers` by address and encoding."""

    name: str
    host: str
    answers: Mapping[str, Mapping[str, Answer]]


@lru_cache(maxsize=4)
def index(room: Path) -> Index:
    """Written once and never changed, so it is read once. Raises OSError, ValueError or KeyError when it is not whole."""
    told = json.loads((room / INDEX).read_text(encoding="utf-8"))
    return Index(told["host"], frozenset(told["known"]), told["pages"])


def loaded(room: Path) -> Generation | None:
    """All of it, in memory. None when a part is missing: then it is being taken away."""
    try:
        found = index(room)
        answers = {address: _answers(room, page) for address, page in found.pages.items()}
    except (OSError, ValueError, KeyError):
        return None
    return Generation(f"{room.parent.name}/{room.name}", found.host, answers)


def _answers(room: Path, page: Mapping[str, Any]) -> dict[str, Answer]:
    made = room.name.partition("-")[0]
    return {encoding: _answer(room / f"{page['file']}{end}", encoding, made, page) for encoding, end in ENCODINGS.items()}


def _answer(path: Path, encoding: str, made: str, page: Mapping[str, Any]) -> Answer:
    with path.open("rb") as file:
        state, body = os.fstat(file.fileno()), file.read()
    etag = etag_of(int(state.st_mtime), len(body))
    given = [(name, value) for name, value in page["headers"] if name.lower() != "content-type"]
    common = [*given, ("Vary", "Accept-Encoding"), ("ETag", etag), (MARK, made)]
    about = [(name, value) for name, value in page["headers"] if name.lower() == "content-type"]
    about += [("Content-Encoding", encoding)] if encoding else []
    return Answer(body, etag, [*about, ("Content-Length", str(len(body))), *common], common)


def etag_of(modified: int, size: int) -> str:
    """As nginx makes it from a file, so that both give the same one. The time of a file here is a mark of its contents."""
    return f'"{modified:x}-{size:x}"'
