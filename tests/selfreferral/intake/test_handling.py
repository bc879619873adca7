"""A referral is taken by one person at a time, and its state follows what the worker says."""

import pytest
from django.test import Client
from django.urls import reverse

from selfreferral.intake.models import State

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


@pytest.mark.parametrize("state", State.values)
def test_the_state_follows(intake_worker, referral, state):
    answer = intake_worker.client.post(_address("change_state", referral.pk), {"state": state})
    referral.refresh_from_db()
    assert referral.state == state
    assert answer.url == _address("referral", referral.pk)


@pytest.mark.parametrize("state", ["", "gone"])
def test_an_unknown_state_changes_nothing(intake_worker, referral, state):
    page = intake_worker.client.post(_address("change_state", referral.pk), {"state": state}, follow=True)
    referral.refresh_from_db()
    assert referral.state == State.NEW
    assert "Kies een stand." in page.text


@pytest.mark.parametrize("name", ["take", "change_state", "add_note"])
def test_a_deed_without_the_forms_own_token_is_refused(intake_worker, referral, name):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(intake_worker.user)
    answer = strict.post(_address(name, referral.pk), {"state": State.CLOSED, "text": "x"})
    referral.refresh_from_db()
    assert answer.status_code == 403
    assert (referral.state, referral.handler) == (State.NEW, None)


@pytest.mark.parametrize("name", ["take", "change_state", "add_note"])
def test_a_deed_is_never_done_by_a_link(intake_worker, referral, name):
    assert intake_worker.client.get(_address(name, referral.pk)).status_code == 405


@pytest.mark.parametrize(("name", "data"), [("change_state", {"state": State.CLOSED}), ("add_note", {"text": "x"})])
def test_a_deed_on_nothing_is_404(intake_worker, name, data):
    assert intake_worker.client.post(_address(name, UNKNOWN), data).status_code == 404
