"""Any text that can be typed is kept as it was typed: on its page after a mistake, on the check page, and in the letter.

What changes is what browsers change themselves, the ends of lines, and the blanks around a text, which nobody sees.
"""

import html
import re

import pytest
from django.test import Client
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from selfreferral.intake.unseal import unseal
from selfreferral.models import Letter
from selfreferral.public.forms.person import NameForm
from selfreferral.public.forms.reaching import AddressForm, EmailForm
from selfreferral.public.forms.wishes import MessageForm
from tests.selfreferral.walking import CHECK, VICTIM_BY_PHONE, fill_in

FORMS = {"name": (NameForm, 100), "address": (AddressForm, 400), "message": (MessageForm, 300)}
NO_ADDRESS = "Vul een e-mailadres in, zoals naam@voorbeeld.nl."
# Everything UTF-8 can carry. A page cannot show a NUL or half a character, and no keyboard has them.
ANY = st.text(st.characters(codec="utf-8"))
TYPED = st.characters(codec="utf-8", exclude_characters="\0")
SHOWN = st.text(st.characters(codec="utf-8", exclude_characters="\0\r"))
THROUGH_HTTP = settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)  # one visitor is enough for all of them


def _kept(typed):
    return typed.replace("\r\n", "\n").strip()


@pytest.mark.pure
@pytest.mark.parametrize("name", FORMS)
@settings(max_examples=1_000, deadline=None)
@given(typed=ANY)
@example("a\r\n\r\nb")
@example("\u202eedoc\u202c 👩‍👩‍👧 e\u0301")
def test_a_text_is_kept_to_the_letter_or_refused_in_a_sentence(name, typed):
    form_class, length = FORMS[name]
    form = form_class({name: typed}, answers={})
    if form.is_valid():
        assert form.cleaned_data[name] == _kept(typed)
    else:
        assert "\0" in typed or not _kept(typed) or len(_kept(typed)) > length
        assert all(error.endswith(".") for error in form.errors[name])


@pytest.mark.pure
@settings(max_examples=1_000, deadline=None)
@given(typed=ANY | st.emails() | st.builds("{}@{}".format, ANY, ANY))
def test_an_e_mail_address_is_kept_to_the_letter_or_refused_in_a_sentence(typed):
    form = EmailForm({"email": typed}, answers={})
    if form.is_valid():
        assert form.cleaned_data["email"] == typed.strip()
        assert not re.search(r"[\s,;<>]", typed.strip().rpartition("@")[2])
        assert "\n" not in typed.strip()
    else:
        assert set(form.errors["email"]) == {NO_ADDRESS}


@pytest.mark.pure
@settings(max_examples=300, deadline=None)
@given(typed=st.emails())
def test_an_address_as_the_standard_has_them_is_never_lost(typed):
    """RFC 5322 allows more than any mailbox has: what Django's own check refuses is shown again, and can be corrected."""
    form = EmailForm({"email": typed}, answers={})
    assert form.is_valid() or form["email"].value() == typed


@pytest.mark.usefixtures("on_postgres", "db")
@THROUGH_HTTP
@given(typed=SHOWN)
def test_what_was_typed_beside_a_mistake_is_on_the_page_again(visitor, typed):
    _ready(visitor, {"channel": "other_person", "other_phone": "030 234 00 45", "other_name": "Sam", "other_knows": "yes"})
    reply = visitor.post("/aanmelden/wie-bellen/", {"other_name": typed, "other_relation": typed, "other_phone": "geen"})
    assert reply.url == "/aanmelden/wie-bellen/"
    page = visitor.get(reply.url).content.decode()
    for name in ("other_name", "other_relation"):
        (shown,) = re.findall(rf'<input type="text" name="{name}"(?: value="([^"]*)")?', page)
        assert html.unescape(shown) == typed


@pytest.mark.usefixtures("on_postgres", "db")
@THROUGH_HTTP
@given(name=st.text(TYPED, max_size=100).filter(str.strip), message=st.text(TYPED, max_size=300))
def test_what_was_typed_is_in_the_letter(name, message):
    visitor = Client()
    fill_in(visitor, {**VICTIM_BY_PHONE, "name": name, "message": message})
    assert visitor.get(CHECK).status_code == 200
    visitor.post(CHECK)
    letter = Letter.objects.latest("received_at")
    answers = unseal(bytes(letter.sealed), letter_id=letter.pk, kind=letter.kind)
    assert (answers["name"], answers["message"]) == (_kept(name), _kept(message))


def _ready(visitor, answers):
    """Everything is answered; once for all texts."""
    if not visitor.cookies:
        fill_in(visitor, {**VICTIM_BY_PHONE, **answers, "other_relation": ""})
