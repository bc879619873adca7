"""A referral is taken by one person at a time, and its state follows what the worker says."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from selfreferral.intake import queue
from selfreferral.intake.models import OPEN_STATES, Outcome, State
from tests import second_factor

CLOSED = {"state": State.CLOSED, "outcome": Outcome.DECLINED}
UNKNOWN = "00000000-0000-4000-8000-000000000000"


def _address(name, referral_id):
    return reverse(f"aanmeldingen:{name}", kwargs={"referral_id": referral_id})


def test_taking_puts_it_on_my_name(intake_worker, referral):
    page = intake_worker.client.post(_address("take", referral.pk), {"instead_of": ""}, follow=True)
    referral.refresh_from_db()
    assert referral.handler == intake_worker.user
    assert "De aanmelding staat op uw naam." in page.text


def test_a_referral_taken_meanwhile_stays_with_who_took_it(intake_worker, other_intake_worker, referral):
    other_intake_worker.client.post(_address("take", referral.pk), {"instead_of": ""})
    page = intake_worker.client.post(_address("take", referral.pk), {"instead_of": ""}, follow=True)
    referral.refresh_from_db()
    assert referral.handler == other_intake_worker.user
    assert "Intussen heeft iemand anders" in page.text


def test_a_referral_can_be_taken_over_knowingly(intake_worker, other_intake_worker, referral):
    intake_worker.client.post(_address("take", referral.pk), {"instead_of": ""})
    other_intake_worker.client.post(_address("take", referral.pk), {"instead_of": intake_worker.user.pk})
    referral.refresh_from_db()
    assert referral.handler == other_intake_worker.user


@pytest.mark.parametrize("state", OPEN_STATES)
def test_the_state_follows(intake_worker, referral, state):
    answer = intake_worker.client.post(_address("change_state", referral.pk), {"state": state})
    referral.refresh_from_db()
    assert referral.state == state
    assert answer.url == _address("referral", referral.pk)


@pytest.mark.parametrize("outcome", Outcome)
def test_what_came_of_it_is_kept_with_the_end(intake_worker, referral, outcome):
    intake_worker.client.post(_address("change_state", referral.pk), {"state": State.CLOSED, "outcome": outcome})
    referral.refresh_from_db()
    assert (referral.state, referral.outcome) == (State.CLOSED, outcome)
    assert referral.closed_at


@pytest.mark.parametrize(("outcome", "words"), [("", "ook een uitkomst"), ("onbekend", "Kies een uitkomst")])
def test_nothing_ends_without_an_outcome(intake_worker, referral, outcome, words):
    data = {"state": State.CLOSED, "outcome": outcome}
    page = intake_worker.client.post(_address("change_state", referral.pk), data, follow=True)
    referral.refresh_from_db()
    assert referral.state == State.NEW
    assert words in page.text


def test_what_was_closed_can_be_opened_again(intake_worker, referral):
    intake_worker.client.post(_address("change_state", referral.pk), CLOSED)
    intake_worker.client.post(_address("change_state", referral.pk), {"state": State.TO_CALL, "reason": "Belde terug"})
    referral.refresh_from_db()
    assert (referral.state, referral.outcome, referral.closed_at) == (State.TO_CALL, "", None)


def test_the_first_contact_is_dated_once(intake_worker, referral, now):
    for hours, state in enumerate((State.TO_CALL, State.IN_CONTACT, State.WAITING)):
        at = now + timedelta(hours=hours)
        queue.change_state(referral_id=referral.pk, person=intake_worker.user, state=state, now=at)
    referral.refresh_from_db()
    assert referral.contacted_at == now + timedelta(hours=1)
    assert referral.state_since == now + timedelta(hours=2)


@pytest.mark.parametrize("state", ["", "gone"])
def test_an_unknown_state_changes_nothing(intake_worker, referral, state):
    page = intake_worker.client.post(_address("change_state", referral.pk), {"state": state}, follow=True)
    referral.refresh_from_db()
    assert referral.state == State.NEW
    assert "Kies een stand." in page.text


@pytest.mark.parametrize("name", ["take", "change_state", "add_note"])
def test_a_deed_without_the_forms_own_token_is_refused(intake_worker, referral, name):
    strict = Client(enforce_csrf_checks=True)
    second_factor.open_session(strict, intake_worker.user)
    answer = strict.post(_address(name, referral.pk), {**CLOSED, "text": "x"})
    referral.refresh_from_db()
    assert answer.status_code == 403
    assert (referral.state, referral.handler) == (State.NEW, None)


@pytest.mark.parametrize("name", ["take", "change_state", "add_note"])
def test_a_deed_is_never_done_by_a_link(intake_worker, referral, name):
    assert intake_worker.client.get(_address(name, referral.pk)).status_code == 405


@pytest.mark.parametrize(("name", "data"), [("change_state", CLOSED), ("add_note", {"text": "x"})])
def test_a_deed_on_nothing_is_404(intake_worker, name, data):
    assert intake_worker.client.post(_address(name, UNKNOWN), data).status_code == 404
