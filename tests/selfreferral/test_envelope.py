"""What is inside a letter comes out as it went in, belongs to one row, and has a length that tells nothing."""

import uuid

import pyrage
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selfreferral.envelope import STEP_BYTES, EnvelopeError, pack, unpack
from selfreferral.seal import seal
from tests import plugin

pytestmark = pytest.mark.pure

ANSWERS = st.dictionaries(st.text(), st.text() | st.booleans() | st.lists(st.text()), max_size=12)
KINDS = st.sampled_from(["referral", "addition", "withdrawal"])
SECRET = "Planted-Qx7-answer"


@given(letter_id=st.uuids(), kind=KINDS, answers=ANSWERS)
def test_any_answers_come_out_of_the_envelope_as_they_went_in(letter_id, kind, answers):
    packed = pack(letter_id=letter_id, kind=kind, answers=answers)
    assert unpack(packed, letter_id=letter_id, kind=kind) == answers


@given(letter_id=st.uuids(), kind=KINDS, answers=ANSWERS)
def test_the_length_is_always_a_multiple_of_4096(letter_id, kind, answers):
    assert STEP_BYTES == 4096
    assert len(pack(letter_id=letter_id, kind=kind, answers=answers)) % 4096 == 0


def test_a_short_and_a_usual_message_have_the_same_length():
    letter_id = uuid.uuid4()
    lengths = {len(pack(letter_id=letter_id, kind="referral", answers={"message": "é" * size})) for size in (0, 1, 300)}
    assert lengths == {4096}


@settings(deadline=None)
@given(letter_id=st.uuids(), kind=KINDS, answers=ANSWERS)
def test_a_sealed_letter_opens_to_what_was_written(letter_id, kind, answers):
    sealed = seal(letter_id=letter_id, kind=kind, answers=answers)
    assert unpack(_open(sealed.content), letter_id=letter_id, kind=kind) == answers


@settings(deadline=None)
@given(place=st.integers(0, 10_000), bit=st.integers(0, 7))
def test_a_sealed_letter_with_one_changed_bit_is_refused(place, bit):
    sealed = bytearray(seal(letter_id=uuid.uuid4(), kind="referral", answers={"name": SECRET}).content)
    sealed[place % len(sealed)] ^= 1 << bit  # age adds a line of random length, so the length is not known before
    with pytest.raises(pyrage.DecryptError) as refusal:
        _open(bytes(sealed))
    assert SECRET not in str(refusal.value)


@pytest.mark.parametrize("cut", [1, 16, 4096])
def test_a_sealed_letter_that_was_cut_short_is_refused(cut):
    sealed = seal(letter_id=uuid.uuid4(), kind="referral", answers={"name": SECRET}).content
    with pytest.raises(pyrage.DecryptError):
        _open(sealed[:-cut])


def test_an_envelope_in_another_row_is_refused():
    packed = pack(letter_id=uuid.uuid4(), kind="referral", answers={"name": SECRET})
    _is_refused(packed, letter_id=uuid.uuid4(), kind="referral")


def test_an_envelope_of_another_kind_is_refused():
    letter_id = uuid.uuid4()
    packed = pack(letter_id=letter_id, kind="addition", answers={"name": SECRET})
    _is_refused(packed, letter_id=letter_id, kind="withdrawal")


@pytest.mark.parametrize(
    "damaged",
    [
        b"",
        b"[]",
        b"null",
        b"\xff\xfe" + SECRET.encode(),
        f'{{"v":1,"answers":"{SECRET}'.encode(),
        f'{{"v":2,"answers":{{"name":"{SECRET}"}}}}'.encode(),
        f'{{"v":1,"id":"00000000-0000-0000-0000-000000000000","kind":"referral","answers":["{SECRET}"]}}'.encode(),
        b"[" * 100_000,
    ],
)
def test_damaged_content_is_refused_without_quoting_it(damaged):
    _is_refused(damaged, letter_id=uuid.UUID(int=0), kind="referral")


def _is_refused(packed, *, letter_id, kind):
    with pytest.raises(EnvelopeError) as refusal:
        unpack(packed, letter_id=letter_id, kind=kind)
    assert SECRET not in str(refusal.value)
    assert refusal.value.__suppress_context__ or refusal.value.__context__ is None


def _open(content: bytes) -> bytes:
    recovery_key = (plugin.room() / "recovery.key").read_text().strip()
    return pyrage.decrypt(content, [pyrage.x25519.Identity.from_str(recovery_key)])
