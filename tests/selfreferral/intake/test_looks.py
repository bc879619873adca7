"""Opening a letter and recording who looks are one deed; neither happens alone."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from selfreferral.intake import accesslog, queue
from selfreferral.intake.models import AccessRecord
from selfreferral.intake.queue import opening
from selfreferral.intake.unseal import CannotOpenError


@pytest.fixture
def look(referral, intake_worker, now):
    return lambda: queue.open_referral(referral_id=referral.pk, person=intake_worker.user, now=now)


@pytest.fixture
def address(referral):
    return reverse("aanmeldingen:referral", kwargs={"referral_id": referral.pk})


@pytest.fixture
def opened(monkeypatch):
    """What was decrypted."""
    letters = []

    def unseal(sealed, *, letter_id, kind, person):
        letters.append(letter_id)
        return {}

    monkeypatch.setattr(opening, "unseal", unseal)
    return letters


def test_a_look_opens_the_letter_and_is_recorded(look, referral, intake_worker, now):
    assert look().answers["name"] == "Noor"
    record = AccessRecord.objects.get()
    assert (record.referral, record.person, record.at) == (referral, intake_worker.user, now)


def test_the_record_is_committed_before_anything_is_decrypted(committing, look, monkeypatch):
    seen = []

    def unseal(*args, **kwargs):
        seen.append((connection.in_atomic_block, AccessRecord.objects.count()))
        return {}

    monkeypatch.setattr(opening, "unseal", unseal)
    look()
    assert seen == [(False, 1)]


def test_a_letter_that_does_not_open_was_looked_at(look, monkeypatch):
    def unseal(*args, **kwargs):
        raise CannotOpenError("damaged")

    monkeypatch.setattr(opening, "unseal", unseal)
    assert look().answers is None
    assert AccessRecord.objects.count() == 1


def test_a_failure_while_decrypting_leaves_the_record(look, monkeypatch):
    def unseal(*args, **kwargs):
        raise MemoryError

    monkeypatch.setattr(opening, "unseal", unseal)
    with pytest.raises(MemoryError):
        look()
    assert AccessRecord.objects.count() == 1


def test_a_look_that_cannot_be_recorded_opens_nothing(look, opened, monkeypatch):
    def record(**kwargs):
        raise DatabaseError

    monkeypatch.setattr(accesslog, "record", record)
    with pytest.raises(DatabaseError):
        look()
    assert opened == []


def test_a_transaction_that_could_take_the_record_back_is_refused(look, opened):
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        look()
    assert opened == []


def test_each_time_the_page_is_shown_is_a_look(intake_worker, address):
    for _ in range(3):
        intake_worker.client.get(address)
    assert AccessRecord.objects.count() == 3


@pytest.mark.parametrize("name", ["Sec-Purpose", "Purpose", "X-Moz"])
@pytest.mark.parametrize("value", ["prefetch", "prefetch;prerender"])
def test_a_browser_that_loads_ahead_opens_nothing(intake_worker, address, name, value):
    answer = intake_worker.client.get(address, headers={name: value})
    assert answer.status_code == 503
    assert not AccessRecord.objects.exists()


@pytest.mark.parametrize("method", ["head", "options", "post", "put", "delete"])
def test_only_a_get_opens(intake_worker, address, method):
    answer = getattr(intake_worker.client, method)(address)
    assert "Noor" not in answer.text
    assert not AccessRecord.objects.exists()


def test_the_opened_page_is_never_stored(intake_worker, address):
    assert "no-store" in intake_worker.client.get(address).headers["Cache-Control"]


def test_a_referral_that_does_not_exist_is_404(intake_worker):
    referral_id = "00000000-0000-4000-8000-000000000000"
    assert intake_worker.client.get(reverse("aanmeldingen:referral", kwargs={"referral_id": referral_id})).status_code == 404


def test_the_page_says_who_looked_when(intake_worker, address):
    looks = intake_worker.client.get(address).text.partition('id="looks-heading"')[2]
    assert "intaker" in looks
