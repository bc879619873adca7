"""Blocks that are written line by line: a comparison as a simple table, and the statements of a decision aid."""

import re
from collections.abc import Iterator
from typing import Any

from .seed_format import Piece
from .seed_place import Place, SeedFormatError

STATEMENT = re.compile(r"- (?P<side>\w+): (?P<statement>.+?) \| (?P<take_along>.+)")
SIDES = {"voor": "for", "for": "for", "tegen": "against", "against": "against"}
RULE = re.compile(r"\|?[ :|-]+\|?")
MARKS = re.compile(r"\*\*|\]\(|`")
MOST_COLUMNS = 4


def comparison(piece: Piece) -> dict[str, Any]:
    """A Markdown table: the first row names the columns after one empty cell, every other row starts with its aspect."""
    lines = list(_lines(piece))
    rows = [(place, _cells(line, place)) for place, line in lines[:1] + lines[2:]]
    if len(rows) < 2 or not RULE.fullmatch(lines[1][1]):
        raise SeedFormatError(piece.place, "a comparison is a table: columns, a line of dashes, and a row for each aspect.")
    (start, (corner, *columns)), *aspects = rows
    if corner or not 2 <= len(columns) <= MOST_COLUMNS:
        raise SeedFormatError(start, f"the first row has an empty cell and then two to {MOST_COLUMNS} columns.")
    for place, cells in aspects:
        if len(cells) != len(columns) + 1 or not all(cells):
            raise SeedFormatError(place, f"every row has its aspect and {len(columns)} cells with text.")
    written = [{"aspect": aspect, "cells": cells} for _, (aspect, *cells) in aspects]
    return {"columns": columns, "rows": written}


def statements(piece: Piece) -> list[dict[str, str]]:
    """Lines such as `- voor: Uitspraak | Om mee te nemen`; the other side is `tegen`. English: `for`, `against`."""
    return [_statement(line, place) for place, line in _lines(piece)]


def _statement(line: str, place: Place) -> dict[str, str]:
    found = STATEMENT.fullmatch(line)
    if not found or found["side"] not in SIDES:
        raise SeedFormatError(place, "a statement is '- voor: Uitspraak | Om mee te nemen', or '- tegen: …'.")
    return {"statement": found["statement"], "side": SIDES[found["side"]], "take_along": found["take_along"]}


def _lines(piece: Piece) -> Iterator[tuple[Place, str]]:
    for number, line in enumerate(piece.lines, start=1):
        place = piece.place.after(number)
        if mark := MARKS.search(line):
            raise SeedFormatError(place, f"{mark[0]!r} cannot be used here.")
        if line.strip():
            yield place, line.strip()


def _cells(line: str, place: Place) -> list[str]:
    if not (line.startswith("|") and line.endswith("|") and len(line) > 1):
        raise SeedFormatError(place, "a row of a table begins and ends with '|'.")
    return [cell.strip() for cell in line[1:-1].split("|")]
