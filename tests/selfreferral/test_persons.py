"""Proving to be a person: loaded after a click only, believed when Google clearly says so, and never needed."""

import json

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.utils import timezone

from selfreferral.models import Letter
from selfreferral.public import persons, rates
from tests.selfreferral.google import PRIVATE_KEY, PROOF, PUBLIC_KEY, YES
from tests.selfreferral.plants import ROUTES, traces_in
from tests.selfreferral.walking import CHECK, DONE, VICTIM_BY_PHONE, fill_in

pytestmark = pytest.mark.usefixtures("seeded_site", "db", "clock")

CLINIC = "198.51.100.7"
OFFER = "Dat mag, het hoeft niet."
CLICKED = f"{CHECK}?mens=1"
SENT = {persons.FIELD: PROOF}


@pytest.fixture
def doubted() -> Client:
    """Somebody who is about to send, from a network that sent many already."""
    person = Client(REMOTE_ADDR=CLINIC)
    fill_in(person, VICTIM_BY_PHONE)
    for _ in range(rates.SENDING.most):
        rates.exceeded(rule=rates.SENDING, request=RequestFactory().get("/", REMOTE_ADDR=CLINIC), now=timezone.now())
    return person


def _is_put_aside() -> bool:
    return Letter.objects.get().needs_check


def test_without_keys_nothing_is_offered_and_the_referral_is_taken(doubted):
    for address in (CHECK, CLICKED):
        page = doubted.get(address)
        assert OFFER not in page.text
        assert "http" not in page["Content-Security-Policy"]
    assert doubted.post(CHECK, SENT).url == DONE
    assert _is_put_aside()


def test_without_doubt_nothing_is_offered(google):
    person = Client(REMOTE_ADDR=CLINIC)
    fill_in(person, VICTIM_BY_PHONE)
    for address in (CHECK, CLICKED):
        page = person.get(address)
        assert OFFER not in page.text
        assert google.domain not in page.text + page["Content-Security-Policy"]


def test_the_offer_itself_loads_nothing(google, doubted):
    page = doubted.get(CHECK)
    assert OFFER in page.text
    assert "Google ziet dan het adres van uw computer" in page.text
    assert google.domain not in page.text
    assert "http" not in page["Content-Security-Policy"]


def test_after_the_click_the_policy_of_that_page_is_open_and_of_no_other(google, doubted):
    page = doubted.get(CLICKED)
    policy = dict(part.strip().split(" ", 1) for part in page["Content-Security-Policy"].split(";"))
    ours = f"https://{google.domain}/recaptcha/"
    assert policy["script-src"] == f"'self' {ours} https://www.gstatic.com/recaptcha/"
    assert policy["frame-src"] == f"{ours} https://recaptcha.google.com/recaptcha/"
    assert policy["default-src"] == "'none'"
    assert "unsafe" not in page["Content-Security-Policy"]
    for address in (CHECK, "/aanmelden/naam/", "/"):
        assert google.domain not in doubted.get(address)["Content-Security-Policy"]


@pytest.mark.parametrize(("version", "shown"), [("2", f'data-sitekey="{PUBLIC_KEY}"'), ("3", f"render={PUBLIC_KEY}")])
def test_the_page_after_the_click_has_the_public_key_and_never_the_private_one(google, doubted, settings, version, shown):
    settings.RECAPTCHA_VERSION = version
    page = doubted.get(CLICKED).text
    assert shown in page
    assert f"https://{google.domain}/recaptcha/api.js?hl=nl" in page
    assert PRIVATE_KEY not in page
    assert "<script>" not in page


def test_the_page_that_google_can_read_holds_no_answer(google):
    for answers in ROUTES.values():
        person = Client(REMOTE_ADDR=CLINIC)
        fill_in(person, answers)
        for _ in range(rates.SENDING.most):
            rates.exceeded(rule=rates.SENDING, request=RequestFactory().get("/", REMOTE_ADDR=CLINIC), now=timezone.now())
        assert traces_in(person.get(CHECK).text)
        page = person.get(CLICKED)
        assert google.domain in page.text
        assert traces_in(page.text + str(page.headers)) == []
        assert page["Referrer-Policy"] == "no-referrer"


def test_without_a_click_the_referral_is_taken_and_google_is_not_asked(google, doubted):
    assert doubted.post(CHECK).url == DONE
    assert _is_put_aside()
    assert google.asked == []


