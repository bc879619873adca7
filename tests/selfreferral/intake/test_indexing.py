"""The machine makes a referral searchable: recorded first, read by nobody, and what it keeps cannot be guessed back."""

import hashlib
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from selfreferral.intake import queue
from selfreferral.intake.blinding import blind
from selfreferral.intake.models import AccessRecord, BlindIndex, Deed, IndexKind, KeyDeed, Referral
from selfreferral.intake.queue import indexing
from selfreferral.intake.terms import Term, terms, words
from selfreferral.models import Kind, Letter
from tests.selfreferral.intake.later_letters import send_later

NUMBER = "+31612345678"


def _index(**options):
    return queue.index_waiting(now=timezone.now(), **options)


def test_looking_at_the_list_makes_it_searchable_and_nobody_looked(referral, intake_worker):
    intake_worker.client.get(reverse("aanmeldingen:queue"))
    assert {one.kind for one in BlindIndex.objects.all()} == {IndexKind.PHONE, IndexKind.WORD}
    assert not AccessRecord.objects.exists()
    deed = KeyDeed.objects.get()
    assert (deed.deed, deed.subject, deed.keys) == (Deed.INDEXED, referral.pk, referral.letter.key_id)


def test_the_referral_says_that_the_machine_opened_it(referral, intake_worker):
    _index()
    shown = intake_worker.client.get(reverse("aanmeldingen:referral", args=[referral.pk])).text
    assert "doorzoekbaar gemaakt, door niemand gelezen" in shown


def test_the_record_is_committed_before_anything_is_decrypted(committing, referral, monkeypatch):
    seen = []

    def unseal(*args, **kwargs):
        seen.append((connection.in_atomic_block, KeyDeed.objects.filter(deed=Deed.INDEXED).count()))
        return {}

    monkeypatch.setattr(indexing, "unseal", unseal)
    _index()
    assert seen == [(False, 1)]


def test_a_transaction_that_could_take_the_record_back_is_refused(referral, monkeypatch):
    opened = []
    monkeypatch.setattr(indexing, "unseal", lambda sealed, **row: opened.append(row | {"sealed": sealed}))
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        _index()
    assert opened == []


def test_it_is_done_once(referral):
    assert _index() == [referral.pk]
    assert _index() == []
    assert KeyDeed.objects.count() == 1


def test_it_goes_a_few_at_a_time_the_longest_waiting_first(send_in):
    referrals = [send_in(hours=hours).pk for hours in (3, 2, 1)]
    assert _index(limit=2) == referrals[:2]
    assert _index(limit=2) == referrals[2:]


def test_a_letter_that_does_not_open_holds_up_nobody_and_is_tried_again_a_day_later(send_in, intake_worker, caplog):
    broken, whole = send_in(hours=2), send_in(hours=1)
    Letter.objects.filter(pk=broken.pk).update(sealed=b"not age")
    assert intake_worker.client.get(reverse("aanmeldingen:queue")).status_code == 200
    assert set(BlindIndex.objects.values_list("referral", flat=True)) == {whole.pk}
    assert "cannot be made searchable" in caplog.text
    assert _index() == []
    Letter.objects.filter(pk=broken.pk).update(sealed=whole.letter.sealed)  # of another row: refused as well
    assert queue.index_waiting(now=timezone.now() + timedelta(days=2)) == []
    assert KeyDeed.objects.filter(subject=broken.pk).count() == 2


def test_without_the_key_the_list_is_there_and_everything_is_made_searchable_when_it_is_back(
    referral, intake_worker, settings, tmp_path
):
    key = settings.INTAKE_KEY_FILE
    settings.INTAKE_KEY_FILE = tmp_path / "gone"
    assert referral.reference in intake_worker.client.get(reverse("aanmeldingen:queue")).text
    assert not BlindIndex.objects.exists()
    settings.INTAKE_KEY_FILE = key
    assert queue.index_waiting(now=timezone.now() + timedelta(days=2)) == [referral.pk]


def test_stopped_half_way_it_is_done_a_day_later(referral, monkeypatch):
    def unseal(*args, **kwargs):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(indexing, "unseal", unseal)
        with pytest.raises(KeyboardInterrupt):
            _index()
    assert _index() == []
    assert queue.index_waiting(now=timezone.now() + timedelta(days=2)) == [referral.pk]


def test_what_is_corrected_meanwhile_is_not_lost(referral, monkeypatch):
    real = indexing.unseal

    def unseal(*args, **kwargs):
        if Letter.objects.count() == 1:
            send_later(referral, Kind.CORRECTION, {"channel": "phone", "phone": "+31687654321"})
            queue.collect_letters()
        return real(*args, **kwargs)

    monkeypatch.setattr(indexing, "unseal", unseal)
    assert _index() == []
    assert _index() == [referral.pk]


def test_a_correction_that_does_not_open_keeps_nothing_to_search_by(referral, monkeypatch):
    later = send_later(referral, Kind.CORRECTION, {"channel": "phone", "phone": "+31687654321"})
    Letter.objects.filter(pk=later).update(sealed=b"not age")
    queue.collect_letters()
    assert _index() == []
    assert not BlindIndex.objects.exists()


def test_the_index_goes_with_the_referral(referral):
    _index()
    Referral.objects.all().delete()
    assert not BlindIndex.objects.exists()


def test_the_key_is_not_in_the_database_and_a_number_cannot_be_guessed_without_it(referral, settings):
    _index()
    kept = {bytes(one.digest) for one in BlindIndex.objects.filter(kind=IndexKind.PHONE)}
    assert kept == {blind(Term(IndexKind.PHONE, NUMBER))}
    for guess in (NUMBER, f"phone\0{NUMBER}", "0612345678"):
        assert hashlib.sha256(guess.encode()).digest() not in kept
    assert not _anywhere_in_the_database(settings.INTAKE_SEARCH_KEY)
    assert not _anywhere_in_the_database(NUMBER)
    settings.INTAKE_SEARCH_KEY = "another key " * 4
    assert blind(Term(IndexKind.PHONE, NUMBER)) not in kept


def _anywhere_in_the_database(text):
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608  names of our own tables
            if text in str([[bytes(v) if isinstance(v, memoryview) else v for v in row] for row in cursor.fetchall()]):
                return True
    return False


@pytest.mark.pure
@given(st.text())
def test_digests_differ_for_each_kind(text):
    assert len({blind(Term(kind, text)) for kind in IndexKind}) == len(IndexKind)


@pytest.mark.pure
@given(st.text())
def test_capitals_and_accents_never_matter(text):
    assert words(text) == words(text.casefold()) == words(" ".join(words(text)))


@pytest.mark.pure
@given(
    st.dictionaries(st.sampled_from(["name", "phone", "email", "other_phone", "professional_name"]), st.none() | st.text())
)
def test_whatever_somebody_filled_in_can_be_indexed(answers):
    for term in terms(answers):
        assert len(blind(term)) == 32
