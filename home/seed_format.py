"""The first content is text that people can read: TOML between two `+++` lines, then Markdown with a few named blocks.

`## Kop` starts a block of running text. `:::callout Kop` starts another kind of block, until a line with `:::`.
The names are those of `information.blocks.EVERY_BLOCK`, and `statements` on a decision aid. What stands below a line
`+++easy` is the same page in easy language; that is running text, and the blocks that show how to reach people.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from .seed_front import DECISION_AID, FrontMatter, front_matter
from .seed_place import Place, SeedFormatError

FENCE = ":::"
FRONT_MATTER = "+++"
EASY = "+++easy"
STATEMENTS = "statements"
# Blocks that hold nothing of their own, so need no closing line: what they show comes from the site settings.
WITHOUT_TEXT = frozenset({"contact_details", "help_numbers"})
WITH_TEXT = frozenset({"callout", "steps", "questions", "two_sides", "comparison", "example", "sign_up"})
FENCED = WITH_TEXT | {STATEMENTS}


@dataclass(frozen=True)
class Piece:
    """A block as it was written. `place` is the line that begins it; its text starts one line below."""

    kind: str
    heading: str
    place: Place
    lines: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    @property
    def is_empty(self) -> bool:
        return not self.text.strip()


# A page as it was written: what is known of it, its blocks, and its blocks in easy language.
Writing = tuple[FrontMatter, list[Piece], list[Piece]]


def read(file: Path, *, below: Path) -> Writing:
    """A page from its file, which errors name by its path below a folder."""
    return parse(file.read_text(encoding="utf-8"), file=str(file.relative_to(below)))


def parse(text: str, *, file: str) -> Writing:
    """A page as it was written. Raises SeedFormatError."""
    start = Place(file, 1)
    lines = text.splitlines()
    if not lines or lines[0] != FRONT_MATTER or FRONT_MATTER not in lines[1:]:
        raise SeedFormatError(start, f"a page starts with its front matter between two {FRONT_MATTER} lines.")
    end = lines.index(FRONT_MATTER, 1)
    front = front_matter("\n".join(lines[1:end]), place=start)
    easy = lines.index(EASY) if EASY in lines else len(lines)
    pieces = _blocks(lines[end + 1 : easy], start.after(end + 1))
    plain = _blocks(lines[easy + 1 :], start.after(easy + 1))
    _refuse_what_does_not_belong(front, pieces, plain)
    return front, pieces, plain


def _refuse_what_does_not_belong(front: FrontMatter, pieces: list[Piece], easy: list[Piece]) -> None:
    for piece in pieces:
        if piece.kind == STATEMENTS and front.kind != DECISION_AID:
            raise SeedFormatError(piece.place, f"only a page of the kind {DECISION_AID!r} has statements.")
    for piece in easy:
        if piece.kind != "text" and piece.kind not in WITHOUT_TEXT:
            raise SeedFormatError(piece.place, f"the block {piece.kind!r} does not belong below {EASY}.")


def _blocks(lines: list[str], start: Place) -> list[Piece]:
    return [piece for piece in _pieces(lines, start) if _has_something(piece)]


def _pieces(lines: list[str], start: Place) -> Iterator[Piece]:
    """Cut a page into blocks; running text without a heading is a block too."""
    piece = Piece("text", "", start.after(-1))
    for number, line in enumerate(lines):
        place = start.after(number)
        if piece.kind in FENCED and line != FENCE:
            _refuse_fence(line, inside=piece, place=place)
            piece.lines.append(line)
        elif line.startswith((FENCE, "## ")):
            yield piece
            piece = _begin(line, place=place, closes=line == FENCE and piece.kind != "text")
        else:
            piece.lines.append(line)
    if piece.kind in FENCED:
        raise SeedFormatError(piece.place, f"the block {FENCE}{piece.kind} is never closed with a line {FENCE}")
    yield piece


def _begin(line: str, *, place: Place, closes: bool) -> Piece:
    """The block that starts with this line; after a fence that closes, that is running text."""
    if closes:
        return Piece("text", "", place)
    if line.startswith("## "):
        return Piece("text", line[3:].strip(), place)
    kind, _, heading = line.removeprefix(FENCE).strip().partition(" ")
    if kind not in FENCED | WITHOUT_TEXT:
        raise SeedFormatError(place, f"there is no block with the name {kind!r}.")
    return Piece(kind, heading.strip(), place)


def _refuse_fence(line: str, *, inside: Piece, place: Place) -> None:
    if line.startswith((FENCE, "## ")):
        raise SeedFormatError(place, f"close the block of line {inside.place.line} with a line {FENCE} before {line!r}.")


def _has_something(piece: Piece) -> bool:
    """Whether this is a block at all; empty lines between two blocks are none. Raises SeedFormatError for half a block."""
    if piece.kind in WITHOUT_TEXT:
        if piece.heading or not piece.is_empty:
            raise SeedFormatError(
                piece.place, f"the block {piece.kind!r} has no heading or text; start what follows with a heading."
            )
        return True
    if piece.is_empty and piece.heading and piece.kind != "sign_up":
        raise SeedFormatError(piece.place, f"there is nothing under {piece.heading!r}.")
    return bool(piece.heading) or not piece.is_empty
