"""Adding, correcting, withdrawing, asking for erasure: each is one sealed letter, there before it is confirmed."""

import threading
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client

from perspectief.settings.keys import read_identities
from selfreferral.intake import queue
from selfreferral.models import Kind, Letter
from selfreferral.public.mine import deeds
from selfreferral.receipts import digest
from tests.selfreferral.breaking import DRAFTS, LETTERS, missing, refusing
from tests.selfreferral.mine.coming_back import (
    ADD,
    CHECK,
    CORRECT,
    ERASE,
    STANDING,
    WITHDRAW,
    correct,
    once,
    press,
    sign_in,
)
from tests.selfreferral.opening import opened

pytestmark = pytest.mark.usefixtures("committing")
DEEDS = [
    (ADD, Kind.ADDITION, {"addition": "Bel niet op zondag."}),
    (WITHDRAW, Kind.WITHDRAWAL, {}),
    (ERASE, Kind.ERASURE, {}),
]
each = pytest.mark.parametrize(("address", "kind", "typed"), DEEDS, ids=[kind for _, kind, _ in DEEDS])
BY_EMAIL = (
    ("bereiken", {"channel": "email"}),
    ("e-mail", {"email": "n@post.example"}),
    ("meelezen", {"read_by_others": "no"}),
)
SAID = {
    Kind.ADDITION: "Wat u toevoegde, is aangekomen.",
    Kind.WITHDRAWAL: "De aanmelding is nu ingetrokken.",
    Kind.ERASURE: "Uw verzoek om de gegevens te verwijderen is aangekomen.",
}


def _opened(intake_worker, now):
    queue.collect_letters()
    referral_id = Letter.objects.get(kind=Kind.REFERRAL).pk
    return queue.open_referral(referral_id=referral_id, person=intake_worker.user, now=now)


@each
def test_a_deed_is_one_letter_under_the_same_receipt(holder, code, later, address, kind, typed):
    reply = press(holder, address, **typed)
    assert reply.url == STANDING
    assert later() == [kind]
    assert bytes(Letter.objects.get(kind=kind).receipt_digest) == digest(code)
    assert SAID[kind] in holder.get(STANDING).text


@each
def test_the_same_page_sent_twice_is_one_letter(holder, later, address, kind, typed):
    mark = once(holder, address)
    for _ in range(3):
        assert holder.post(address, {"once": mark, **typed}).url == STANDING
    assert later() == [kind]


@each
def test_two_presses_at_the_same_moment_are_one_letter(holder, later, address, kind, typed):
    mark, together, replies = once(holder, address), threading.Barrier(2), []

    def send() -> None:
        browser = Client()
        browser.cookies = holder.cookies.copy()
        try:
            together.wait(timeout=10)
            replies.append(browser.post(address, {"once": mark, **typed}).headers.get("Location"))
        finally:
            connection.close()

    presses = [threading.Thread(target=send) for _ in range(2)]
    [thread.start() for thread in presses]
    [thread.join(timeout=30) for thread in presses]
    assert replies == [STANDING] * 2
    assert later() == [kind]


@each
@pytest.mark.parametrize("failure", [missing, refusing])
@pytest.mark.parametrize("table", [LETTERS, DRAFTS])
def test_when_the_database_fails_nothing_is_confirmed_and_what_was_typed_stays(
    holder, later, address, kind, typed, failure, table
):
    mark = once(holder, address)
    with failure(table):
        reply = holder.post(address, {"once": mark, **typed})
    assert reply.status_code == 503
    assert "tel:" in reply.text
    assert "Probeer het nog eens" in reply.text
    for value in (mark, *typed.values()):
        assert f'value="{value}"' in reply.text
    assert later() == []
    assert holder.post(address, {"once": mark, **typed}).url == STANDING
    assert later() == [kind]


def test_two_additions_are_two_letters(holder, later, intake_worker):
    press(holder, ADD, addition="Een")
    press(holder, ADD, addition="Twee")
    assert later() == [Kind.ADDITION] * 2


def test_a_page_from_the_browsers_memory_with_other_words_is_another_letter(holder, later):
    mark = once(holder, ADD)
    holder.post(ADD, {"once": mark, "addition": "Een"})
    holder.post(ADD, {"once": mark, "addition": "Iets anders"})
    assert later() == [Kind.ADDITION] * 2