def test_with_a_proof_it_is_not_put_aside(google, doubted):
    assert doubted.post(CLICKED, SENT).url == DONE
    assert not _is_put_aside()


def test_google_gets_the_proof_and_our_key_and_no_address(google, doubted):
    doubted.post(CLICKED, SENT, headers={"X-Forwarded-For": CLINIC})
    assert google.asked == [{"secret": [PRIVATE_KEY], "response": [PROOF], "remoteip": [""]}]


GARBAGE = [
    "",
    "<html>",
    "null",
    "[]",
    "1",
    "{}",
    '{"success": ',
    "\x00",
    '{"success": "true"}',
    '{"success": 1}',
    "[" * 5000,
]


@pytest.mark.parametrize("said", [*GARBAGE, json.dumps({**YES, "success": False, "error-codes": ["timeout-or-duplicate"]})])
def test_anything_but_a_clear_yes_puts_it_aside(google, doubted, said):
    google.says = said
    assert doubted.post(CLICKED, SENT).url == DONE
    assert _is_put_aside()


@pytest.mark.parametrize("status", [204, 302, 403, 429, 500, 503])
def test_a_refusal_of_google_puts_it_aside(google, doubted, status):
    google.status = status
    google.says = "" if status == 204 else YES
    assert doubted.post(CLICKED, SENT).url == DONE
    assert _is_put_aside()


def test_google_that_does_not_answer_in_time_puts_it_aside(google, doubted, settings):
    google.waits, settings.RECAPTCHA_VERIFY_REQUEST_TIMEOUT = 1.5, 0.3
    assert doubted.post(CLICKED, SENT).url == DONE
    assert _is_put_aside()


def test_google_that_cannot_be_reached_puts_it_aside(google, doubted, settings):
    settings.RECAPTCHA_DOMAIN = "127.0.0.1:1"
    assert doubted.post(CLICKED, SENT).url == DONE
    assert _is_put_aside()


def test_somebody_in_between_who_plays_google_puts_it_aside(google, doubted, monkeypatch):
    monkeypatch.delenv("SSL_CERT_FILE")
    assert doubted.post(CLICKED, SENT).url == DONE
    assert _is_put_aside()
    assert google.asked == []


@pytest.mark.parametrize(
    ("said", "is_put_aside"),
    [
        ({**YES, "action": "aanmelden", "score": 0.9}, False),
        ({**YES, "action": "aanmelden", "score": 0.5}, False),
        ({**YES, "action": "aanmelden", "score": 0.1}, True),
        ({**YES, "action": "aanmelden", "score": "0.9"}, True),
        ({**YES, "action": "aanmelden"}, True),
        ({**YES, "action": "other", "score": 0.9}, True),
        ({**YES, "score": 0.9}, True),
        (YES, True),
    ],
)
def test_version_3_asks_for_a_score_and_for_what_it_was_made(google, doubted, settings, said, is_put_aside):
    settings.RECAPTCHA_VERSION, google.says = "3", said
    doubted.post(CLICKED, SENT)
    assert _is_put_aside() is is_put_aside


def test_a_proof_that_is_none_is_not_asked_about(google, doubted):
    doubted.post(CLICKED, {persons.FIELD: "x" * (persons.MOST_LETTERS + 1)})
    assert google.asked == []


def test_somebody_with_nothing_to_send_does_not_make_us_ask(google, doubted):
    assert Client().post(CHECK, SENT).status_code == 302
    doubted.post(CHECK)
    doubted.post(CHECK, SENT)
    assert google.asked == []


def test_a_flood_of_proofs_is_not_passed_on(google, doubted):
    for _ in range(rates.PROVING.most):
        rates.exceeded(rule=rates.PROVING, request=RequestFactory().get("/", REMOTE_ADDR=CLINIC), now=timezone.now())
    assert doubted.post(CHECK, SENT).url == DONE
    assert _is_put_aside()
    assert google.asked == []


def test_a_proof_does_not_raise_the_ceiling_of_the_day(google, doubted, settings):
    settings.DAILY_CEILING = 0
    doubted.post(CHECK, SENT)
    assert _is_put_aside()


def test_nothing_is_locked_while_google_takes_its_time(google, doubted, monkeypatch):
    depth = len(connection.savepoint_ids)

    def prove(request) -> bool:
        assert len(connection.savepoint_ids) == depth
        return True

    monkeypatch.setattr(persons, "is_proven", prove)
    doubted.post(CHECK, SENT)
    assert not _is_put_aside()
