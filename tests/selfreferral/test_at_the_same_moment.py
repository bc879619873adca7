"""Two things at the same moment in one visit come one after the other: nothing comes back, nothing vanishes."""

import threading
from collections.abc import Callable
from functools import partial

import pytest
from django.db import connection
from django.test import Client

from selfreferral.models import Letter
from selfreferral.public.models import Draft
from tests.selfreferral.walking import CHECK, DONE, VICTIM_BY_PHONE, fill_in

pytestmark = pytest.mark.usefixtures("seeded_site")

ROUNDS = 5


def _together(*deeds: Callable[[], None]) -> None:
    start = threading.Barrier(len(deeds))

    def run(deed: Callable[[], None]) -> None:
        try:
            start.wait(timeout=10)
            deed()
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[deed]) for deed in deeds]
    [thread.start() for thread in threads]
    [thread.join(timeout=60) for thread in threads]


def _same_browser(visitor: Client) -> Client:
    other = Client()
    other.cookies = visitor.cookies.copy()
    return other


@pytest.mark.parametrize("attempt", range(ROUNDS))
def test_an_answer_saved_while_the_form_is_sent_does_not_undo_the_sending(attempt):
    visitor = Client()
    fill_in(visitor, VICTIM_BY_PHONE)
    tabs = [_same_browser(visitor) for _ in range(2)]
    _together(
        lambda: tabs[0].post(CHECK),
        lambda: tabs[1].post("/aanmelden/naam/?wijzig", {"name": "Sam"}),
    )
    assert Letter.objects.count() == 1
    assert visitor.get(CHECK).url == DONE
    assert "De code is" in visitor.get(DONE).text


@pytest.mark.parametrize("attempt", range(ROUNDS))
def test_an_answer_saved_while_leaving_does_not_come_back(attempt):
    visitor = Client()
    fill_in(visitor, VICTIM_BY_PHONE)
    tabs = [_same_browser(visitor) for _ in range(2)]
    _together(
        lambda: tabs[0].post("/verlaat-deze-site/"),
        lambda: tabs[1].post("/aanmelden/naam/", {"name": "Sam"}),
    )
    assert not Draft.objects.exists()


def test_five_presses_are_five_times_the_same_good_news():
    visitor = Client()
    fill_in(visitor, VICTIM_BY_PHONE)
    replies = []

    def press(browser: Client) -> None:
        replies.append(browser.post(CHECK).headers.get("Location"))

    _together(*[partial(press, _same_browser(visitor)) for _ in range(5)])
    assert replies == [DONE] * 5
    assert Letter.objects.count() == 1
