"""From the blocks as they were written to the body of a page."""

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from information.blocks import EVERY_BLOCK

from . import addresses, seed_lines
from .seed_format import STATEMENTS, WITHOUT_TEXT, Piece
from .seed_place import Place, SeedFormatError
from .seed_richtext import rich_text

ITEM_HEADING = "### "
BLOCKS = {name: make() for name, make in EVERY_BLOCK.items()}
FEATURES = {
    "steps": BLOCKS["steps"].child_blocks["steps"].child_block.child_blocks["text"].features,
    "questions": BLOCKS["questions"].child_blocks["questions"].child_block.child_blocks["answer"].features,
    "two_sides": BLOCKS["two_sides"].child_blocks["first"].features,
    **{kind: BLOCKS[kind].child_blocks["text"].features for kind in ("text", "callout", "example", "sign_up")},
}


def body(pieces: list[Piece], *, pages: Mapping[str, int]) -> list[dict[str, Any]]:
    """The stored form of a body. `pages`: the number of the page at each address. Raises SeedFormatError."""
    return [{"type": piece.kind, "value": _value(piece, pages)} for piece in pieces]


def statements(pieces: list[Piece]) -> list[dict[str, Any]]:
    """The stored form of a decision aid's statements. Raises SeedFormatError."""
    found = [statement for piece in pieces if piece.kind == STATEMENTS for statement in seed_lines.statements(piece)]
    return [{"type": "statement", "value": statement} for statement in found]


def _value(piece: Piece, pages: Mapping[str, int]) -> dict[str, Any] | None:
    if piece.kind in WITHOUT_TEXT:
        return None
    if piece.kind == "steps":
        steps = [{"heading": heading, "text": text} for heading, text in _items(piece, pages)]
        return {"heading": piece.heading, "steps": steps}
    if piece.kind == "questions":
        questions = [{"question": heading, "answer": text} for heading, text in _items(piece, pages)]
        return {"heading": piece.heading, "questions": questions}
    if piece.kind == "two_sides":
        return {"heading": piece.heading, **_two_sides(piece, pages)}
    if piece.kind == "comparison":
        return {"heading": piece.heading, **seed_lines.comparison(piece)}
    return {"heading": piece.heading, "text": _rich(piece, piece.lines, piece.place.after(1), pages)}


def _two_sides(piece: Piece, pages: Mapping[str, int]) -> dict[str, str]:
    items = list(_items(piece, pages))
    if len(items) != 2:
        raise SeedFormatError(piece.place, f"two sides have two headings with {ITEM_HEADING.strip()}, not {len(items)}.")
    (first_heading, first), (second_heading, second) = items
    return {"first_heading": first_heading, "first": first, "second_heading": second_heading, "second": second}


def _items(piece: Piece, pages: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """The headings inside a block, each with the text under it."""
    starts = [number for number, line in enumerate(piece.lines) if line.startswith(ITEM_HEADING)]
    if not starts or "".join(piece.lines[: starts[0]]).strip():
        raise SeedFormatError(piece.place, f"the block {piece.kind!r} begins with a heading with {ITEM_HEADING.strip()}.")
    for start, end in zip(starts, [*starts[1:], len(piece.lines)], strict=True):
        heading = piece.lines[start].removeprefix(ITEM_HEADING).strip()
        place = piece.place.after(start + 1)
        text = _rich(piece, piece.lines[start + 1 : end], place.after(1), pages)
        if not text:
            raise SeedFormatError(place, f"there is nothing under {heading!r}.")
        yield heading, text


def _rich(piece: Piece, lines: list[str], place: Place, pages: Mapping[str, int]) -> str:
    def link(address: str) -> str:
        if address in pages:
            return f'linktype="page" id="{pages[address]}"'
        if address in (addresses.SIGN_UP, addresses.ON_PAPER, addresses.MY_REFERRAL):
            return f'href="{addresses.in_language(address)}"'
        if address.startswith("https://"):
            return f'href="{escape(address)}"'
        raise LookupError(address)

    return rich_text("\n".join(lines), place=place, features=FEATURES[piece.kind], link=link)
