import json
import logging
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.test import RequestFactory

from perspectief.cutting import cut
from perspectief.logs import ReticentFormatter
from perspectief.stopping import starting
from tests.processes import ROOT

pytestmark = pytest.mark.pure


def _formatted(error: BaseException) -> str:
    record = logging.LogRecord("selfreferral", logging.ERROR, __file__, 1, "The database was away", (), None)
    try:
        raise error
    except type(error):
        record.exc_info = sys.exc_info()
    return ReticentFormatter().format(record)


def test_an_error_is_logged_with_its_kind_and_place_and_without_its_message() -> None:
    text = _formatted(ValueError("geheim verhaal"))
    assert "builtins.ValueError" in text
    assert "test_logs.py" in text
    assert "geheim" not in text


def test_the_message_of_an_error_behind_an_error_stays_out_too() -> None:
    cause = KeyError("geheim verhaal")
    error = RuntimeError("nog een geheim")
    error.__cause__ = cause
    text = _formatted(error)
    assert "builtins.KeyError" in text
    assert "geheim" not in text


def test_a_source_line_with_an_answer_in_it_is_not_printed() -> None:
    assert "raise error" not in _formatted(ValueError("x"))


@pytest.mark.parametrize(
    ("form", "page"),
    [
        ("/aanmelden", "ouder"),
        ("/en/sign-up", "parent"),
        ("/mijn-aanmelding", "intrekken"),
        ("/mijn-aanmelding", "bereiken/telefoon"),
        ("/en/my-referral", "reaching-you/phone"),
    ],
)
def test_the_address_of_a_form_page_stays_out_of_the_log(form: str, page: str) -> None:
    record = logging.LogRecord("django.request", logging.ERROR, __file__, 1, "Error: %s", (f"{form}/{page}/",), None)
    text = ReticentFormatter().format(record)
    assert f"{form}/…/" in text
    assert page not in text


@pytest.mark.parametrize("kind", ["DisallowedHost", "TooManyFieldsSent", "SuspiciousFileOperation", "csrf"])
def test_what_was_refused_is_one_line_without_what_was_sent(kind: str) -> None:
    error = ValueError("evil.example")
    record = logging.LogRecord(
        f"django.security.{kind}", logging.ERROR, __file__, 1, "Invalid: %s", ("evil.example",), (ValueError, error, None)
    )
    text = ReticentFormatter().format(record)
    assert "evil" not in text
    assert "\n" not in text
    assert kind in text


def test_an_address_with_a_line_end_writes_no_line_of_its_own() -> None:
    path = "/x\n2026-01-01 00:00:00 ERROR perspectief: forged\r\x1b[2J\u2028"
    record = logging.LogRecord("django.request", logging.ERROR, __file__, 1, "Error: %s", (path,), None)
    text = ReticentFormatter().format(record)
    assert len(text.splitlines()) == 1
    assert "\x1b" not in text


def _told(name: str, message: object, *args: object, **more: object) -> dict[str, Any]:
    record = logging.LogRecord(name, logging.WARNING, __file__, 1, message, args, None)
    vars(record).update(more)
    return json.loads(ReticentFormatter().format(record))


def test_a_line_is_one_object_whatever_stands_in_it() -> None:
    said = _told("selfreferral", 'a "quoted"\nword of %s', "ours")
    assert said["event"] == 'a "quoted"\nword of ours'
    assert set(said) == {"time", "level", "process", "logger", "event"}


def test_what_hangs_on_a_record_stays_out() -> None:
    said = _told(
        "django.request", "Error: %s", "/", request=RequestFactory().get("/beheer/x7/?q=qx7"), user="qx7", extra="qx7"
    )
    assert "qx7" not in str(said)
    assert (said["method"], said["path"]) == ("GET", "/beheer/…/")


