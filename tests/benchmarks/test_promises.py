"""The table of promises holds the last run of each benchmark."""

from pathlib import Path

import pytest

from tests.benchmarks.promises import NAME, Promise, record
from tests.benchmarks.sections import read_section, write_section

pytestmark = pytest.mark.pure


def test_one_benchmark_replaces_its_own_rows_and_no_others(tmp_path: Path) -> None:
    file = tmp_path / "benchmarks.md"
    write_section("Pages", "what was measured", file=file)
    assert record("Pages", [Promise("a / b", 0.95, 0.9)], file=file) == []
    record("The form", [Promise("sent", 300, 500, at_most=True, unit=" ms")], file=file)
    assert record("Pages", [Promise("a / b", 0.85, 0.9)], file=file) == ["a / b: 0.85, and at least 0.9 was promised."]
    assert "| a / b | Pages | 0.85 | at least 0.9 | **no** |" in read_section(NAME, file=file)
    assert "| sent | The form | 300 ms | at most 500 ms | yes |" in read_section(NAME, file=file)
    assert "0.95" not in file.read_text()
    assert file.read_text().startswith(f"## {NAME}\n")
    assert read_section("Pages", file=file) == "what was measured"


@pytest.mark.parametrize(("value", "is_held"), [(0.9, True), (0.89, False)])
def test_at_least_is_at_least(value: float, is_held: bool) -> None:
    assert Promise("a", value, 0.9).is_held is is_held


@pytest.mark.parametrize(("value", "is_held"), [(1.3, True), (1.31, False)])
def test_at_most_is_at_most(value: float, is_held: bool) -> None:
    assert Promise("a", value, 1.3, at_most=True).is_held is is_held
