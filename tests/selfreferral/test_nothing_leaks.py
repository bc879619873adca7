"""What a visitor answers is in the sealed letter and nowhere else: not in the database, a log, a mail or a cookie."""

import base64
import io
import json
import logging
import os
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

import pytest
from django.core import mail
from django.db import connection
from django.test import Client

from perspectief.logs import ReticentFormatter
from perspectief.operations.notices.letters import announce
from perspectief.outbox.delivering import deliver
from selfreferral.models import Letter
from selfreferral.public import views
from selfreferral.public.models import Draft
from tests.selfreferral.breaking import DRAFTS, LETTERS, missing, refusing
from tests.selfreferral.mine.coming_back import ADD, CORRECT, press, sign_in
from tests.selfreferral.plants import PLANTED, ROUTES, traces_in
from tests.selfreferral.walking import CHECK, FIRST, fill_in, receipt_code, sign_up

pytestmark = pytest.mark.usefixtures("committing")
NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


@pytest.fixture(params=ROUTES.values(), ids=ROUTES.keys())
def answers(request) -> dict[str, str]:
    return request.param


@pytest.fixture
def log(monkeypatch) -> io.StringIO:
    return record_logs(monkeypatch)


def record_logs(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """Everything that would have been written to the log, by every handler there is."""
    written = io.StringIO()
    for handler in _handlers():
        monkeypatch.setattr(handler, "stream", written)
    return written


def _handlers() -> list[logging.StreamHandler]:
    names = logging.Logger.manager.loggerDict
    loggers = [logging.getLogger(), *(logging.getLogger(name) for name in names)]
    handlers = {handler for logger in loggers for handler in logger.handlers}
    return [handler for handler in handlers if type(handler) is logging.StreamHandler]


def dump() -> str:
    """The whole database as text, and for SQLite also the bytes of its files; what is no text there hides none."""
    if connection.vendor == "postgresql":
        address = connection.settings_dict
        command = [Path(os.environ["PG_BIN"]) / "pg_dump", "-h", address["HOST"], "-U", address["USER"], address["NAME"]]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout
    connection.ensure_connection()
    files = Path(connection.settings_dict["NAME"]).parent.glob(f"{Path(connection.settings_dict['NAME']).name}*")
    raw = "".join(file.read_bytes().decode("utf-8", "replace") for file in files)
    return "\n".join(connection.connection.iterdump()) + raw


def test_the_search_itself_finds_a_planted_answer_in_every_shape():
    name = PLANTED["name"]
    in_base64 = [base64.b64encode(f"{before}{name}{before}".encode()).decode() for before in ("", "-", "--")]
    for shape in (name, name[::-1], name.encode().hex(), json.dumps(name), quote(name), "48 15 16 23", *in_base64):
        assert traces_in(f"before {shape} after")


def test_the_dump_itself_holds_what_is_not_sealed(visitor, answers):
    sign_up(visitor, answers)
    assert Letter.objects.get().id.hex in dump().replace("-", "")


def test_halfway_through_the_form_the_database_holds_no_answer(visitor, answers):
    fill_in(visitor, answers)
    assert Draft.objects.count() == 1
    assert traces_in(dump()) == []


def test_after_sending_the_database_holds_no_answer(visitor, answers):
    sign_up(visitor, answers)
    assert Letter.objects.count() == 1
    assert traces_in(dump()) == []


@pytest.fixture
def holder(visitor, answers) -> Client:
    """Signed up, and came back with the code."""
    sign_in(visitor, receipt_code(sign_up(visitor, answers)))
    return visitor


def test_what_is_typed_behind_the_code_is_in_no_table_before_or_after_it_is_sent(holder):
    holder.post(f"{CORRECT}bereiken/", {"channel": "email"})
    holder.post(f"{CORRECT}e-mail/", {"email": PLANTED["email"]})
    holder.post(ADD, {"addition": PLANTED["message"] * 60})  # too long: it waits to be shown again
    assert traces_in(dump()) == []
    press(holder, ADD, addition=PLANTED["message"])
    assert Letter.objects.filter(kind="addition").count() == 1
    assert traces_in(dump()) == []


@pytest.mark.parametrize("failure", [missing, refusing])
@pytest.mark.parametrize("table", [LETTERS, DRAFTS])
def test_the_log_holds_nothing_of_what_is_typed_behind_the_code(holder, log, failure, table):
    code = holder.post("/mijn-aanmelding/code/", {"code": "ZZZ-QX7"})
    with failure(table):
        holder.post("/mijn-aanmelding/code/", {"code": PLANTED["name"]})
        holder.post(ADD, {"addition": PLANTED["message"]})
        holder.post(f"{CORRECT}e-mail/", {"email": PLANTED["email"]})
    assert code.status_code == 302
    assert traces_in(log.getvalue()) == []
    assert "aanvullen" not in log.getvalue()


def test_no_header_cookie_or_address_behind_the_code_holds_what_was_typed(holder):
    replies = [holder.post(ADD, {"addition": PLANTED["message"]}), holder.post(f"{CORRECT}bereiken/", {"channel": "email"})]
    replies.append(holder.post(f"{CORRECT}e-mail/", {"email": PLANTED["email"]}))
    told = [*(str(reply.headers) for reply in replies), *(cookie.OutputString() for cookie in holder.cookies.values())]
    assert traces_in(" ".join(told)) == []
    assert set(holder.cookies) <= {"formulier", "terug", "csrftoken"}


def test_the_log_holds_no_answer_when_all_goes_well(visitor, answers, log):
    sign_up(visitor, answers)
    visitor.post(FIRST, {"route": PLANTED["name"]})
    assert traces_in(log.getvalue()) == []


@pytest.mark.parametrize("failure", [missing, refusing])
@pytest.mark.parametrize("table", [LETTERS, DRAFTS])
def test_the_log_holds_no_answer_when_the_database_fails(visitor, answers, log, failure, table):
    fill_in(visitor, answers)
    with failure(table):
        visitor.post(CHECK)
        visitor.post("/aanmelden/naam/", {"name": PLANTED["name"]})
    assert traces_in(log.getvalue()) == []


def test_a_database_that_is_away_is_in_the_log(visitor, log):
    with missing(DRAFTS):
        visitor.post(FIRST, {"route": "self"})
    assert "The database was away" in log.getvalue()


def test_an_error_of_ours_is_in_the_log_without_what_was_typed(answers, log, monkeypatch, caplog):
    def break_down(*, visit, **kwargs: object) -> None:
        raise RuntimeError(f"could not keep {dict(visit.answers)}") from ValueError(str(visit.answers))

    visitor = Client(raise_request_exception=False)
    fill_in(visitor, answers)
    monkeypatch.setattr(views.drafts, "save", break_down)
    reply = visitor.post("/aanmelden/naam/", {"name": PLANTED["name"]})
    assert reply.status_code == 500
    assert "tel:" in reply.content.decode()
    assert traces_in(reply.content.decode()) == []
    assert "builtins.RuntimeError" in log.getvalue()
    assert traces_in(log.getvalue()) == []
    assert traces_in(" ".join(record.getMessage() for record in caplog.records)) == []


def test_every_log_is_written_by_the_formatter_that_quotes_nothing():
    ours = [handler for handler in _handlers() if handler.name != "django.server"]  # runserver's list of addresses
    assert ours
    assert all(isinstance(handler.formatter, ReticentFormatter) for handler in ours)


def test_the_mail_to_intake_holds_no_answer(visitor, answers):
    sign_up(visitor, answers)
    announce(now=NOON)
    deliver(now=NOON)
    assert len(mail.outbox) == 1
    assert traces_in(mail.outbox[0].message().as_string()) == []


def test_no_header_cookie_or_address_holds_an_answer(visitor, answers):
    passed = fill_in(visitor, answers)
    reply = visitor.post(CHECK)
    told = [*passed, str(reply.headers), *(cookie.OutputString() for cookie in visitor.cookies.values())]
    assert traces_in(" ".join(told)) == []
    assert set(visitor.cookies) <= {"formulier", "csrftoken"}
