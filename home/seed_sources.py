"""The files of one language: which pages there are, and where they stand."""

from dataclasses import dataclass
from pathlib import Path

from .seed_format import Piece, read
from .seed_front import FrontMatter

# Where a page stands: the folders and file that lead to it. The home page stands at (). The same in every language.
Spot = tuple[str, ...]


@dataclass(frozen=True)
class Source:
    """A page as it was written; `easy` holds its blocks in easy language."""

    spot: Spot
    front: FrontMatter
    pieces: list[Piece]
    easy: list[Piece]


def sources(folder: Path) -> list[Source]:
    """Every page in a folder, parents first, then in the order of the menu. Raises SeedFormatError."""
    found = [Source(_spot(file.relative_to(folder)), *read(file, below=folder.parent)) for file in folder.rglob("*.md")]
    return sorted(found, key=lambda source: (len(source.spot), source.front.order))


def _spot(file: Path) -> Spot:
    """`daders/index.md` is the page above `daders/doel.md`."""
    spot = file.with_suffix("").parts
    return spot[:-1] if spot[-1] == "index" else spot


def page_addresses(written: list[Source]) -> dict[Spot, str]:
    """The address of each page below its home page, such as `/daders/doel/`."""
    slugs = {source.spot: source.front.slug for source in written}
    return {spot: "/".join(["", *(slugs[spot[: end + 1]] for end in range(len(spot))), ""]) for spot in slugs}
