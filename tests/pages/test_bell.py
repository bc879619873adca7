"""A bell that was rung is heard by whoever listens."""

from pathlib import Path

import pytest

from perspectief.pages.bell import Bell

pytestmark = pytest.mark.pure


def test_a_ring_is_heard_by_others_without_looking_again(tmp_path: Path) -> None:
    ringing, hearing = Bell(tmp_path / "bell"), Bell(tmp_path / "bell")
    ringing.ring()
    hearing.listen()
    rings = [hearing.last()]
    for _ in range(3):
        ringing.ring()
        rings.append(hearing.last())
    assert len(set(rings)) == 4
    assert hearing.last() == rings[-1]


def test_nothing_is_heard_before_anybody_rang(tmp_path: Path) -> None:
    bell = Bell(tmp_path / "bell")
    bell.listen()
    assert bell.last() == b""


def test_a_bell_in_place_of_one_that_was_thrown_away_is_heard(tmp_path: Path) -> None:
    ringing, hearing = Bell(tmp_path / "bell"), Bell(tmp_path / "bell")
    ringing.ring()
    hearing.listen()
    former = hearing.last()
    (tmp_path / "bell").rename(tmp_path / "gone")
    ringing.ring()
    hearing.listen()
    assert hearing.last() not in (former, b"")


def test_the_group_may_ring_too(tmp_path: Path) -> None:
    Bell(tmp_path / "bell").ring()
    assert (tmp_path / "bell").stat().st_mode & 0o777 == 0o664
