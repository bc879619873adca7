"""A mail that something arrived: only who asked gets it, it tells nothing, and it never stands in the referral's way."""

import io
import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from typing import Any

import pytest
from django.db import DatabaseError
from django.test import Client

from selfreferral.models import Letter
from selfreferral.public import receipt_mail, sending
from selfreferral.public.steps import on_route
from tests import mail_server
from tests.mail_server import NOBODY, MailServer
from tests.selfreferral.plants import PLANTED, traces_in
from tests.selfreferral.test_other_languages import walk
from tests.selfreferral.walking import CHECK, DONE, VICTIM_BY_PHONE, fill_in, receipt_code, sign_up

pytestmark = pytest.mark.usefixtures("committing")

BY_EMAIL = {**VICTIM_BY_PHONE, **PLANTED, "channel": "email", "read_by_others": "no"}
ASKED = {**BY_EMAIL, "receipt_mail": "on"}
PATIENCE = 0.5
ANY_TIME = 9.0  # seconds: where mails are counted, none may be lost because the machine is busy
AT_ONCE = 2.0  # seconds; far less than all the patience with a server that is down or slow


@contextmanager
def running(settings: Any, *, patience: float = PATIENCE, **how: Any) -> Iterator[MailServer]:
    """A mail server that does as `how` says, named in the settings."""
    with mail_server.running() as server:
        for name, value in how.items():
            setattr(server, name, value)
        _configure(settings, server.port, patience)
        try:
            yield server
        finally:
            _delivered()


def _configure(settings: Any, port: int, patience: float = PATIENCE) -> None:
    settings.RECEIPT_MAIL = {
        "BACKEND": "perspectief.nameless_mail.NamelessBackend",
        "OPTIONS": {"host": "127.0.0.1", "port": port, "timeout": patience, "known_as": "post.example"},
        "FROM": "Bericht <bericht@post.example>",
        "SUBJECT": "",
    }


def _delivered() -> None:
    """The postman has tried everything he was given."""
    for _ in range(200):
        if not receipt_mail._waiting.unfinished_tasks:
            return
        time.sleep(0.05)
    pytest.fail("the postman is still busy")


def _mail(server: MailServer) -> EmailMessage:
    (taken,) = server.taken
    return taken.message


@pytest.fixture
def log(monkeypatch) -> io.StringIO:
    """What the log would say."""
    written = io.StringIO()
    for handler in [handler for name in ("selfreferral", "") for handler in logging.getLogger(name).handlers]:
        if type(handler) is logging.StreamHandler:  # ours: pytest's own, which tells messages too, is another class
            monkeypatch.setattr(handler, "stream", written)
    return written


@pytest.fixture
def server(settings) -> Iterator[MailServer]:
    """One that works."""
    with running(settings, patience=ANY_TIME) as working:
        yield working


def test_who_asked_gets_one_mail_and_everybody_else_none(server):
    for answers in (BY_EMAIL, ASKED, {**ASKED, "channel": "phone"}):
        sign_up(Client(), answers)
    _delivered()
    assert [taken.recipients for taken in server.taken] == [[PLANTED["email"]]]


def test_the_mail_says_nothing_and_comes_from_nobody_in_particular(visitor, server):
    code = receipt_code(sign_up(visitor, ASKED))
    _delivered()
    mail = _mail(server)
    assert mail["From"] == "Bericht <bericht@post.example>"
    assert mail["Subject"] == "Uw bericht is aangekomen"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Message-ID"].endswith("@post.example>")
    assert {taken.greeting for taken in server.taken} == {"post.example"}  # not the name of this machine
    said = mail.get_content() + str(mail["Subject"])
    del mail["To"]
    for telling in (code, "Perspectief", "aanmeld", "bemiddel", "slachtoffer", "dader", "http", "testserver"):
        assert telling.lower() not in (said + mail.as_string()).lower()
    assert traces_in(mail.as_string()) == []


def test_the_subject_can_be_chosen(visitor, settings, server):
    settings.RECEIPT_MAIL = {**settings.RECEIPT_MAIL, "SUBJECT": "Goed ontvangen"}
    sign_up(visitor, ASKED)
    _delivered()
    assert _mail(server)["Subject"] == "Goed ontvangen"


def test_a_visitor_in_english_gets_it_in_english(server):
    visitor = Client()
    walk(visitor, ASKED)
    visitor.post("/en/sign-up/check/")
    _delivered()
    assert "Your message has arrived" in _mail(server).get_content()


@pytest.mark.parametrize("answers", [{"read_by_others": "yes"}, {"read_by_others": "unknown"}, {"route": "relative"}])
def test_where_somebody_else_can_read_it_the_box_is_not_there(visitor, server, answers):
    changed = {**ASKED, **answers}
    assert "/aanmelden/bericht/" not in fill_in(visitor, changed)
    visitor.post(CHECK)
    _delivered()
    assert server.taken == []


def test_a_professional_cannot_have_a_client_mailed(server):
    assert "bericht" not in {step.slug for step in on_route({**ASKED, "route": "client"})}


def test_without_a_mail_server_nobody_is_offered_a_mail(visitor):
    assert "/aanmelden/bericht/" not in fill_in(visitor, ASKED)
    page = visitor.post(CHECK, follow=True).text
    assert "Wij sturen geen bevestiging per e-mail of sms." in page


