"""Where somebody is logged in can be seen, and ended."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from perspectief.accounts.twofactor import browsers, proof, sessions
from perspectief.accounts.twofactor.models import StaffSession
from tests import second_factor
from tests.cast import PASSWORD, Player

pytestmark = pytest.mark.django_db

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
TELEPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 Version/18.0 Mobile/15E1 Safari/604.1"
DEVICES = "/beheer/account/apparaten/"


def _elsewhere(player: Player, agent: str = TELEPHONE) -> Client:
    """The same colleague in another browser."""
    client = Client(headers={"User-Agent": agent})
    second_factor.open_session(client, player.user)
    assert client.get("/beheer/").status_code == 200
    return client


def test_all_browsers_are_listed_and_this_one_is_marked(editor: Player) -> None:
    _elsewhere(editor)
    page = editor.client.get(DEVICES, headers={"User-Agent": FIREFOX}).text
    assert "Safari op iPhone" in page
    assert page.count("(deze browser)") == 1


def test_one_session_can_be_ended(editor: Player) -> None:
    lost, kept = _elsewhere(editor), _elsewhere(editor, FIREFOX)
    row = StaffSession.objects.get(agent=TELEPHONE)
    editor.client.post(DEVICES, {"session": row.pk})
    assert lost.get("/beheer/").status_code == 302
    assert kept.get("/beheer/").status_code == 200


def test_all_others_can_be_ended_at_once(editor: Player) -> None:
    others = [_elsewhere(editor), _elsewhere(editor, FIREFOX)]
    editor.client.post(DEVICES, {"session": "anders"})
    assert [other.get("/beheer/").status_code for other in others] == [302, 302]
    assert editor.client.get("/beheer/").status_code == 200


def test_a_session_that_was_not_used_since_its_log_in_is_ended_too(editor: Player) -> None:
    waiting = Client()
    second_factor.open_session(waiting, editor.user)
    editor.client.post(DEVICES, {"session": "anders"})
    assert waiting.get("/beheer/").status_code == 302


def test_nobody_ends_a_session_of_somebody_else_there(editor: Player, writer: Player) -> None:
    theirs = _elsewhere(editor)
    row = StaffSession.objects.get(person=editor.user, agent=TELEPHONE)
    writer.client.post(DEVICES, {"session": row.pk})
    assert theirs.get("/beheer/").status_code == 200


def test_a_change_of_the_password_ends_the_others_and_keeps_this_one(editor: Player) -> None:
    other = _elsewhere(editor)
    new = "een ander lang wachtwoord, ook goed"
    answers = {"password-old_password": PASSWORD, "password-new_password1": new, "password-new_password2": new}
    kept = {"name_email-first_name": "R", "name_email-last_name": "E", "name_email-email": editor.user.email}
    theme = {"theme-theme": "system", "theme-contrast": "system", "theme-density": "default"}
    theme |= {"theme-keyboard_shortcuts": "on"}
    answer = editor.client.post("/beheer/account/", {**answers, **kept, **theme, "locale-preferred_language": "nl"})
    assert answer.status_code == 302, answer.text
    assert other.get("/beheer/").status_code == 302
    editor.user.refresh_from_db()
    page = editor.client.get(DEVICES).text
    assert "(deze browser)" in page
    assert "op iPhone" not in page


def test_an_account_that_ended_is_logged_in_nowhere_also_when_it_comes_back(
    technical_administrator: Player, editor: Player
) -> None:
    editor.client.get("/beheer/")
    address = reverse("wagtail_bulk_action", args=["accounts", "user", "set_active_state"]) + f"?id={editor.user.pk}"
    technical_administrator.client.post(address, {"mark_as_active": "False"})
    technical_administrator.client.post(address, {"mark_as_active": "True"})
    editor.user.refresh_from_db()
    assert editor.user.is_active
    assert editor.client.get("/beheer/").status_code == 302


def test_logging_out_takes_the_row_away(editor: Player) -> None:
    editor.client.get("/beheer/")
    assert StaffSession.objects.count() == 1
    editor.client.post("/beheer/logout/")
    assert not StaffSession.objects.exists()


def test_taking_a_factor_away_logs_out_elsewhere(editor: Player) -> None:
    other = _elsewhere(editor)
    Authenticator.objects.create(
        user=editor.user, type=Authenticator.Type.WEBAUTHN, data={"name": "sleutel", "credential": {}}
    )
    editor.client.post(reverse("mfa_deactivate_totp"))
    assert other.get("/beheer/").status_code == 302
    assert proof.is_enrolled(editor.user)
    assert editor.client.get("/beheer/").status_code == 200


def test_the_row_is_not_written_at_every_click(editor: Player) -> None:
    editor.client.get("/beheer/")
    (before,) = StaffSession.objects.all()
    editor.client.get("/beheer/account/")
    (after,) = StaffSession.objects.all()
    assert before.used_at == after.used_at


def test_the_sweep_takes_ended_sessions_away(editor: Player) -> None:
    editor.client.get("/beheer/")
    now = timezone.now()
    assert sessions.sweep(now=now) == 0
    assert sessions.sweep(now=now + timedelta(hours=8, minutes=1)) == 1
    assert not Session.objects.exists()
    assert not StaffSession.objects.exists()


@pytest.mark.pure
@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (FIREFOX, "Firefox op Windows"),
        (TELEPHONE, "Safari op iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0", "Edge op Linux"),
        ("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36", "Chrome op Android"),
        ("", "Onbekende browser op een onbekend apparaat"),
    ],
)
def test_a_browser_is_named_in_words(agent: str, words: str) -> None:
    assert browsers.in_words(agent) == words
