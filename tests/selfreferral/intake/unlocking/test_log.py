"""Who is locked out stands in the database, for a day; the log says that somebody was, and not who, where, or from where."""

import json
import logging

import pytest
from axes.models import AccessAttempt
from django.test import Client

from tests import second_factor
from tests.cast import PASSWORD, Player
from tests.selfreferral.intake.unlocking.conftest import UNLOCK
from tests.selfreferral.test_nothing_leaks import record_logs

ADDRESS, AGENT = "203.0.113.99", "Agentqx7/9"
LOG_IN, CODE = "/beheer/login/", "/beheer/twee-factor/code/"


def _somebody() -> Client:
    return Client(REMOTE_ADDR=ADDRESS, headers={"User-Agent": AGENT})


def _guess_everything(player: Player) -> None:
    """Password, code and passphrase, each until it is locked and once more."""
    halfway, inside, name = _somebody(), _somebody(), player.user.username
    halfway.post(LOG_IN, {"login": name, "password": PASSWORD})
    second_factor.open_session(inside, player.user)
    for _ in range(6):
        last = [_somebody().post(LOG_IN, {"login": name, "password": "foutqx7"})]
        last.append(halfway.post(CODE, {"code": "000000"}))
        last.append(inside.post(UNLOCK, {"passphrase": "foutqx7 fout fout fout"}))
    assert [reply.status_code for reply in last] == [429, 429, 429]


def test_a_lockout_is_in_the_log_without_who_or_where(
    holder: Player, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):  # more than a server says
        written = record_logs(monkeypatch)
        _guess_everything(holder)
    said = [json.loads(line) for line in written.getvalue().splitlines()]
    assert len([line for line in said if line.get("event", "").startswith("AXES: Locking out … after")]) >= 3
    kept = str(list(AccessAttempt.objects.values()))
    for trace in (holder.user.username, ADDRESS, AGENT, UNLOCK, LOG_IN, CODE):
        assert trace in kept  # so django-axes knew it
        assert trace not in written.getvalue(), trace
    assert "qx7" not in written.getvalue()
