"""Intake hears that something waits, and nothing about whom; a mail server that is away delays it and loses nothing."""

import socket
from collections.abc import Iterator
from datetime import UTC, datetime
from email import message_from_bytes
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.core.management import CommandError, call_command

from perspectief.operations.sweeping import sweep
from selfreferral.models import Letter, Notice
from selfreferral.notifications import announce, unannounced
from tests.selfreferral.walking import VICTIM_BY_PHONE, sign_up

pytestmark = pytest.mark.usefixtures("committing")

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


class Postman:
    """A mail server that takes messages, or refuses them while `refusal` is set."""

    def __init__(self) -> None:
        self.refusal = ""
        self.taken: list[bytes] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802  aiosmtpd's name
        if self.refusal:
            return self.refusal
        self.taken.append(envelope.content)
        return "250 Taken"


@pytest.fixture
def postman(settings) -> Iterator[Postman]:
    """On a free port of this machine, and known to Django as its mail server."""
    postman = Postman()
    controller = Controller(postman, hostname="127.0.0.1", port=_free_port())
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", controller.port, 5
    yield postman
    controller.stop()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
    return port


@pytest.fixture
def nobody_at_the_mail_server(settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", 1, 2


def test_the_message_says_that_something_waits_and_nothing_else(visitor, postman):
    sign_up(visitor, {**VICTIM_BY_PHONE, "name": "Planted-Qx7"})
    announce(now=NOON)
    message = message_from_bytes(postman.taken[0])
    body = message.get_payload(decode=True).decode()
    assert message["To"] == "aanmeldpunt@perspectief.example"
    assert message["Subject"] == "Er wacht een aanmelding"
    letter = Letter.objects.get()
    everything = postman.taken[0].decode() + body
    for personal in ("Planted-Qx7", "12345678", "Tigrinya", letter.id.hex, str(letter.id), letter.id.hex[:8].upper()):
        assert personal not in everything
    assert "http" not in body


def test_ten_letters_are_one_message(visitor, postman, client):
    sign_up(visitor)
    sign_up(client)
    assert announce(now=NOON) == 2
    assert len(postman.taken) == 1


def test_a_letter_is_announced_once(visitor, postman):
    sign_up(visitor)
    assert [announce(now=NOON), announce(now=NOON)] == [1, 0]
    assert len(postman.taken) == 1


def test_a_server_that_is_away_leaves_the_letter_unannounced_and_the_command_says_so(visitor, nobody_at_the_mail_server):
    sign_up(visitor)
    with pytest.raises(CommandError, match="announced letters"):
        call_command("sweep")
    assert not Notice.objects.exists()
    assert len(unannounced()) == 1


def test_a_refused_message_is_sent_again_until_it_is_taken(visitor, postman):
    sign_up(visitor)
    for refusal in ("451 Try later", "550 Go away"):
        postman.refusal = refusal
        assert sweep(now=NOON)["announced letters"] is None
        assert len(unannounced()) == 1
    postman.refusal = ""
    assert sweep(now=NOON)["announced letters"] == 1
    assert len(postman.taken) == 1
    assert Notice.objects.get().letter == Letter.objects.get()


def test_a_failing_message_does_not_stop_the_wiping_of_drafts(visitor, nobody_at_the_mail_server):
    sign_up(visitor)
    assert sweep(now=NOON)["wiped drafts"] == 0


def test_a_visitor_never_waits_for_the_mail_server(visitor, nobody_at_the_mail_server, monkeypatch):
    def no_mail(*args: object, **kwargs: object) -> None:
        raise AssertionError("mail in a visitor's request")

    monkeypatch.setattr("smtplib.SMTP.__init__", no_mail)
    assert sign_up(visitor).status_code == 200
    assert len(unannounced()) == 1
