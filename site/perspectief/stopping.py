"""The last words of a process. What it was not prepared for goes to the log, where no message of an error is printed."""

import logging
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType

from .logs import ReticentFormatter

logger = logging.getLogger(__name__)

UNEXPECTED = "Something went wrong that nothing was prepared for"


def log_last_words() -> None:
    """For a whole process, before it reads its settings. Somebody at a terminal gets Python's own words instead."""
    if sys.stderr.isatty():
        return
    handler = logging.StreamHandler()
    handler.setFormatter(ReticentFormatter())
    logging.basicConfig(handlers=[handler], level=logging.WARNING)
    logging.captureWarnings(capture=True)
    sys.excepthook = _unexpected
    threading.excepthook = lambda told: _log(told.exc_value)


@contextmanager
def starting() -> Iterator[None]:
    """What stops the process with a sentence, or with an error, is logged."""
    try:
        yield
    except SystemExit as stop:
        if not isinstance(stop.code, str):
            raise
        logger.critical("%s", stop.code)
        raise SystemExit(1) from None
    except Exception:
        logger.exception(UNEXPECTED)
        raise SystemExit(1) from None


def is_supervised() -> bool:
    """Whether what this process says goes to systemd's journal (JOURNAL_STREAM, systemd.exec(5)), or SUPERVISED says so."""
    if os.environ.get("SUPERVISED") == "1":
        return True
    here = os.fstat(sys.stderr.fileno())
    return os.environ.get("JOURNAL_STREAM") == f"{here.st_dev}:{here.st_ino}"


class Sentences:
    """A stream for the sentences of a command that nobody watches: each is an entry in the log."""

    def write(self, text: str) -> None:
        for line in text.splitlines():
            if line.strip():
                logger.error("%s", line.strip())

    def flush(self) -> None:
        """There is nothing to flush."""


def _unexpected(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if isinstance(error, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
    else:
        _log(error)


def _log(error: BaseException | None) -> None:
    logger.critical(UNEXPECTED, exc_info=error)
