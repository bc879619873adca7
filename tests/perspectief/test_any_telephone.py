"""Whatever is typed where a telephone number is asked: a number that can be called, or a sentence that says what to do."""

import phonenumbers
import pytest
from django.core.exceptions import ValidationError
from hypothesis import example, given, settings
from hypothesis import strategies as st

from perspectief.telephone import IN_A_NUMBER, to_e164, to_read
from selfreferral.public.forms.reaching import PhoneForm

pytestmark = pytest.mark.pure

MANY = settings(max_examples=2_000, deadline=None)
REFUSAL = "Vul een telefoonnummer in, zoals 06 12 34 56 78 of 030 234 00 45."
# Mostly what looks like a number, because of any text nearly none does.
LIKE_A_NUMBER = st.text(sorted(IN_A_NUMBER), max_size=24)
STARTS = st.sampled_from(
    ["06", "030", "0800", "0900", "088", "14", "112", "+31", "0031", "+31 (0)", "+32", "+44", "+39 0", "+1", "+"]
)
TYPED = st.text() | LIKE_A_NUMBER | st.builds(str.__add__, STARTS, LIKE_A_NUMBER)


def _numbers():
    """An example of every kind of number of every country, as the library knows them."""
    for region in sorted(phonenumbers.SUPPORTED_REGIONS):
        for kind in phonenumbers.PhoneNumberType.values():
            number = phonenumbers.example_number_for_type(region, kind)
            if number and phonenumbers.is_valid_number(number):
                yield phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


NUMBERS = sorted(set(_numbers()))


@MANY
@given(TYPED)
@example("0612345678\n")
@example("+31612345678;ext=9")
@example("\ud800")
def test_any_text_is_a_number_that_parses_back_or_is_refused_in_plain_dutch(typed):
    kept = _kept(typed)
    if kept != REFUSAL:
        assert phonenumbers.is_valid_number(phonenumbers.parse(kept))
        assert to_e164(kept) == kept


def _kept(typed):
    """The number, or what is said instead of it."""
    try:
        return to_e164(typed)
    except ValidationError as refusal:
        return " ".join(refusal.messages)


@MANY
@given(TYPED)
def test_the_form_says_nothing_but_what_to_do(typed):
    form = PhoneForm({"phone": typed}, answers={})
    if form.is_valid():
        assert to_e164(form.cleaned_data["phone"]) == form.cleaned_data["phone"]
    else:
        assert set(form.errors["phone"]) <= {REFUSAL, "Vul een telefoonnummer in, zoals 06 12 34 56 78."}


@pytest.mark.parametrize("shown", [to_read, lambda e164: f" {e164[:4]}-{e164[4:]} "], ids=["as we show it", "with signs"])
def test_the_number_of_any_country_comes_back_as_it_was(shown):
    assert len(NUMBERS) > 900
    assert [e164 for e164 in NUMBERS if to_e164(shown(e164)) != e164] == []
