"""Intake hears that something waits, and nothing about whom; a mail server that is away delays it and loses nothing."""

from datetime import UTC, datetime

import pytest
from django.core.management import CommandError, call_command

from perspectief.operations.sweeping import sweep
from selfreferral.models import Letter, Notice
from selfreferral.notifications import announce, unannounced
from tests.selfreferral.walking import VICTIM_BY_PHONE, sign_up

pytestmark = pytest.mark.usefixtures("committing")

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


def test_the_message_says_that_something_waits_and_nothing_else(visitor, mail_server):
    sign_up(visitor, {**VICTIM_BY_PHONE, "name": "Planted-Qx7"})
    announce(now=NOON)
    [taken] = mail_server.taken
    message, body = taken.message, taken.message.get_content()
    assert message["To"] == "aanmeldpunt@perspectief.example"
    assert message["Subject"] == "Er wacht een aanmelding"
    letter = Letter.objects.get()
    everything = taken.content.decode() + body
    for personal in ("Planted-Qx7", "12345678", "Tigrinya", letter.id.hex, str(letter.id), letter.id.hex[:8].upper()):
        assert personal not in everything
    assert "http" not in body


def test_ten_letters_are_one_message(visitor, mail_server, client):
    sign_up(visitor)
    sign_up(client)
    assert announce(now=NOON) == 2
    assert len(mail_server.taken) == 1


def test_a_letter_is_announced_once(visitor, mail_server):
    sign_up(visitor)
    assert [announce(now=NOON), announce(now=NOON)] == [1, 0]
    assert len(mail_server.taken) == 1


def test_a_server_that_is_away_leaves_the_letter_unannounced_and_the_command_says_so(visitor, nobody_at_the_mail_server):
    sign_up(visitor)
    with pytest.raises(CommandError, match="announced letters"):
        call_command("sweep")
    assert not Notice.objects.exists()
    assert len(unannounced()) == 1


def test_a_refused_message_is_sent_again_until_it_is_taken(visitor, mail_server):
    sign_up(visitor)
    for refusal in ("451 Try later", "550 Go away"):
        mail_server.refusal = refusal
        assert sweep(now=NOON)["announced letters"] is None
        assert len(unannounced()) == 1
    mail_server.refusal = ""
    assert sweep(now=NOON)["announced letters"] == 1
    assert len(mail_server.taken) == 1
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
