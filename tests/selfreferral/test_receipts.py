"""The receipt code can be read aloud, cannot be guessed, and is kept only as a digest under a pepper."""

import math
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfreferral.public.secret import VisitSecret
from selfreferral.receipts import ALPHABET, LETTERS, LOOK_ALIKES, digest, spell

pytestmark = pytest.mark.pure

SECRETS = st.binary(min_size=32, max_size=32).map(VisitSecret)


def test_a_code_has_at_least_80_bits():
    assert LETTERS * math.log2(len(set(ALPHABET))) >= 80


@pytest.mark.parametrize("alike", ["0OQD", "1IL7", "B8", "S5", "Z2", "G6", "UV"])
def test_no_letter_can_be_taken_for_another(alike):
    assert len(set(ALPHABET) & set(alike)) == 1
    assert ALPHABET.upper() == ALPHABET


@pytest.mark.parametrize("alike", ["0OQD", "1IL7", "B8", "S5", "Z2", "G6", "UV"])
def test_a_sign_that_was_read_wrong_is_the_one_it_looks_like(alike):
    assert len({digest(f"{sign}K7") for sign in (*alike, *alike.lower())}) == 1


def test_only_what_is_not_in_the_alphabet_is_set_right():
    assert {chr(sign) for sign in LOOK_ALIKES} & set(ALPHABET) == set()
    assert {chr(sign) for sign in LOOK_ALIKES} | set(ALPHABET) == set(string.digits + string.ascii_uppercase)
    assert set(LOOK_ALIKES.values()) <= {ord(sign) for sign in ALPHABET}


@given(st.text(max_size=300))
def test_whatever_is_typed_has_a_digest(typed):
    assert len(digest(typed)) == 32


@given(SECRETS)
def test_a_code_is_groups_of_three_letters_of_the_alphabet(secret):
    groups = secret.receipt_code.split("-")
    assert [len(group) for group in groups] == [3] * 6
    assert set("".join(groups)) <= set(ALPHABET)


@given(SECRETS)
def test_the_same_visit_always_has_the_same_code(secret):
    assert VisitSecret(secret.value).receipt_code == secret.receipt_code


@given(st.lists(st.integers(0, len(ALPHABET) ** LETTERS - 1), min_size=2, max_size=20, unique=True))
def test_two_numbers_never_share_a_code(numbers):
    assert len({spell(number) for number in numbers}) == len(numbers)


@given(SECRETS)
def test_a_code_is_found_again_however_it_is_typed(secret):
    code = secret.receipt_code
    ways = (code, code.lower(), code.replace("-", ""), code.replace("-", " "), f" {code.replace('-', ' - ')} ", f"{code}.")
    assert len({digest(way) for way in ways}) == 1


@given(SECRETS, st.integers(0, 17))
def test_one_letter_off_is_another_code(secret, place):
    letters = list(secret.receipt_code.replace("-", ""))
    letters[place] = "3" if letters[place] == "2" else "2"
    assert digest("".join(letters)) != digest(secret.receipt_code)


def test_the_digest_is_32_bytes_and_worthless_without_the_pepper(settings):
    code = VisitSecret.new().receipt_code
    kept = digest(code)
    settings.RECEIPT_PEPPER = "another pepper"
    assert len(kept) == 32
    assert digest(code) != kept


def test_the_secret_does_not_show_itself():
    secret = VisitSecret.new()
    shown = f"{secret!r} {secret}"
    assert secret.for_cookie() not in shown
    assert repr(secret.value) not in shown


@given(st.text(max_size=60))
def test_a_cookie_that_is_not_ours_is_no_secret(text):
    found = VisitSecret.from_cookie(text)
    assert found is None or len(found.value) == 32
