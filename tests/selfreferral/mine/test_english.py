"""Everything behind the code is in English too, and a change of language keeps one's place."""

import pytest
from django.test import Client

from selfreferral.intake import queue
from selfreferral.intake.models import Referral, State
from tests.languages.dutch import dutch_in
from tests.selfreferral.mine.coming_back import ADD, CORRECT, STANDING, WRONG, once

pytestmark = pytest.mark.django_db

START, CODE, STATUS = "/en/my-referral/", "/en/my-referral/code/", "/en/my-referral/status/"
PAGES = ("add/", "reaching-you/reaching-you/", "withdraw/", "delete/")


@pytest.fixture
def english(code) -> Client:
    """Whoever gave the right code on the English page."""
    client = Client()
    assert client.post(CODE, {"code": code}, follow=True).request["PATH_INFO"] == STATUS
    return client


def _is_english(*pages: str) -> None:
    assert all('<html lang="en">' in page for page in pages)
    assert [found for page in pages for found in dutch_in(page)] == []


def test_the_way_in_and_out_is_in_english(visitor, english):
    wrong = visitor.post(CODE, {"code": WRONG}, follow=True)
    closed = english.post("/en/my-referral/sign-out/", follow=True)
    assert "We cannot find anything with this code." in wrong.text
    assert closed.request["PATH_INFO"] == "/en/my-referral/signed-out/"
    _is_english(visitor.get(START).text, visitor.get(CODE).text, wrong.text, closed.text)


@pytest.mark.parametrize("state", State.values)
def test_every_state_is_told_in_english(english, intake_worker, state):
    queue.collect_letters()
    for handler in (None, intake_worker.user):
        Referral.objects.update(state=state, handler=handler)
        _is_english(english.get(STATUS).text)


def test_every_page_and_every_mistake_is_in_english(english):
    for page in PAGES:
        address = f"{START}{page}"
        _is_english(english.get(address).text)
        if page in PAGES[:2]:
            _is_english(english.post(address, {}, follow=True).text)


@pytest.mark.parametrize("page", ["add/", "withdraw/", "delete/"])
def test_what_was_done_is_told_in_english(english, page):
    address = f"{START}{page}"
    _is_english(english.post(address, {"once": once(english, address), "addition": "Not on Sunday."}, follow=True).text)


def test_a_change_of_language_keeps_the_page_and_what_was_typed(english):
    english.post(f"{START}reaching-you/reaching-you/", {"channel": "phone"})
    english.post(f"{START}reaching-you/phone/", {"phone": "06-123"})
    page = english.get(f"{CORRECT}telefoon/")
    assert 'value="06-123"' in page.text
    assert f'href="{START}reaching-you/phone/"' in page.text
    assert f'href="{STATUS}"' in english.get(STANDING).text
    english.post(ADD, {"addition": "x" * 1001})
    assert "1000 characters" in english.get(f"{START}add/").text


def test_a_language_switch_after_the_code_does_not_ask_it_again(english):
    assert english.get(STANDING).status_code == 200
