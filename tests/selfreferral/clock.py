"""A clock that stands in the middle of an hour, so that no period of a rule ends while a test runs."""

from datetime import UTC, datetime, timedelta

import pytest

TICK = timedelta(microseconds=1)


class Clock:
    """Goes on by a moment each time somebody looks, so that what came first has the earlier time."""

    def __init__(self) -> None:
        self.time = datetime(2026, 5, 1, 12, 32, tzinfo=UTC)

    def now(self) -> datetime:
        """The time."""
        self.time += TICK
        return self.time

    def forward(self, duration: timedelta) -> None:
        """Time passes."""
        self.time += duration


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Django's own clock is this one."""
    clock = Clock()
    monkeypatch.setattr("django.utils.timezone.now", clock.now)
    return clock
