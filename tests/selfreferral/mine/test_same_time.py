"""A right code cannot be told from a wrong one by the time it takes."""

import time
from collections.abc import Callable, Iterable
from unittest.mock import Mock

import pytest
from django.test import Client

from selfreferral.public import rates
from selfreferral.public.mine import views
from tests.selfreferral.mine.coming_back import CODE, WRONG

ROUNDS, WARM = 150, 15
# The chance that a right code took longer than a wrong one, if nothing tells them apart, is 1/2. With 150 of each its
# standard error is 0.033; 0.15 is more than four of those, and a difference anybody could use is far beyond it.
NOISE = 0.15
TRIES = 3


@pytest.fixture(autouse=True)
def _no_limit(monkeypatch):
    monkeypatch.setattr(rates, "exceeded", Mock(return_value=False))


def _taken(deed: Callable[[], object]) -> float:
    start = time.perf_counter()
    deed()
    return time.perf_counter() - start


def _chance_of_longer(one: Iterable[float], other: Iterable[float]) -> float:
    """How often something of the one took longer than something of the other (Mann-Whitney's U as a share)."""
    pairs = [(mine, theirs) for mine in one for theirs in other]
    return sum((mine > theirs) + (mine == theirs) / 2 for mine, theirs in pairs) / len(pairs)


def _measured(code: str) -> float:
    def send(typed: str) -> Callable[[], object]:
        client = Client()
        return lambda: client.post(CODE, {"code": typed})

    times: dict[str, list[float]] = {code: [], WRONG: []}
    for turn in range(ROUNDS + WARM):
        # In turns, each first as often as second: whatever else this machine does, it does to both.
        for typed in (code, WRONG)[:: 1 if turn % 2 else -1]:
            taken = _taken(send(typed))
            if turn >= WARM:
                times[typed].append(taken)
    return _chance_of_longer(times[code], times[WRONG])


def _are_told_apart(code: str) -> bool:
    """Every time it is tried: a machine busy with something else moves one measurement, a real difference all of them."""
    return all(abs(_measured(code) - 0.5) >= NOISE for _ in range(TRIES))


@pytest.mark.django_db
def test_right_and_wrong_take_the_same_time(code):
    assert not _are_told_apart(code)


@pytest.mark.django_db
def test_the_measure_finds_an_answer_that_comes_early(code, monkeypatch):
    """Were a wrong code answered without keeping anything, this would see it."""
    begin = views.visit.begin
    monkeypatch.setattr(views.visit, "begin", lambda *args, **kw: begin(*args, **kw) if args[2].digest else None)
    assert _are_told_apart(code)
