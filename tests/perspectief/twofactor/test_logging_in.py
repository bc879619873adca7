"""Logging in: a password and a code, of an app or from the list."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.contrib.auth import get_user
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tests import second_factor
from tests.cast import PASSWORD, Player
from tests.perspectief.twofactor.conftest import LogIn

pytestmark = pytest.mark.django_db

CODE = "/beheer/twee-factor/code/"


def _is_in(client: Client) -> bool:
    return client.get("/beheer/").status_code == 200


def test_a_password_alone_logs_nobody_in(editor: Player, log_in: LogIn) -> None:
    client = log_in(editor)
    assert not get_user(client).is_authenticated  # type: ignore[arg-type]  # it needs no more than a session
    assert client.get(CODE).status_code == 200


def test_who_has_no_passkey_is_not_asked_for_one(editor: Player, log_in: LogIn) -> None:
    assert "passkey" not in log_in(editor).get(CODE).text.lower()


def test_password_and_code_log_in_and_lead_on(editor: Player, client: Client) -> None:
    address = "/beheer/pages/"
    client.post("/beheer/login/", {"login": editor.user.username, "password": PASSWORD, "next": address})
    assert client.post(CODE, {"code": second_factor.code(editor.user)})["Location"] == address
    assert _is_in(client)


def test_a_code_counts_once_also_in_another_worker(editor: Player, log_in: LogIn) -> None:
    """Another worker has another cache: ours is emptied in between."""
    code = second_factor.code(editor.user)
    log_in(editor).post(CODE, {"code": code})
    cache.clear()
    second = Client()
    second.post("/beheer/login/", {"login": editor.user.username, "password": PASSWORD})
    assert "al gebruikt" in second.post(CODE, {"code": code}).text
    assert not _is_in(second)
    second.post(CODE, {"code": second_factor.code(editor.user, later=1)})
    assert _is_in(second)


def test_after_eight_hours_the_factor_is_asked_again_however_busy_somebody_was(editor: Player) -> None:
    second_factor.open_session(editor.client, editor.user, seconds_ago=8 * 3600 - 60)
    assert _is_in(editor.client)
    second_factor.open_session(editor.client, editor.user, seconds_ago=8 * 3600 + 1)
    assert editor.client.get("/beheer/")["Location"].startswith(reverse("mfa_reauthenticate"))


@pytest.mark.parametrize("later", [-3, 3])
def test_an_old_code_and_one_from_the_future_are_refused(editor: Player, log_in: LogIn, later: int) -> None:
    client = log_in(editor)
    assert "klopt niet" in client.post(CODE, {"code": second_factor.code(editor.user, later=later)}).text
    assert not _is_in(client)


def test_a_recovery_code_logs_in_once(editor: Player, log_in: LogIn) -> None:
    code = RecoveryCodes.activate(editor.user).get_unused_codes()[0]
    client = log_in(editor)
    client.post(CODE, {"code": code})
    assert _is_in(client)
    client.post("/beheer/logout/")
    log_in(editor).post(CODE, {"code": code})
    assert not _is_in(client)


def test_who_left_cannot_log_in_and_is_told_no_more_than_a_stranger(editor: Player, client: Client) -> None:
    editor.user.is_active = False
    editor.user.save()
    words = {
        client.post("/beheer/login/", {"login": name, "password": PASSWORD}).text.count("klopt niet")
        for name in (editor.user.username, "niemand")
    }
    assert words == {1}
    assert not _is_in(editor.client)


def test_who_has_no_role_is_told_so_and_can_log_out(outsider: Player) -> None:
    page = outsider.client.get("/beheer/")
    assert page.status_code == 403
    assert "geen rol" in page.text
    assert outsider.client.post("/beheer/logout/")["Location"] == "/beheer/login/"


def test_the_demo_lets_a_newcomer_skip_and_still_asks_who_has_a_factor(newcomer: Player, editor: Player) -> None:
    assert newcomer.client.post(reverse("twofactor_skip"))["Location"] == "/beheer/"
    assert _is_in(newcomer.client)
    second_factor.give_app(editor.user)
    stranger = Client()
    stranger.force_login(editor.user)
    assert stranger.post(reverse("twofactor_skip")).status_code == 403
    assert not _is_in(stranger)


def test_the_last_factor_is_not_taken_away(editor: Player) -> None:
    page = editor.client.post(reverse("mfa_deactivate_totp"), follow=True)
    assert "enige" in page.text
    assert Authenticator.objects.filter(user=editor.user).exists()


@pytest.mark.parametrize(
    "name", ["mfa_activate_totp", "mfa_add_webauthn", "mfa_deactivate_totp", "mfa_generate_recovery_codes"]
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_factors_change_only_just_after_a_proof(editor: Player, name: str, method: str) -> None:
    second_factor.open_session(editor.client, editor.user, seconds_ago=6 * 60)
    answer = getattr(editor.client, method)(reverse(name))
    assert answer.status_code == {"get": 302, "post": 403}[method]
    assert list(Authenticator.objects.values_list("type", flat=True)) == ["totp"]


def test_a_password_is_no_proof_to_change_a_factor(editor: Player) -> None:
    second_factor.open_session(editor.client, editor.user, seconds_ago=6 * 60)
    session = editor.client.session
    session[second_factor.RECORDS] += [{"method": "password", "at": 9e9, "reauthenticated": True}]
    session.save()
    assert editor.client.get(reverse("mfa_add_webauthn"))["Location"].startswith(reverse("mfa_reauthenticate"))


def test_a_proof_leads_back_to_the_change(editor: Player) -> None:
    second_factor.open_session(editor.client, editor.user, seconds_ago=6 * 60)
    asked = editor.client.get(reverse("mfa_add_webauthn"))["Location"]
    answer = editor.client.post(asked, {"code": second_factor.code(editor.user), "next": reverse("mfa_add_webauthn")})
    assert answer["Location"] == reverse("mfa_add_webauthn")
    assert editor.client.get(answer["Location"]).status_code == 200
