"""Intake hears that something came in, and nothing about whom; a mail server that is away delays it and loses nothing."""

from datetime import UTC, datetime, timedelta

import pytest

from perspectief.operations.notices import letters
from perspectief.operations.notices.letters import SUBJECTS, announce, unannounced
from perspectief.operations.sweeping import sweep
from perspectief.outbox.delivering import deliver
from perspectief.outbox.models import Message
from selfreferral.intake.models import Hearing, NoticeChoice
from selfreferral.models import Kind, Letter
from selfreferral.public.canary_letter import drop_canary
from tests.selfreferral.walking import VICTIM_BY_PHONE, sign_up

pytestmark = pytest.mark.usefixtures("committing")

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
TEAM = "aanmeldpunt@perspectief.example"
MINUTE = timedelta(minutes=1)


def _told() -> list[tuple[str, str]]:
    return list(Message.objects.order_by("subject", "to").values_list("subject", "to"))


def test_the_message_says_that_something_waits_and_nothing_else(visitor, mail_server):
    sign_up(visitor, {**VICTIM_BY_PHONE, "name": "Planted-Qx7"})
    announce(now=NOON)
    deliver(now=NOON)
    [taken] = mail_server.taken
    message, body = taken.message, taken.message.get_content()
    assert message["To"] == TEAM
    assert message["Subject"] == "Er wacht een aanmelding of een bericht"
    letter = Letter.objects.get()
    kept = Message.objects.get()
    assert not kept.once
    everything = taken.content.decode() + body
    for personal in ("Planted-Qx7", "12345678", "Tigrinya", letter.id.hex, str(letter.id), letter.id.hex[:8].upper()):
        assert personal not in everything
    assert "http" not in body


def test_ten_letters_are_one_message(visitor, client):
    sign_up(visitor)
    sign_up(client)
    assert announce(now=NOON) == 2
    assert len(_told()) == 1


def test_a_letter_is_announced_once(visitor):
    sign_up(visitor)
    assert [announce(now=NOON), announce(now=NOON)] == [1, 0]
    assert len(_told()) == 1


def test_two_sweeps_at_once_tell_it_once(visitor, client, monkeypatch):
    sign_up(visitor)
    seen = unannounced()
    announce(now=NOON)
    sign_up(client)
    monkeypatch.setattr(letters, "unannounced", lambda: [*seen, *unannounced()])  # as the second one saw them
    assert announce(now=NOON) == 0
    assert len(_told()) == 1
    monkeypatch.undo()
    assert announce(now=NOON) == 1


@pytest.mark.parametrize("kind", [Kind.WITHDRAWAL, Kind.ERASURE])
def test_who_wants_no_contact_any_more_is_told_apart(visitor, kind):
    sign_up(visitor)
    letter = Letter.objects.get()
    Letter.objects.create(kind=kind, sealed=b"x", receipt_digest=letter.receipt_digest, received_at=NOON)
    assert announce(now=NOON) == 2
    assert {subject for subject, _to in _told()} == set(SUBJECTS.values())


def test_an_empty_letter_that_tries_the_way_is_told_to_nobody(visitor):
    drop_canary(now=NOON)
    assert announce(now=NOON) == 0
    assert unannounced() == []


@pytest.mark.parametrize(
    ("hearing", "hears"), [(None, False), (Hearing.DAILY, False), (Hearing.AT_ONCE, True), (Hearing.NEVER, False)]
)
def test_a_colleague_hears_at_once_only_when_asked(visitor, intake_worker, hearing, hears):
    if hearing:
        NoticeChoice.objects.create(person=intake_worker.user, hearing=hearing)
    sign_up(visitor)
    announce(now=NOON)
    assert (intake_worker.user.email in {to for _subject, to in _told()}) is hears


@pytest.mark.parametrize("who", ["editor", "technical_administrator"])
def test_who_has_no_business_at_the_queue_hears_nothing_whatever_they_chose(request, visitor, who):
    user = request.getfixturevalue(who).user
    NoticeChoice.objects.create(person=user, hearing=Hearing.AT_ONCE)
    sign_up(visitor)
    announce(now=NOON)
    assert {to for _subject, to in _told()} == {TEAM}


def test_who_left_hears_nothing(visitor, intake_worker):
    NoticeChoice.objects.create(person=intake_worker.user, hearing=Hearing.AT_ONCE)
    type(intake_worker.user).objects.update(is_active=False)
    sign_up(visitor)
    announce(now=NOON)
    assert {to for _subject, to in _told()} == {TEAM}


def test_a_message_that_cannot_be_kept_leaves_the_letter_unannounced(visitor, monkeypatch):
    sign_up(visitor)
    with monkeypatch.context() as broken:
        broken.setattr("perspectief.operations.notices.letters.post", lambda **_what: 1 / 0)
        assert sweep(now=NOON)["announced letters"] is None
    assert len(unannounced()) == 1
    assert sweep(now=NOON)["announced letters"] == 1


def test_a_server_that_is_away_delays_the_message_and_loses_nothing(visitor, nobody_at_the_mail_server, request):
    sign_up(visitor)
    sweep(now=NOON)
    mail_server = request.getfixturevalue("mail_server")
    assert not mail_server.taken
    sweep(now=NOON + MINUTE)
    assert TEAM in mail_server.told()


def test_a_visitor_never_waits_for_the_mail_server(visitor, nobody_at_the_mail_server, monkeypatch):
    def no_mail(*args: object, **kwargs: object) -> None:
        raise AssertionError("mail in a visitor's request")

    monkeypatch.setattr("smtplib.SMTP.__init__", no_mail)
    assert sign_up(visitor).status_code == 200
    assert len(unannounced()) == 1


def test_the_choice_is_made_on_the_page_of_ones_own_account(intake_worker):
    page = intake_worker.client.get("/beheer/account/").text
    assert "Geen berichten" in page
    data = {"hearing-hearing": Hearing.AT_ONCE, **_account(intake_worker.user)}
    assert intake_worker.client.post("/beheer/account/", data).status_code == 302
    assert NoticeChoice.objects.get().hearing == Hearing.AT_ONCE


def _account(user) -> dict[str, str]:
    """The other panels of the page, as they stand."""
    return {
        "name_email-first_name": "In",
        "name_email-last_name": "Taker",
        "name_email-email": user.email,
        "theme-theme": "system",
        "theme-contrast": "system",
        "theme-density": "default",
        "theme-keyboard_shortcuts": "on",
        "avatar-avatar": "",
    }


def test_an_editor_is_not_asked_about_referrals(editor):
    assert "Geen berichten" not in editor.client.get("/beheer/account/").text
