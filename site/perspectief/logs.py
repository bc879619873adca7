"""A log that says what went wrong and where, and never what a visitor typed."""

import logging
import re
import traceback
from types import TracebackType

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]

# In Dutch, and in any other language: there the word for the form can be anything.
FORM_ADDRESS = re.compile(r"(/aanmelden/|/mijn-aanmelding/|/[a-z]{2}/[\w%-]+/)(?:[\w%-]+/)+")


class ReticentFormatter(logging.Formatter):
    """Prints an exception's kinds and places without their messages: a message can quote an answer or a database row."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """Without the address of a form page: some questions are asked only after some answers."""
        return FORM_ADDRESS.sub(r"\1…/", super().format(record))

    def formatException(self, ei: ExcInfo) -> str:  # noqa: N802  the name is the standard library's
        lines: list[str] = []
        error = ei[1]
        while error is not None:
            frames = traceback.extract_tb(error.__traceback__)
            lines += [f"{type(error).__module__}.{type(error).__qualname__}"]
            lines += [f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in frames]
            error = error.__cause__ or error.__context__
        return "\n".join(lines)
