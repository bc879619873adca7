"""docs/security.md names tests that are there, and for each row of its table a row of tests."""

import re

import pytest

from tests.processes import ROOT

pytestmark = pytest.mark.pure

PAGE = (ROOT / "docs" / "security.md").read_text()
WHO, TESTED = PAGE.split("## Tried")[0], PAGE.split("## Where it is tested")[1]
NAMED = re.compile(r"`([\w/]+(?:\.py|/))`")


def _rows(part: str) -> list[list[str]]:
    rows = [line.strip("|").split("|") for line in part.splitlines() if line.startswith("|")]
    return rows[2:]  # the headings, and the line below them


def test_every_row_of_the_table_has_its_tests() -> None:
    assert len(_rows(WHO)) == len(_rows(TESTED))
    assert all(NAMED.search(row[1]) for row in _rows(TESTED))


@pytest.mark.parametrize("row", _rows(TESTED), ids=lambda row: row[0].strip())
def test_a_test_that_is_named_is_there(row: list[str]) -> None:
    folder = ROOT / "tests"
    for name in NAMED.findall(row[1]):
        found = [place for place in (ROOT / "tests" / name, folder / name) if place.exists()]
        assert found, name
        if "/" in name:
            folder = found[0] if found[0].is_dir() else found[0].parent