def test_the_box_is_not_ticked_beforehand_and_the_receipt_says_what_no_mail_means(visitor, server):
    fill_in(visitor, BY_EMAIL)
    assert "checked" not in visitor.get("/aanmelden/bericht/").text
    assert "Komt dat bericht niet? Dat betekent niets" in visitor.post(CHECK, follow=True).text


def test_who_changes_who_reads_along_is_asked_again(visitor, server):
    fill_in(visitor, ASKED)
    visitor.post("/aanmelden/meelezen/?wijzig", {"read_by_others": "yes"})
    visitor.post("/aanmelden/meelezen/?wijzig", {"read_by_others": "no"})
    assert visitor.get(CHECK).url.startswith("/aanmelden/bericht/")


def test_pressing_twice_sends_one_mail(visitor, server):
    sign_up(visitor, ASKED)
    visitor.post(CHECK)
    _delivered()
    assert len(server.taken) == 1


def test_a_referral_that_was_not_stored_sends_no_mail(visitor, server, monkeypatch):
    def refuse(**kwargs: object) -> None:
        raise DatabaseError

    fill_in(visitor, ASKED)
    monkeypatch.setattr(sending, "submit", refuse)
    assert visitor.post(CHECK).status_code == 503
    _delivered()
    assert server.taken == []


def test_a_referral_that_is_put_aside_mails_nobody(visitor, settings, server):
    """Somebody else's address could be filled in by a machine, again and again."""
    settings.LEAST_SECONDS = 3600
    sign_up(visitor, ASKED)
    assert Letter.objects.get().needs_check
    _delivered()
    assert server.taken == []


def _sends(visitor: Client) -> float:
    fill_in(visitor, ASKED)
    start = time.monotonic()
    reply = visitor.post(CHECK)
    assert reply.url == DONE
    assert Letter.objects.count() == 1
    return time.monotonic() - start


def test_a_server_that_is_down_delays_nothing_and_the_log_tells_no_address(visitor, settings, log):
    _configure(settings, NOBODY)
    assert _sends(visitor) < AT_ONCE
    _delivered()
    assert "A receipt mail was not sent" in log.getvalue()
    assert traces_in(log.getvalue()) == []


def test_a_server_that_refuses_delays_nothing_and_the_log_tells_no_address(visitor, settings, log):
    with running(settings, refused={PLANTED["email"]}) as server:
        assert _sends(visitor) < AT_ONCE
        _delivered()
    assert server.taken == []
    assert "SMTPRecipientsRefused" in log.getvalue()
    assert traces_in(log.getvalue()) == []


def test_a_slow_server_delays_nothing_and_is_given_up(visitor, settings, log):
    with running(settings, slow=3 * PATIENCE):
        assert _sends(visitor) < AT_ONCE
        _delivered()
    assert "A receipt mail was not sent" in log.getvalue()
    assert traces_in(log.getvalue()) == []


def test_after_a_failure_the_next_mail_goes_out(visitor, settings):
    _configure(settings, NOBODY)
    sign_up(visitor, ASKED)
    _delivered()
    with running(settings) as server:
        sign_up(Client(), ASKED)
        _delivered()
    assert len(server.taken) == 1


def test_when_too_many_wait_the_mail_is_dropped_and_the_referral_is_in(visitor, settings, log, monkeypatch):
    _configure(settings, NOBODY)
    monkeypatch.setattr(receipt_mail, "_waiting", receipt_mail.queue.Queue(maxsize=1))
    monkeypatch.setattr(receipt_mail, "_ensure_postman", lambda: None)
    sign_up(visitor, ASKED)
    sign_up(Client(), ASKED)
    assert Letter.objects.count() == 2
    assert "could not be handed over" in log.getvalue()
    assert traces_in(log.getvalue()) == []


def test_a_mail_on_its_way_does_not_show_itself():
    notice = receipt_mail.Notice(to=PLANTED["email"], subject="", body="")
    assert traces_in(f"{notice!r} {notice}") == []


@pytest.mark.pure
@pytest.mark.parametrize(
    ("given", "about"),
    [
        ({"RECEIPT_EMAIL_URL": "smtp://localhost:25"}, "RECEIPT_EMAIL_FROM"),
        ({"RECEIPT_EMAIL_URL": "localhost", "RECEIPT_EMAIL_FROM": "Bericht <b@post.example>"}, "RECEIPT_EMAIL_URL"),
    ],
)
def test_a_mail_server_that_is_half_configured_stops_the_start_with_one_sentence(surroundings, given, about):
    started = surroundings.start("public", **given)
    assert started.returncode == 1
    assert len(started.stderr.strip().splitlines()) == 1
    assert about in started.stderr


SHOWS = "import django; django.setup(); from django.conf import settings; print(settings.RECEIPT_MAIL)"


@pytest.mark.pure
def test_without_a_setting_the_public_process_mails_nobody(surroundings):
    assert surroundings.start("public", SHOWS).stdout.strip() == "None"


@pytest.mark.pure
def test_a_configured_server_is_given_five_seconds(surroundings):
    given = {"RECEIPT_EMAIL_URL": "smtp+tls://u:p@mail.example:587", "RECEIPT_EMAIL_FROM": "Bericht <b@post.example>"}
    told = surroundings.start("public", SHOWS, **given).stdout
    assert "'timeout': 5" in told
    assert "'use_tls': True" in told
    assert "'known_as': 'post.example'" in told
