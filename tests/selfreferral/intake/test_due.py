"""The promise is counted in working days of the Netherlands, and never ends later than somebody may expect."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfreferral.intake.due import due_on, in_words, is_working_day, local_day, working_days_later

pytestmark = pytest.mark.pure

MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2040, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001  hypothesis wants them bare
PROMISES = st.integers(0, 15)
DAY = timedelta(days=1)


def due(day: str, working_days: int, *, hour: int = 9) -> date:
    return due_on(received_at=datetime.fromisoformat(f"{day}T{hour:02}:00+00:00"), working_days=working_days)


@pytest.mark.parametrize(
    ("received", "working_days", "expected"),
    [
        ("2026-11-23", 3, "2026-11-26"),  # Monday to Thursday
        ("2026-11-27", 3, "2026-12-02"),  # over a weekend
        ("2026-11-28", 1, "2026-11-30"),  # Saturday to Monday
        ("2026-11-28", 0, "2026-11-30"),  # today, which is no working day
        ("2026-04-24", 1, "2026-04-28"),  # Koningsdag is a Monday
        ("2025-04-25", 1, "2025-04-28"),  # Koningsdag is kept on the Saturday before the Sunday it falls on
        ("2026-04-02", 2, "2026-04-07"),  # Good Friday counts, Easter Monday does not
        ("2026-12-24", 2, "2026-12-29"),  # both days of Christmas, and a weekend
        ("2026-12-31", 1, "2027-01-04"),  # New Year's Day, and a weekend
        ("2026-05-04", 1, "2026-05-05"),  # the fifth of May counts ...
        ("2025-05-02", 1, "2025-05-06"),  # ... but for once in five years
        ("2026-05-13", 1, "2026-05-15"),  # Ascension Day
    ],
)
def test_days_off_are_passed_over(received, working_days, expected):
    assert due(received, working_days) == date.fromisoformat(expected)


def test_the_day_is_that_of_amsterdam():
    assert local_day(datetime(2026, 11, 23, 23, 30, tzinfo=UTC)) == date(2026, 11, 24)
    assert due("2026-11-22", 1, hour=23) == date(2026, 11, 24)  # it is Monday there already


@given(MOMENTS, PROMISES)
def test_the_last_day_is_a_working_day_and_there_are_as_many_as_promised(received, promised):
    last = due_on(received_at=received, working_days=promised)
    day, passed = local_day(received), 0
    while day < last:
        day += DAY
        passed += is_working_day(day)
    assert is_working_day(last)
    assert passed == promised or (promised == 0 and passed <= 1)


@given(MOMENTS, MOMENTS, PROMISES)
def test_who_came_first_is_never_due_later(one, other, promised):
    first, second = sorted((one, other))
    assert due_on(received_at=first, working_days=promised) <= due_on(received_at=second, working_days=promised)


@given(MOMENTS, PROMISES)
def test_promising_a_day_more_is_a_later_day(received, promised):
    assert due_on(received_at=received, working_days=promised + 1) >= due_on(received_at=received, working_days=promised)


@given(MOMENTS)
def test_nobody_waits_longer_than_a_week_and_a_half_for_three_working_days(received):
    assert due_on(received_at=received, working_days=3) - local_day(received) <= timedelta(days=10)


@pytest.mark.parametrize(
    ("days", "words"),
    [(-2, "2 dagen te laat"), (-1, "1 dag te laat"), (0, "vandaag"), (1, "morgen"), (2, "over 2 dagen")],
)
def test_it_is_said_in_words(days, words):
    today = date(2026, 11, 23)
    assert in_words(today + days * DAY, today=today) == words


def test_nothing_is_said_when_nothing_has_to_happen():
    assert in_words(None, today=date(2026, 11, 23)) == ""


@pytest.mark.parametrize(
    ("day", "number", "later"),
    [
        (date(2026, 11, 23), 1, date(2026, 11, 24)),
        (date(2026, 11, 27), 1, date(2026, 11, 30)),
        (date(2026, 11, 28), 1, date(2026, 11, 30)),
        (date(2026, 12, 24), 1, date(2026, 12, 28)),  # both days of Christmas, then a Sunday
        (date(2026, 12, 31), 2, date(2027, 1, 5)),
        (date(2026, 4, 24), 1, date(2026, 4, 28)),  # the King's birthday is on Monday the 27th
        (date(2027, 3, 26), 1, date(2027, 3, 30)),  # Easter Monday
    ],
)
def test_working_days_know_the_dutch_holidays(day, number, later):
    assert working_days_later(day, number) == later
