"""Where something stands in the first content, so that a slip can be pointed at."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """Where something stands; `line` counts from 1."""

    file: str
    line: int

    def after(self, lines: int) -> "Place":
        return Place(self.file, self.line + lines)


class SeedFormatError(ValueError):
    """Says in one sentence what is wrong, and in which file and line."""

    def __init__(self, place: Place, problem: str) -> None:
        super().__init__(f"{place.file}, line {place.line}: {problem}")
