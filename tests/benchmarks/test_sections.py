"""A benchmark rewrites its own section of docs/benchmarks.md and no other."""

import pytest

from tests.benchmarks.sections import table, write_section

pytestmark = pytest.mark.pure

BEFORE = "# Benchmarks\n\nWhat this is.\n\n## First\n\nold words\n\n### Part of it\n\n1\n\n## Second\n\nkept ## as it is\n"


def test_a_section_replaces_what_it_said_before_and_leaves_the_rest(tmp_path):
    file = tmp_path / "benchmarks.md"
    file.write_text(BEFORE)
    write_section("First", "new words", file=file)
    assert file.read_text() == "# Benchmarks\n\nWhat this is.\n\n## First\n\nnew words\n\n## Second\n\nkept ## as it is\n"


def test_writing_the_same_again_changes_nothing(tmp_path):
    file = tmp_path / "benchmarks.md"
    file.write_text(BEFORE)
    write_section("Second", "kept ## as it is\n\n", file=file)
    assert file.read_text() == BEFORE


def test_a_new_section_comes_last(tmp_path):
    file = tmp_path / "benchmarks.md"
    file.write_text(BEFORE)
    write_section("Third", "3", file=file)
    assert file.read_text() == f"{BEFORE}\n## Third\n\n3\n"


def test_the_first_section_of_all_makes_the_file(tmp_path):
    write_section("First", "1", file=tmp_path / "benchmarks.md")
    assert (tmp_path / "benchmarks.md").read_text() == "## First\n\n1\n"


def test_numbers_stand_to_the_right_in_a_table():
    assert table(["page", "score"], [["/", "100"]]) == "| page | score |\n| --- | ---: |\n| / | 100 |"
