"""A session that somebody else knew opens nothing: its key changes at each step of logging in (WSTG-SESS-03)."""

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client

from perspectief.accounts.twofactor.models import StaffSession
from perspectief.accounts.twofactor.session_store import kept_under
from selfreferral.public.secret import VisitSecret
from tests import second_factor
from tests.cast import PASSWORD, Player
from tests.selfreferral.walking import FIRST

pytestmark = pytest.mark.usefixtures("on_postgres", "db")

LOG_IN, CODE, CONFIRM, INSIDE = (
    "/beheer/login/",
    "/beheer/twee-factor/code/",
    "/beheer/twee-factor/bevestigen/",
    "/beheer/account/",
)


def _key(client: Client) -> str:
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def _knowing(key: str) -> Client:
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = key
    return client


def test_a_key_that_was_planted_is_not_the_key_after_the_password_or_the_code(editor: Player) -> None:
    client = Client()
    planted = client.session
    planted["planted"] = True
    planted.save()
    keys = [str(planted.session_key)]
    client.cookies[settings.SESSION_COOKIE_NAME] = keys[0]
    client.post(LOG_IN, {"login": editor.user.username, "password": PASSWORD})
    keys.append(_key(client))
    assert client.post(CODE, {"code": second_factor.code(editor.user)}).status_code == 302
    keys.append(_key(client))
    assert client.get(INSIDE).status_code == 200
    assert keys[2] not in keys[:2]
    for former in set(keys[:2]):
        assert _knowing(former).get(INSIDE).status_code == 302
        assert not Session.objects.filter(pk=kept_under(former), expire_date__isnull=False).exists() or former == keys[1]


def test_a_key_that_never_was_is_not_adopted(editor: Player) -> None:
    client = _knowing("a" * 32)
    client.post(LOG_IN, {"login": editor.user.username, "password": PASSWORD})
    client.post(CODE, {"code": second_factor.code(editor.user)})
    assert client.get(INSIDE).status_code == 200
    assert _key(client) != "a" * 32
    assert _knowing("a" * 32).get(INSIDE).status_code == 302


def test_who_proves_themselves_again_gets_another_key(editor: Player) -> None:
    second_factor.open_session(editor.client, editor.user, seconds_ago=10 * 3600)
    before = _key(editor.client)
    assert editor.client.get(INSIDE).status_code == 302  # it is asked
    assert editor.client.post(CONFIRM, {"code": second_factor.code(editor.user)}).status_code == 302
    assert editor.client.get(INSIDE).status_code == 200
    assert _key(editor.client) != before
    assert _knowing(before).get(INSIDE).status_code == 302


def test_logging_out_ends_the_session_for_whoever_knows_its_key(editor: Player) -> None:
    key = _key(editor.client)
    editor.client.post("/beheer/logout/")
    assert _knowing(key).get(INSIDE).status_code == 302


def test_what_the_database_keeps_of_a_session_opens_nothing(editor: Player) -> None:
    """Who stole the database, or reads it, would else be whoever is logged in, with both factors."""
    key = _key(editor.client)
    assert editor.client.get(INSIDE).status_code == 200
    kept = {*Session.objects.values_list("pk", flat=True), *StaffSession.objects.values_list("session_id", flat=True)}
    assert kept == {kept_under(key)}
    for stolen in kept:
        assert _knowing(stolen).get(INSIDE).status_code == 302
    assert editor.client.get(INSIDE).status_code == 200


def test_a_secret_of_the_form_that_was_planted_is_not_adopted() -> None:
    planted = VisitSecret.new().for_cookie()
    visitor = Client()
    visitor.cookies[settings.DRAFT_COOKIE_NAME] = planted
    visitor.post(FIRST, {"route": "self"})
    assert visitor.cookies[settings.DRAFT_COOKIE_NAME].value != planted
