"""One visit becomes one letter, whatever happens on the way; and what was answered is not lost before it has arrived."""

import threading
from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection

from selfreferral.models import Kind, Letter
from selfreferral.public import drafts
from selfreferral.public.drafts import Visit
from selfreferral.public.models import Draft
from selfreferral.public.secret import VisitSecret
from selfreferral.public.submit import submit
from selfreferral.receipts import digest
from tests.selfreferral.breaking import DRAFTS, LETTERS, missing, refusing
from tests.selfreferral.walking import CHECK, DONE, START, VICTIM_BY_PHONE, fill_in, receipt_code, sign_up

pytestmark = pytest.mark.usefixtures("committing")

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
ANSWERS = {"route": "self", "name": "Noor"}


@pytest.fixture
def secret(committing) -> VisitSecret:
    secret = VisitSecret.new()
    drafts.save(secret=secret, visit=Visit(ANSWERS), now=NOON)
    return secret


def _send(secret: VisitSecret) -> None:
    submit(secret=secret, answers=ANSWERS, now=NOON)


def test_a_visit_becomes_one_letter_and_its_answers_leave_the_draft(secret):
    _send(secret)
    letter = Letter.objects.get()
    assert (letter.id, letter.kind, letter.received_at) == (secret.letter_id, Kind.REFERRAL, NOON)
    assert bytes(letter.receipt_digest) == digest(secret.receipt_code)
    assert drafts.load(secret=secret, now=NOON) == Visit(is_submitted=True)


def test_sent_twice_it_is_still_one_letter(secret):
    _send(secret)
    _send(secret)
    assert Letter.objects.count() == 1
    assert drafts.load(secret=secret, now=NOON) == Visit(is_submitted=True)


def test_two_presses_at_the_same_moment_are_one_letter(secret):
    together, trouble = threading.Barrier(2), []

    def press() -> None:
        try:
            together.wait(timeout=10)
            _send(secret)
        except DatabaseError as error:
            trouble.append(error)
        finally:
            connection.close()

    presses = [threading.Thread(target=press) for _ in range(2)]
    [thread.start() for thread in presses]
    [thread.join(timeout=30) for thread in presses]
    assert trouble == []
    assert Letter.objects.count() == 1
    assert drafts.load(secret=secret, now=NOON) == Visit(is_submitted=True)


def test_a_crash_between_storing_and_answering_gives_the_same_receipt_afterwards(secret):
    _send(secret)  # the answer to the visitor was lost; the browser sends it again
    code = VisitSecret.from_cookie(secret.for_cookie()).receipt_code
    _send(secret)
    assert bytes(Letter.objects.get().receipt_digest) == digest(code)


@pytest.mark.parametrize("failure", [missing, refusing])
@pytest.mark.parametrize("table", [LETTERS, DRAFTS])
def test_when_the_database_fails_there_is_no_letter_and_the_draft_is_as_it_was(secret, failure, table):
    with failure(table), pytest.raises(DatabaseError):
        _send(secret)
    assert not Letter.objects.exists()
    assert drafts.load(secret=secret, now=NOON) == Visit(ANSWERS)


@pytest.mark.parametrize("failure", [missing, refusing])
@pytest.mark.parametrize("table", [LETTERS, DRAFTS])
def test_the_second_attempt_after_a_failure_succeeds(secret, failure, table):
    with failure(table), pytest.raises(DatabaseError):
        _send(secret)
    _send(secret)
    assert Letter.objects.get().id == secret.letter_id


def test_a_visitor_gets_a_receipt_only_for_a_letter_that_is_there(visitor):
    reply = sign_up(visitor)
    assert reply.request["PATH_INFO"] == DONE
    assert bytes(Letter.objects.get().receipt_digest) == digest(receipt_code(reply))


def test_the_receipt_page_never_repeats_an_answer(visitor):
    page = sign_up(visitor, {**VICTIM_BY_PHONE, "name": "Planted-Qx7"}).content.decode()
    assert not any(answer in page for answer in ("Planted-Qx7", "12345678", "12 34 56 78", "Tigrinya"))


def test_pressing_the_button_again_gives_the_same_receipt(visitor):
    first = sign_up(visitor)
    second = visitor.post(CHECK, follow=True)
    assert receipt_code(second) == receipt_code(first)
    assert Letter.objects.count() == 1


@pytest.mark.parametrize("failure", [missing, refusing])
def test_a_visitor_who_meets_a_failure_is_told_so_and_can_try_again(visitor, failure):
    fill_in(visitor, VICTIM_BY_PHONE)
    with failure(LETTERS):
        reply = visitor.post(CHECK)
    assert reply.status_code == 503
    assert "Probeer het nog eens" in reply.content.decode()
    assert "tel:" in reply.content.decode()
    assert visitor.post(CHECK).url == DONE
    assert Letter.objects.count() == 1


def test_what_was_typed_survives_a_failure_between_two_questions(visitor):
    with missing(DRAFTS):
        reply = visitor.post("/aanmelden/voor-wie/", {"route": "relative"})
    assert reply.status_code == 503
    assert '<input type="hidden" name="route" value="relative">' in reply.content.decode()


def test_without_a_visit_there_is_nothing_to_send_and_no_receipt(visitor):
    assert visitor.post(CHECK).status_code == 302
    assert visitor.get(DONE).url == START
    assert not Letter.objects.exists()


def test_answering_once_more_after_sending_changes_nothing(visitor):
    sign_up(visitor)
    assert visitor.post("/aanmelden/naam/", {"name": "Sam"}).url == DONE
    assert Letter.objects.count() == 1
    assert Draft.objects.count() == 1
