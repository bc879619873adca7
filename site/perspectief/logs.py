"""A log that says what went wrong and where, and never what a visitor typed: one JSON object on each line.

Only what is named here gets in. Libraries that make JSON of log records add whatever hangs on a record, the request first;
see docs/decisions/0024-logs-say-where-and-not-who.md.
"""

import json
import logging
import os
import re
import traceback
from collections.abc import Mapping
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

from .cutting import cut

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
Said = dict[str, Any]

# In Dutch, and in any other language: there the word for the form can be anything.
FORM_ADDRESS = re.compile(r"(/aanmelden/|/mijn-aanmelding/|/[a-z]{2}/[\w%-]+/)(?:[\w%-]+/)+")
# What Django refused, by kind: a strange host, too many fields, a wrong token. Its places are Django's own.
REFUSED = "django.security."
# JSON leaves these as they are, and some programs end a line at them: an address could write a line of its own.
ODD_ENDS = re.compile(r"[\x7f-\x9f\u2028\u2029]")
OURS = frozenset(("perspectief", "selfreferral", "home", "information"))
FRAME = re.compile(r'^  File "([^"]+)", line (\d+), in (\S+)$', re.MULTILINE)
ACCESS, WARNINGS, SERVER = "granian.access", "py.warnings", "_granian"


class ReticentFormatter(logging.Formatter):
    """Prints an exception's kinds and places without their messages: a message can quote an answer or a database row.

    A sentence of our own code is printed whole. Of anybody else's only what stands in their code: not what was filled in.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Without the address of a form page: some questions are asked only after some answers."""
        said: Said = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "process": os.environ.get("DJANGO_SETTINGS_MODULE", "").rpartition(".")[2],
            "logger": record.name,
        }
        said |= _answered(record.args) if _is_access(record) else {**_event(record), **_asked(record)}
        if record.exc_info and not record.name.startswith(REFUSED):
            said["error"] = _chain(record.exc_info[1])
        return ODD_ENDS.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(said, ensure_ascii=False))

    def formatException(self, ei: ExcInfo) -> str:  # noqa: N802  the name is the standard library's
        return json.dumps(_chain(ei[1]), ensure_ascii=False)


def _chain(error: BaseException | None) -> list[Said]:
    """The error and those behind it: of each its kind, and the places it came through."""
    errors: list[Said] = []
    while error is not None:
        frames = traceback.extract_tb(error.__traceback__)
        places = [f"{frame.filename}:{frame.lineno} in {frame.name}" for frame in frames]
        errors.append({"kind": f"{type(error).__module__}.{type(error).__qualname__}", "at": places})
        error = error.__cause__ or error.__context__
    return errors


def _is_access(record: logging.LogRecord) -> bool:
    return record.name == ACCESS and isinstance(record.args, Mapping)


def _answered(told: Any) -> Said:
    """A request that the web server answered. It knows the address of the visitor and the query as well."""
    status = int(told["status"])
    path = cut(str(told["path"]), status=status)
    return {"method": told["method"], "path": path, "status": status, "seconds": round(told["dt_ms"] / 1000, 4)}


def _event(record: logging.LogRecord) -> Said:
    if record.name.partition(".")[0] in OURS:
        return {"event": FORM_ADDRESS.sub(r"\1…/", record.getMessage())}
    if record.name.partition(".")[0] == SERVER:
        return _of_the_server(record)
    place = {"at": f"{record.pathname}:{record.lineno}"}
    if record.name == WARNINGS:  # "file:line: Kind: words"
        return {"event": ": ".join(record.getMessage().split(": ")[:2]), **place}
    return {"event": _as_in_the_code(record), **place}


def _of_the_server(record: logging.LogRecord) -> Said:
    """Granian's own sentences are about its workers. What its Rust side adds after a colon or a line can be anything."""
    first, _, rest = record.getMessage().partition("\n")
    told: Said = {"event": first if record.name == SERVER else first.partition(": ")[0]}
    frames = FRAME.findall(rest)
    return {**told, "error": [{"at": [f"{file}:{line} in {name}" for file, line, name in frames]}]} if frames else told


def _as_in_the_code(record: logging.LogRecord) -> str:
    """The sentence with numbers and cut addresses filled in. One without gaps was perhaps filled in before: then nothing."""
    if not record.args or not isinstance(record.msg, str):
        return ""
    if not isinstance(record.args, tuple):
        return record.msg
    try:
        return record.msg % tuple(map(_harmless, record.args))
    except (TypeError, ValueError):
        return record.msg


def _harmless(value: object) -> object:
    if isinstance(value, int | float):
        return value
    return cut(value) if isinstance(value, str) and value.startswith("/") else "…"


def _asked(record: logging.LogRecord) -> Said:
    """Of the request that a record is about, if it is about one."""
    request, status = getattr(record, "request", None), getattr(record, "status_code", None)
    told: Said = {"status": status} if isinstance(status, int) else {}
    method, path = getattr(request, "method", None), getattr(request, "path", None)
    return {**told, "method": method, "path": cut(path)} if isinstance(method, str) and isinstance(path, str) else told