@pytest.mark.parametrize("words", ["", "   ", "x" * 1001])
def test_an_addition_that_cannot_be_taken_is_shown_again(holder, later, words):
    reply = press(holder, ADD, addition=words)
    assert reply.url == ADD
    page = holder.get(ADD).text
    assert "<title>Fout: " in page
    assert words.strip() in page
    assert later() == []


def test_a_thousand_letters_fit_and_lines_count_once(holder, later):
    press(holder, ADD, addition=("x" * 99 + "\r\n") * 10)
    assert later() == [Kind.ADDITION]


def test_what_was_added_is_read_by_intake_and_not_shown_again(holder, intake_worker, now):
    press(holder, ADD, addition="Bel niet op zondag.")
    assert "zondag" not in holder.get(STANDING).text + holder.get(ADD).text
    (letter,) = _opened(intake_worker, now).later
    assert letter.answers == {"addition": "Bel niet op zondag."}


def test_there_is_an_end_to_what_can_be_added_but_not_to_withdrawing(holder, later, monkeypatch):
    monkeypatch.setattr(deeds, "MOST_SENT", 1)
    press(holder, ADD, addition="Een")
    reply = press(holder, ADD, addition="Twee")
    assert "U hebt al veel gestuurd." in reply.text
    assert "Twee" in reply.text
    assert later() == [Kind.ADDITION]
    press(holder, WITHDRAW)
    assert later() == [Kind.ADDITION, Kind.WITHDRAWAL]


def test_a_correction_asks_the_forms_own_questions_and_shows_what_was_answered_before_it_goes(holder, later):
    assert holder.get(CORRECT).url == f"{CORRECT}bereiken/"
    correct(holder)
    page = holder.get(CHECK).text
    assert "Kerkstraat 1, 1234 AB Ergens" in page
    assert later() == []
    assert press(holder, CHECK).url == STANDING
    assert later() == [Kind.CORRECTION]
    assert "Kerkstraat" not in holder.get(STANDING).text + holder.get(f"{CORRECT}bereiken/").text


def test_only_the_last_answers_of_a_correction_are_sent(holder, settings):
    correct(holder)
    correct(holder, BY_EMAIL)
    press(holder, CHECK)
    letter = Letter.objects.get(kind=Kind.CORRECTION)
    (key,) = read_identities(Path(settings.INTAKE_KEY_FILE))
    assert opened(letter, str(key)) == {"channel": "email", "email": "n@post.example", "read_by_others": "no"}


@pytest.mark.parametrize("slug", ["telefoon", "wie-bellen", "naam", "toestemming", "bericht", "nergens"])
def test_a_question_that_is_not_asked_leads_to_the_first_open_one(holder, slug):
    assert holder.get(f"{CORRECT}{slug}/").url == f"{CORRECT}bereiken/"


def test_a_correction_cannot_be_sent_half(holder, later):
    holder.post(f"{CORRECT}bereiken/", {"channel": "phone"})
    assert holder.post(CHECK, {"once": "a"}).url == f"{CORRECT}telefoon/"
    assert later() == []


def test_a_mistake_in_a_correction_is_named_and_kept(holder):
    holder.post(f"{CORRECT}bereiken/", {"channel": "phone"})
    assert holder.post(f"{CORRECT}telefoon/", {"phone": "06-123"}).url == f"{CORRECT}telefoon/"
    page = holder.get(f"{CORRECT}telefoon/").text
    assert 'value="06-123"' in page
    assert 'class="error-summary"' in page


def test_after_withdrawing_it_says_so_and_how_to_go_on_after_all(holder, code, later):
    press(holder, WITHDRAW)
    again = sign_in(Client(), code).text
    assert "De aanmelding is ingetrokken" in again
    assert "Toch verder? Bel ons" in again
    assert 'href="/aanmelden/"' in again
    for address in (ADD, WITHDRAW, f"{CORRECT}bereiken/"):
        assert address not in again
        assert holder.get(address).url == STANDING
    press(holder, ERASE)
    assert later() == [Kind.WITHDRAWAL, Kind.ERASURE]


def test_asking_for_erasure_stops_contact_too_and_is_asked_once(holder, later):
    press(holder, ERASE)
    page = holder.get(STANDING).text
    assert "binnen een maand" in page
    assert "Wat wilt u doen?" not in page
    assert holder.get(ERASE).url == STANDING
    holder.post(ERASE, {"once": "a"})
    assert later() == [Kind.ERASURE]


def test_nothing_happens_before_the_question_whether_it_is_meant(holder, later):
    for address in (WITHDRAW, ERASE):
        assert "Nee, ga terug" in holder.get(address).text
    assert later() == []
