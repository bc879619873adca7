"""The visit ends by itself, at the button and at the exit; it never mixes with the form's."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from selfreferral.models import Kind
from selfreferral.public import drafts
from selfreferral.public.mine.visit import SILENCE
from selfreferral.public.models import Draft
from selfreferral.public.secret import ReturnSecret, VisitSecret
from selfreferral.public.submit import submit
from tests.selfreferral.mine.coming_back import (
    ADD,
    CLOSE,
    CODE,
    CORRECT,
    STANDING,
    STAY,
    WITHDRAW,
    WRONG,
    correct,
    press,
    sign_in,
)
from tests.selfreferral.walking import VICTIM_BY_PHONE, fill_in

pytestmark = pytest.mark.django_db
MOMENT = timedelta(seconds=1)


@pytest.fixture
def clock(monkeypatch):
    """Lets time pass."""
    passed = [timedelta()]
    real = timezone.now
    monkeypatch.setattr(timezone, "now", lambda: real() + passed[0])

    def wait(time):
        passed[0] += time

    return wait


def _rows(client):
    secret = ReturnSecret.from_cookie(client.cookies[settings.RETURN_COOKIE_NAME].value)
    return Draft.objects.filter(id=secret.draft_id)


def test_after_a_quarter_of_an_hour_the_code_is_asked_again(holder, clock):
    clock(SILENCE + MOMENT)
    assert holder.get(STANDING).url == CODE
    assert "U hebt een kwartier niets gedaan." in holder.get(CODE).text


@pytest.mark.parametrize(
    "do",
    [
        lambda holder: holder.get(STANDING),
        lambda holder: holder.post(STAY),
        lambda holder: press(holder, ADD, addition="Bel niet op zondag."),
    ],
    ids=["looking", "staying", "adding"],
)
def test_whatever_somebody_does_begins_the_quarter_anew(holder, clock, do):
    for _ in range(3):
        clock(SILENCE - 5 * MOMENT)
        assert do(holder).status_code in {200, 204, 302}
    assert holder.get(STANDING).status_code == 200


def test_who_was_silent_for_too_long_cannot_stay_without_the_code(holder, clock):
    clock(SILENCE + MOMENT)
    assert holder.post(STAY).status_code == 410
    assert Client().post(STAY).status_code == 410
    assert holder.get(STANDING).url == CODE


def test_what_was_typed_during_a_long_silence_is_there_after_the_code(holder, code, clock, later):
    clock(SILENCE + 5 * MOMENT)
    assert holder.post(ADD, {"once": "a", "addition": "Een lang verhaal"}).url == CODE
    asked = holder.get(CODE)
    assert "Wat u hebt getypt, staat er daarna nog." in asked.text
    assert "Een lang verhaal" not in asked.text
    assert later() == []
    sign_in(holder, WRONG)
    page = sign_in(holder, code)
    assert page.request["PATH_INFO"] == ADD
    assert "Een lang verhaal" in page.text
    press(holder, ADD, addition="Een lang verhaal")
    assert later() == [Kind.ADDITION]


def test_answers_of_a_correction_outlive_a_silence(holder, code, clock):
    correct(holder)
    clock(SILENCE + MOMENT)
    sign_in(holder, code)
    assert "Kerkstraat" in holder.get(f"{CORRECT}controleren/").text


def test_what_was_typed_is_not_shown_with_another_code(holder, clock):
    other = VisitSecret.new()
    submit(secret=other, answers={}, now=timezone.now())
    correct(holder)
    clock(SILENCE + MOMENT)
    holder.post(ADD, {"addition": "Een lang verhaal"})
    page = sign_in(holder, other.receipt_code)
    assert page.request["PATH_INFO"] == STANDING
    assert "Een lang verhaal" not in holder.get(ADD).text
    assert holder.get(f"{CORRECT}controleren/").url == f"{CORRECT}bereiken/"


def test_a_withdrawal_pressed_after_the_silence_asks_the_code_and_then_again(holder, code, clock, later):
    clock(SILENCE + MOMENT)
    holder.post(WITHDRAW, {"once": "a"})
    assert later() == []
    assert sign_in(holder, code).request["PATH_INFO"] == WITHDRAW


def test_after_an_hour_nothing_is_left(holder, clock):
    correct(holder)
    clock(drafts.SILENCE + MOMENT)
    assert "U hebt een kwartier" not in holder.get(CODE).text
    drafts.sweep(now=timezone.now())
    assert not _rows(holder).exists()


def test_ready_signs_off(holder):
    assert holder.post(CLOSE).url == "/mijn-aanmelding/afgesloten/"
    assert not holder.cookies[settings.RETURN_COOKIE_NAME].value
    assert Draft.objects.count() == 1  # what is left of signing up
    assert holder.get(STANDING).url == CODE


@pytest.mark.parametrize("method", ["get", "post"])
def test_the_way_out_wipes_both_visits(holder, method):
    fill_in(holder, VICTIM_BY_PHONE)
    rows = _rows(holder)
    assert rows.exists()
    getattr(holder, method)("/verlaat-deze-site/")
    assert not rows.exists()
    assert [name for name, cookie in holder.cookies.items() if cookie.value] == []


def test_signing_off_leaves_a_half_filled_form_alone(holder):
    fill_in(holder, VICTIM_BY_PHONE)
    holder.post(CLOSE)
    assert holder.get("/aanmelden/controleren/").status_code == 200


def test_one_cookie_in_the_place_of_the_other_opens_nothing(holder):
    form = Client()
    fill_in(form, VICTIM_BY_PHONE)
    mine, draft = holder.cookies[settings.RETURN_COOKIE_NAME].value, form.cookies[settings.DRAFT_COOKIE_NAME].value
    stranger = Client()
    stranger.cookies[settings.RETURN_COOKIE_NAME], stranger.cookies[settings.DRAFT_COOKIE_NAME] = draft, mine
    assert stranger.get(STANDING).url == CODE
    assert stranger.get("/aanmelden/controleren/").url == "/aanmelden/verlopen/"


def test_the_same_bytes_make_other_keys_at_the_other_door():
    value = VisitSecret.new().value
    form, mine = VisitSecret(value), ReturnSecret(value)
    assert form.draft_id != mine.draft_id
    assert form.draft_key != mine.draft_key
    assert len({mine.letter_id, form.letter_id, mine.letter_for(b"a"), mine.letter_for(b"b")}) == 4


def test_the_row_is_of_the_forms_length_and_opens_with_the_cookie_only(holder):
    lengths = {len(draft.sealed) for draft in Draft.objects.all()}
    assert len(lengths) == 1
