"""How long somebody waits is said in words."""

from datetime import UTC, datetime, timedelta

import pytest

from selfreferral.intake.waiting_time import in_words

pytestmark = pytest.mark.pure

SINCE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("waited", "words"),
    [
        (timedelta(0), "0 minuten"),
        (timedelta(minutes=1), "1 minuut"),
        (timedelta(minutes=59, seconds=59), "59 minuten"),
        (timedelta(hours=1), "1 uur"),
        (timedelta(hours=23, minutes=59), "23 uur"),
        (timedelta(days=1), "1 dag"),
        (timedelta(days=9, hours=23), "9 dagen"),
        (timedelta(hours=-2), "0 minuten"),
    ],
)
def test_waiting_is_said_in_the_largest_whole_unit(waited, words):
    assert in_words(since=SINCE, now=SINCE + waited) == words
