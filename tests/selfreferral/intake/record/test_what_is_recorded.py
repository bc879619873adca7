"""Who, which, when, what part, from which session; and what was refused."""

import pytest
from django.urls import reverse

from selfreferral.intake import accesslog
from selfreferral.intake.models import AccessRecord, Part
from tests import second_factor
from tests.cast import PASSWORD


@pytest.fixture
def address(referral):
    return reverse("aanmeldingen:referral", kwargs={"referral_id": referral.pk})


def test_two_looks_from_one_log_in_are_told_together_and_another_apart(intake_worker, other_intake_worker, address):
    for client in (intake_worker.client, intake_worker.client, other_intake_worker.client):
        client.get(address)
    first, second, third = AccessRecord.objects.order_by("number").values_list("session", flat=True)
    assert first == second != third
    assert len(first) == 16


def test_a_second_log_in_of_the_same_person_is_another_session(intake_worker, address, client):
    second_factor.open_session(client, intake_worker.user)
    intake_worker.client.get(address)
    client.get(address)
    assert AccessRecord.objects.values("session").distinct().count() == 2


def test_nobody_gets_into_a_session_with_what_is_recorded_of_it(intake_worker, address):
    intake_worker.client.get(address)
    key = intake_worker.client.session.session_key
    recorded = AccessRecord.objects.get().session
    assert recorded not in key
    assert key not in recorded


def test_a_refusal_says_who_asked_for_what(editor, address, referral):
    assert editor.client.get(address).status_code == 403
    record = AccessRecord.objects.get()
    assert (record.part, record.person, record.what) == (Part.REFUSED, editor.user, "aanmeldingen:referral")
    assert (record.referral_id, record.reference) == (referral.pk, referral.reference)
    assert record.session


def test_a_refusal_about_a_referral_that_does_not_exist_is_recorded_too(editor):
    address = reverse("aanmeldingen:referral", kwargs={"referral_id": "00000000-0000-4000-8000-000000000000"})
    editor.client.get(address)
    assert AccessRecord.objects.get().reference == "00000000"


def test_who_is_asked_to_log_in_is_not_recorded(visitor, address):
    visitor.get(address)
    assert not AccessRecord.objects.exists()


def test_a_refusal_is_no_look(editor, intake_worker, address, referral):
    editor.client.get(address)
    assert accesslog.latest(referral=referral) == []
    page = intake_worker.client.get(address).text.partition('id="looks-heading"')[2]
    assert "redacteur" not in page
    assert "hele aanmelding" in page


def test_a_password_is_in_no_record(editor, address):
    editor.client.post(f"{address}?wachtwoord={PASSWORD}", {"password": PASSWORD})
    assert PASSWORD not in str(AccessRecord.objects.values().get())
