"""Whoever has the code comes in, however it is written; whoever has not learns nothing, not even why."""

import re
from unittest.mock import Mock

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from selfreferral.models import Kind, Letter
from selfreferral.public import rates
from selfreferral.public.models import Draft
from selfreferral.public.secret import VisitSecret
from selfreferral.receipts import digest
from tests.selfreferral.mine.coming_back import CODE, MINE, STANDING, WRONG, sign_in

pytestmark = pytest.mark.django_db
UNKNOWN = "Met deze code vinden wij geen aanmelding."
HERE = "198.51.100.7"
SHAPE = re.compile(r"^\s*\w+|(?:FROM|INTO|JOIN) [\"\w.]+|SAVEPOINT|pg_advisory\w+", re.MULTILINE)
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')


@pytest.fixture
def no_limit(monkeypatch):
    monkeypatch.setattr(rates, "exceeded", Mock(return_value=False))


def test_the_first_page_sets_no_cookie_and_leads_to_the_code(visitor):
    page = visitor.get(MINE)
    assert not visitor.cookies
    assert f'href="{CODE}"' in page.text


def test_the_right_code_leads_to_where_it_stands(visitor, code):
    reply = sign_in(visitor, code)
    assert reply.redirect_chain == [(CODE, 302), (STANDING, 302)]
    assert "Zo staat het met de aanmelding" in reply.text


@pytest.mark.parametrize(
    "write",
    [
        str.lower,
        lambda code: code.replace("-", ""),
        lambda code: code.replace("-", " "),
        lambda code: f"  {' - '.join(code)}. ",
        lambda code: code.replace("D", "0").replace("8", "B").replace("5", "s").replace("7", "l"),
        lambda code: "".join(chr(ord(sign) + 0xFEE0) if sign.isalnum() else sign for sign in code),
    ],
    ids=["small letters", "without dashes", "with spaces", "letter by letter", "look-alikes", "full-width"],
)
def test_a_code_is_accepted_however_it_is_written(visitor, code, write):
    assert sign_in(visitor, write(code)).request["PATH_INFO"] == STANDING


@pytest.mark.parametrize("typed", [WRONG, "ABC", "-", "é" * 50, "'; drop table", "K" * 5000, "\0"])
def test_a_wrong_code_is_asked_again_with_what_was_typed(visitor, code, typed):
    page = sign_in(visitor, typed)
    assert page.redirect_chain == [(CODE, 302)]
    assert "<title>Fout: " in page.text
    assert 'class="error-summary"' in page.text
    if typed == WRONG:
        assert UNKNOWN in page.text
        assert f'value="{typed}"' in page.text


def test_a_letter_that_started_no_referral_opens_nothing(visitor, code):
    Letter.objects.update(kind=Kind.ADDITION)
    assert UNKNOWN in sign_in(visitor, code).text


def test_an_old_code_gets_the_answer_of_a_wrong_one(visitor, code):
    wrong = sign_in(Client(), WRONG)
    Letter.objects.all().delete()
    old = sign_in(visitor, code)
    assert TOKEN.sub("", old.text).replace(code, WRONG) == TOKEN.sub("", wrong.text)


def test_right_and_wrong_are_answered_with_the_same_words_and_headers(code, no_limit):
    replies = [Client().post(CODE, {"code": typed}) for typed in (code, WRONG)]
    right, wrong = (dict(reply.headers.items()) for reply in replies)
    assert right == wrong
    assert {reply.status_code for reply in replies} == {302}
    assert {reply.content for reply in replies} == {b""}
    cookies = [{name: len(cookie.value) for name, cookie in reply.cookies.items()} for reply in replies]
    assert cookies[0] == cookies[1]


def test_right_wrong_and_old_ask_the_database_the_same_questions_in_the_same_order(secret, code):
    old = VisitSecret.new().receipt_code
    rates.exceeded(rule=rates.CODES, request=RequestFactory().get("/", REMOTE_ADDR=HERE), now=timezone.now())
    asked = {}
    for typed in (code, WRONG, old, f"{code[:-1]}{'A' if code[-1] != 'A' else 'C'}"):
        with CaptureQueriesContext(connection) as queries:
            Client(REMOTE_ADDR=HERE).post(CODE, {"code": typed})
        asked[typed] = [SHAPE.findall(query["sql"]) for query in queries]
    assert len({str(shapes) for shapes in asked.values()}) == 1
    (shapes, *_) = asked.values()
    assert sum("selfreferral_letter" in str(shape) or "selfreferral_standing" in str(shape) for shape in shapes) == 1


def test_the_code_stands_in_no_address_cookie_or_row(visitor, secret, code):
    reply = visitor.post(CODE, {"code": code})
    told = [reply.url, str(reply.headers), *(cookie.OutputString() for cookie in visitor.cookies.values())]
    (kept,) = (bytes(draft.sealed) for draft in Draft.objects.exclude(id=secret.draft_id))
    for written in (code, code.replace("-", "")):
        assert written not in " ".join(told)
        assert written.encode() not in kept
    assert digest(code) not in kept


def test_a_code_in_the_address_is_not_read(visitor, code):
    visitor.get(f"{CODE}?code={code}")
    assert visitor.get(STANDING).url == CODE


def test_the_cookie_is_not_the_forms_and_ends_with_the_browser(holder):
    cookie = holder.cookies[settings.RETURN_COOKIE_NAME]
    assert settings.RETURN_COOKIE_NAME != settings.DRAFT_COOKIE_NAME
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"], cookie["expires"]) == (True, "Strict", "", "")


def test_signing_in_gives_a_fresh_cookie_whatever_the_browser_came_with(visitor, secret, code):
    sign_in(visitor, WRONG)
    before = visitor.cookies[settings.RETURN_COOKIE_NAME].value
    sign_in(visitor, code)
    assert visitor.cookies[settings.RETURN_COOKIE_NAME].value != before
    assert Draft.objects.exclude(id=secret.draft_id).count() == 1


def test_trying_again_and_again_is_held_up_also_with_the_right_code(code):
    for _ in range(rates.CODES.most):
        Client(REMOTE_ADDR=HERE).post(CODE, {"code": WRONG})
    page = sign_in(Client(REMOTE_ADDR=HERE), code)
    assert "te vaak een code geprobeerd" in page.text
    assert "tel:" in page.text
    assert sign_in(Client(REMOTE_ADDR="203.0.113.9"), code).request["PATH_INFO"] == STANDING


def test_an_empty_code_is_no_try(code):
    visitor = Client(REMOTE_ADDR=HERE)
    for _ in range(rates.CODES.most + 1):
        visitor.post(CODE, {"code": " - "})
    assert sign_in(visitor, code).request["PATH_INFO"] == STANDING


def test_every_page_is_never_stored_nor_found(visitor, holder):
    for client, address in ((visitor, MINE), (visitor, CODE), (holder, STANDING)):
        reply = client.get(address)
        assert reply.headers["Cache-Control"] == "no-store"
        assert "noindex" in reply.headers["X-Robots-Tag"]


def test_the_tab_says_nothing_behind_the_first_page(visitor, holder):
    for client, address in ((visitor, CODE), (holder, STANDING), (holder, f"{MINE}intrekken/")):
        assert "<title>Formulier</title>" in client.get(address).text
