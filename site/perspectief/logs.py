"""A log that says what went wrong and where, and never what a visitor typed."""

import logging
import re
import traceback
from types import TracebackType

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]

# In Dutch, and in any other language: there the word for the form can be anything.
FORM_ADDRESS = re.compile(r"(/aanmelden/|/mijn-aanmelding/|/[a-z]{2}/[\w%-]+/)(?:[\w%-]+/)+")
# What Django refused, by kind: a strange host, too many fields, a wrong token. The message quotes what was sent.
REFUSED = "django.security."
# An address may hold a line end, and would write a line of its own.
CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


class ReticentFormatter(logging.Formatter):
    """Prints an exception's kinds and places without their messages: a message can quote an answer or a database row."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """Without the address of a form page: some questions are asked only after some answers."""
        if record.name.startswith(REFUSED):
            record = logging.LogRecord(record.name, record.levelno, record.pathname, record.lineno, "refused", (), None)
        return FORM_ADDRESS.sub(r"\1…/", super().format(record))

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802  the name is the standard library's
        """One line, whatever was in it."""
        record.message = CONTROLS.sub(lambda found: f"\\x{ord(found[0]):02x}", record.message)
        return super().formatMessage(record)

    def formatException(self, ei: ExcInfo) -> str:  # noqa: N802  the name is the standard library's
        lines: list[str] = []
        error = ei[1]
        while error is not None:
            frames = traceback.extract_tb(error.__traceback__)
            lines += [f"{type(error).__module__}.{type(error).__qualname__}"]
            lines += [f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in frames]
            error = error.__cause__ or error.__context__
        return "\n".join(lines)
