"""What of the queue's figures stands in the table of promises."""

from tests.benchmarks.queue import promises
from tests.benchmarks.queue_pages import Page


def test_the_page_that_grows_most_stands_for_all() -> None:
    slower, more = promises([Page("a", 10.0, 14.0, (26, 26)), Page("b", 50.0, 50.0, (26, 25))])
    assert (slower.value, slower.is_held) == (1.4, False)
    assert (more.value, more.is_held) == (1, False)


def test_as_quick_and_as_many_questions_is_as_promised() -> None:
    assert all(promise.is_held for promise in promises([Page("a", 10.0, 13.0, (26, 26))]))
