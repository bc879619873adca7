"""Answers on their way: readable with the visitor's cookie only, replaced at each page, gone after an hour of silence."""

import base64
import hashlib
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings as django_settings

from selfreferral.public import drafts
from selfreferral.public.drafts import NONCE_BYTES, SILENCE, Visit
from selfreferral.public.models import Draft
from selfreferral.public.secret import VisitSecret

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
MOMENT = timedelta(seconds=1)
ANSWERS = {"name": "Planted-Qx7-name", "call_times": ["morning"], "consent": True}


@pytest.fixture
def secret() -> VisitSecret:
    return VisitSecret.new()


@pytest.fixture
def draft(secret) -> Draft:
    drafts.save(secret=secret, visit=Visit(ANSWERS), now=NOON)
    return Draft.objects.get()


def test_what_was_kept_comes_back_with_the_cookie(draft, secret):
    again = VisitSecret.from_cookie(secret.for_cookie())
    assert drafts.load(secret=again, now=NOON) == Visit(ANSWERS)


def test_another_cookie_finds_nothing(draft):
    assert drafts.load(secret=VisitSecret.new(), now=NOON) is None


def test_the_row_moved_to_another_visit_does_not_open(draft, secret):
    other = VisitSecret.new()
    Draft.objects.create(id=other.draft_id, sealed=draft.sealed, saved_at=NOON)
    assert drafts.load(secret=other, now=NOON) is None


def test_the_table_with_every_setting_of_the_server_does_not_open_a_draft(draft, recovery_key):
    sealed = bytes(draft.sealed)
    server = [draft.id.bytes, draft.id.hex.encode(), recovery_key.encode(), django_settings.INTAKE_KEY_FILE.read_bytes()]
    server += [str(getattr(django_settings, name)).encode() for name in dir(django_settings) if name.isupper()]
    for known in server:
        for key in _keys_from(known):
            with pytest.raises(InvalidTag):
                AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], draft.id.bytes)


def _keys_from(known: bytes) -> set[bytes]:
    """What somebody would try: the thing itself, its digest, its base64 content, and our own derivation from each."""
    try:
        decoded = base64.urlsafe_b64decode(known)
    except ValueError:
        decoded = b""
    raw = {hashlib.sha256(known).digest(), known[:32].ljust(32, b"\0"), decoded[:32].ljust(32, b"\0")}
    return raw | {VisitSecret(value).draft_key for value in raw}


def test_the_row_does_not_hold_the_answers_nor_the_cookie(draft, secret):
    kept = bytes(draft.sealed) + draft.id.bytes
    assert ANSWERS["name"].encode() not in kept
    assert secret.value not in kept
    assert secret.for_cookie().encode() not in kept


def test_the_length_of_the_row_tells_nothing(secret):
    lengths = set()
    for name in ("", "Noor", "N" * 900):
        drafts.save(secret=secret, visit=Visit({"name": name}), now=NOON)
        lengths.add(len(Draft.objects.get().sealed))
    assert len(lengths) == 1


def test_each_page_takes_the_place_of_the_one_before(draft, secret):
    drafts.save(secret=secret, visit=Visit({"name": "Sam"}), now=NOON)
    assert Draft.objects.count() == 1
    assert drafts.load(secret=secret, now=NOON) == Visit({"name": "Sam"})


def test_the_same_answers_are_never_encrypted_the_same_way_twice(draft, secret):
    drafts.save(secret=secret, visit=Visit(ANSWERS), now=NOON)
    assert bytes(Draft.objects.get().sealed) != bytes(draft.sealed)


@pytest.mark.parametrize("place", [0, NONCE_BYTES, 2000, -1])
def test_a_changed_row_opens_to_nothing(draft, secret, place):
    changed = bytearray(draft.sealed)
    changed[place] ^= 1
    Draft.objects.update(sealed=bytes(changed))
    assert drafts.load(secret=secret, now=NOON) is None


@pytest.mark.parametrize("length", [0, 5, NONCE_BYTES, 20, 4000])
def test_a_row_that_was_cut_short_opens_to_nothing(draft, secret, length):
    Draft.objects.update(sealed=bytes(draft.sealed)[:length])
    assert drafts.load(secret=secret, now=NOON) is None


def test_after_an_hour_of_silence_the_answers_are_not_given_back(draft, secret):
    assert drafts.load(secret=secret, now=NOON + SILENCE) is not None
    assert drafts.load(secret=secret, now=NOON + SILENCE + MOMENT) is None


def test_that_something_was_sent_is_known_for_as_long_so_that_a_late_retry_is_no_second_referral(secret):
    drafts.save(secret=secret, visit=Visit(is_submitted=True), now=NOON)
    assert drafts.load(secret=secret, now=NOON + SILENCE) == Visit(is_submitted=True)
    assert drafts.load(secret=secret, now=NOON + SILENCE + MOMENT) is None


def test_the_sweep_wipes_what_nobody_came_back_for_and_nothing_else(draft, secret):
    recent = VisitSecret.new()
    drafts.save(secret=recent, visit=Visit(ANSWERS), now=NOON + timedelta(minutes=30))
    assert drafts.sweep(now=NOON + SILENCE + MOMENT) == 1
    assert Draft.objects.get().id == recent.draft_id


def test_wiping_leaves_no_row(draft, secret):
    drafts.wipe(secret=secret)
    assert not Draft.objects.exists()