@pytest.mark.parametrize(
    ("message", "args", "event"),
    [
        ("Login of %s from %s failed %d times", ("anna", "203.0.113.7", 3), "Login of … from … failed 3 times"),
        ("Invalid host: anna.example", (), ""),
        ("%(name)s", ({"name": "anna"},), "%(name)s"),
        ("%d", ("anna",), "%d"),
        (ValueError("anna"), (), ""),
    ],
)
def test_of_a_librarys_sentence_only_what_stands_in_its_code_is_printed(message: object, args: tuple, event: str) -> None:
    assert _told("axes.handlers", message, *args)["event"] == event


def test_the_web_servers_own_report_of_an_error_keeps_its_places_and_loses_its_words() -> None:
    report = 'Application callable raised an exception\nTraceback:\n  File "/x.py", line 5, in body\n    a\nValueError: qx7'
    said = _told("_granian.utils", report)
    assert said["event"] == "Application callable raised an exception"
    assert said["error"] == [{"at": ["/x.py:5 in body"]}]
    assert _told("_granian.serve", "TCP failed with error: 203.0.113.7")["event"] == "TCP failed with error"
    assert _told("_granian", "Listening at: http://127.0.0.1:1")["event"] == "Listening at: http://127.0.0.1:1"


def test_an_answered_request_has_neither_who_asked_nor_what_for() -> None:
    asked = {
        "addr": "203.0.113.7",
        "path": "/zoeken/",
        "query_string": "q=qx7",
        "method": "GET",
        "status": 200,
        "dt_ms": 12.5,
    }
    said = _told("granian.access", "%(addr)s", {**asked, "_h0": "agentqx7"})
    assert {name: said[name] for name in ("method", "path", "status", "seconds")} == {
        "method": "GET",
        "path": "/zoeken/",
        "status": 200,
        "seconds": 0.0125,
    }
    assert set(said) == {"time", "level", "process", "logger", "method", "path", "status", "seconds"}


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/", 200, "/"),
        ("/en/", 200, "/en/"),
        ("/contact/", 200, "/contact/"),
        ("/slachtoffers/ervaringen/", 200, "/slachtoffers/…/"),
        ("/jan-jansen/", 404, "/…/"),
        ("/jan-jansen", 301, "/…/"),
        ("/en/jan-jansen/", 404, "/en/…/"),
        ("/Jan%20Jansen/", 200, "/…/"),
        ("/beheer/aanmeldingen/1f0c/", 500, "/beheer/…/"),
        ("/beheer/gebruikers/7/?q=jan", 200, "/beheer/…/"),
        ("/tr/kayit/gizli/", 200, "/tr/kayit/…/"),
    ],
)
def test_an_address_is_cut_to_a_room_that_is_known_to_be_there(path: str, status: int, said: str) -> None:
    assert cut(path, status=status) == said


def test_a_command_knows_whether_it_speaks_to_the_journal(tmp_path: Path) -> None:
    asks = "from perspectief.stopping import is_supervised; print(is_supervised())"

    def said(journal: str, **more: str) -> str:
        told = {"PYTHONPATH": str(ROOT / "site"), "JOURNAL_STREAM": journal, **more}
        with (tmp_path / "journal").open("a") as stream:
            done = subprocess.run([sys.executable, "-c", asks], check=True, stdout=subprocess.PIPE, stderr=stream, env=told)
        return done.stdout.decode().strip()

    (tmp_path / "journal").touch()
    here = (tmp_path / "journal").stat()
    assert said(f"{here.st_dev}:{here.st_ino}") == "True"
    assert said(f"{here.st_dev}:{here.st_ino + 1}") == "False"  # what a shell passes on from the service that started it
    assert said("", SUPERVISED="1") == "True"


def test_a_sentence_that_stops_the_start_is_logged_and_a_number_is_passed_on(caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(SystemExit) as stopped, starting():
        raise SystemExit("The setting SECRET_KEY is missing.")
    assert stopped.value.code == 1
    assert "The setting SECRET_KEY is missing." in caplog.text
    with pytest.raises(SystemExit) as passed, starting():
        raise SystemExit(3)
    assert passed.value.code == 3
