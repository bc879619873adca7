import logging
import sys

import pytest

from perspectief.logs import ReticentFormatter

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
