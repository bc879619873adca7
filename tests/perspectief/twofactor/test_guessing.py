"""Against guessing: five tries, then a quarter of an hour nothing, whichever worker is asked."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from perspectief.accounts.twofactor import guessing
from tests import second_factor
from tests.cast import PASSWORD, Player

pytestmark = pytest.mark.django_db

LOGIN, CODE, CONFIRM = "/beheer/login/", "/beheer/twee-factor/code/", "/beheer/twee-factor/bevestigen/"


def _guess(client: Client, address: str, number: int, **fields: str) -> list[int]:
    """The answers to so many guesses; in between, every cache is emptied, as if each came to another worker."""
    answers = []
    for _ in range(number):
        cache.clear()
        answers.append(client.post(address, fields).status_code)
    return answers


def _guess_passwords(player: Player, number: int = 5, *, from_address: str = "203.0.113.7") -> list[int]:
    client = Client(REMOTE_ADDR=from_address)
    return _guess(client, LOGIN, number, login=player.user.username, password="zomaar een wachtwoord")


def _gave_password(player: Player, **options: str) -> Client:
    client = Client(**options)
    client.post(LOGIN, {"login": player.user.username, "password": PASSWORD})
    return client


def test_the_fifth_wrong_password_locks_and_the_right_one_does_not_help(editor: Player) -> None:
    assert _guess_passwords(editor) == [200] * 4 + [429]
    client = Client(REMOTE_ADDR="203.0.113.7")
    answer = client.post(LOGIN, {"login": editor.user.username, "password": PASSWORD})
    assert answer.status_code == 429
    assert "Wacht 15 minuten" in answer.text
    assert answer["Retry-After"] == "900"


def test_nobody_locks_a_colleague_out_from_elsewhere(editor: Player) -> None:
    _guess_passwords(editor)
    client = _gave_password(editor, REMOTE_ADDR="198.51.100.20")
    assert client.get(CODE).status_code == 200


def test_after_a_quarter_of_an_hour_it_is_over(editor: Player) -> None:
    _guess_passwords(editor)
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=16))
    assert _gave_password(editor, REMOTE_ADDR="203.0.113.7").get(CODE).status_code == 200


def test_a_name_that_is_no_account_is_locked_just_so_and_not_kept(client: Client) -> None:
    typed = "mijn-wachtwoord-in-het-verkeerde-vakje"
    assert _guess(client, LOGIN, 5, login=typed, password="x") == [200] * 4 + [429]
    (kept,) = AccessAttempt.objects.values()
    assert typed not in str(kept)


def test_nothing_of_what_was_typed_or_asked_for_is_kept(editor: Player, client: Client) -> None:
    client.post(f"{LOGIN}?next=/beheer/aanmeldingen/geheim/", {"login": editor.user.username, "password": "geheim-woord"})
    (kept,) = AccessAttempt.objects.values()
    assert kept["username"] == editor.user.username
    assert "geheim" not in str(kept)


@pytest.mark.parametrize("address", [CODE, CONFIRM])
def test_five_wrong_codes_lock_from_every_address_and_in_every_worker(editor: Player, address: str) -> None:
    """Who guesses codes knows the password already, and can have many addresses."""
    for place in range(5):
        client = _gave_password(editor, REMOTE_ADDR=f"203.0.113.{place}")
        if address == CONFIRM:
            second_factor.open_session(client, editor.user)
        (last,) = _guess(client, address, 1, code="000000")
    assert last == 429
    other = _gave_password(editor, REMOTE_ADDR="198.51.100.20")
    assert other.post(CODE, {"code": second_factor.code(editor.user)}).status_code == 429
    assert other.get("/beheer/").status_code == 302


def test_the_right_code_forgets_the_wrong_ones(editor: Player) -> None:
    client = _gave_password(editor)
    _guess(client, CODE, 4, code="000000")
    client.post(CODE, {"code": second_factor.code(editor.user)})
    assert not AccessAttempt.objects.filter(username__startswith="code ").exists()


def test_a_name_typed_like_a_count_of_codes_counts_none(editor: Player, client: Client) -> None:
    _guess(client, LOGIN, 5, login=f"code {editor.user.username}", password="x")
    assert _gave_password(editor).post(CODE, {"code": second_factor.code(editor.user)}).status_code == 302


def test_behind_a_proxy_the_address_it_tells_counts(settings: object, editor: Player) -> None:
    settings.TRUSTED_PROXIES = 1  # type: ignore[attr-defined]
    for place in range(5):
        forwarded = Client(headers={"X-Forwarded-For": f"made up, 203.0.113.{place}"})
        assert _guess(forwarded, LOGIN, 1, login=editor.user.username, password="x") == [200]
    addresses = AccessAttempt.objects.values_list("ip_address", flat=True)
    assert sorted(addresses) == [f"203.0.113.{place}" for place in range(5)]


def test_the_sweep_keeps_no_attempt_longer_than_a_day(editor: Player) -> None:
    _guess_passwords(editor, 1)
    now = timezone.now()
    assert guessing.sweep(now=now + timedelta(hours=23)) == 0
    assert guessing.sweep(now=now + timedelta(hours=25)) == 1
    assert not AccessAttempt.objects.exists()
