"""The first content as people read it, for tests that weigh its words."""

import re

from home.seed_format import Piece
from home.seed_sources import Source


def words(source: Source) -> str:
    """All text of a page that people read, without marks."""
    return "\n".join([source.front.title, source.front.lead, without_marks(source.pieces)])


def without_marks(pieces: list[Piece]) -> str:
    """Each cell of a table and each half of a statement has a line of its own."""
    text = "\n".join(line for piece in pieces for line in ["", piece.heading, *piece.lines])
    text = re.sub(r"^[ |-]+$", "", text, flags=re.MULTILINE).replace("|", "\n")
    return re.sub(r"\]\([^)]*\)|\*\*|\[|^### |^- (?:(?:voor|tegen): )?|^:::.*", "", text, flags=re.MULTILINE)


def sentences(text: str) -> list[list[str]]:
    return [found for part in re.split(r"[.?!]\s|\n", text + "\n") if (found := re.findall(r"[\w'’.-]+", part))]
