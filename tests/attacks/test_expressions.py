"""No expression and no check takes long over a text that somebody made for it (OWASP: ReDoS).

Time grows with the text at most a little faster than in proportion: twice the text may take three times as long (room for a
busy machine), where going back takes four, eight or a thousand times as long.
"""

import ast
import contextlib
import importlib
import inspect
import logging
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django import forms

from perspectief.encoding import plain_type
from perspectief.logs import ReticentFormatter
from perspectief.pages.accepting import encoding_for
from perspectief.telephone import to_e164
from selfreferral.public import steps
from selfreferral.receipts import digest
from tests.processes import ROOT

pytestmark = pytest.mark.pure

FOLDERS = ("home", "information", "selfreferral", "site/perspectief")
LENGTHS = (125, 250, 500, 1_000, 2_000, 4_000, 8_000)
NOTICEABLE = 0.05  # seconds; below that nobody waits, however it grows
STEEPEST = 3.2
PIECES = (
    "a",
    " ",
    "0",
    "A",
    ".",
    "/",
    "-",
    "<",
    "=",
    "\n",
    "é",
    "@",
    "a ",
    "aA",
    "a/",
    "/a/",
    "a.",
    "<a ",
    '="',
    "id=",
    "{",
    "(",
    "%",
    "u ",
    "a-",
)
ENDS = ("", "!", "\0", "é!")


def _patterns() -> Iterator[tuple[str, str, int]]:
    """Every expression in the code: where, and what it is. Those that are put together are found where they lie."""
    for folder in FOLDERS:
        for file in sorted((ROOT / folder).rglob("*.py")):
            if "migrations" not in file.parts:
                yield from _written(file)


def _written(file: Path) -> Iterator[tuple[str, str, int]]:
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Call) and _is_of_re(node.func) and node.args:
            text = node.args[0]
            name = f"{file.relative_to(ROOT)}:{node.lineno}"
            if isinstance(text, ast.Constant) and isinstance(text.value, str):
                yield name, text.value, _flags(node)
            else:
                yield from _compiled(file, node, name)


def _is_of_re(function: ast.expr) -> bool:
    return isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name) and function.value.id == "re"


def _flags(node: ast.Call) -> int:
    named = [ast.unparse(one.value) for one in node.keywords if one.arg == "flags"]
    named += [ast.unparse(one) for one in node.args[1:] if "re." in ast.unparse(one)]
    return sum(int(getattr(re, flag.strip().removeprefix("re."))) for one in named for flag in one.split("|"))


def _compiled(file: Path, node: ast.Call, name: str) -> Iterator[tuple[str, str, int]]:
    """One that is put together from others: as the module has it."""
    parts = file.relative_to(ROOT).with_suffix("").parts
    module = importlib.import_module(".".join(parts[1:] if parts[0] == "site" else parts))
    for key, value in inspect.getmembers(module, lambda one: isinstance(one, re.Pattern)):
        if isinstance(value.pattern, str):
            yield f"{name} {key}", value.pattern, value.flags & ~re.UNICODE


ALL = sorted({(pattern, flags): name for name, pattern, flags in _patterns()}.items(), key=lambda one: one[1])


def _literals(pattern: str) -> Iterator[str]:
    """What it looks for itself, again and again: the start of a match that does not end."""
    yield from set(re.findall(r"[A-Za-z<>/&;:#=@{}\[\]\"' -]{2,}", pattern))


def _steepness(deed: Callable[[str], Any], piece: str, end: str) -> tuple[float, float]:
    """How much longer twice the text takes, and how long (seconds) that is, at the first length where it can be noticed."""
    before = 0.0
    for length in LENGTHS:
        text = (piece * length)[:length] + end
        taken = min(_timed(deed, text) for _ in range(2))
        if taken > NOTICEABLE:
            return taken / max(before, 1e-6), taken
        before = taken
    return 0.0, before


def _timed(deed: Callable[[str], Any], text: str) -> float:
    begun = time.process_time()
    with contextlib.suppress(ValueError, forms.ValidationError):
        deed(text)
    return time.process_time() - begun


def _steep(deed: Callable[[str], Any], pieces: Iterator[str] | tuple[str, ...]) -> list[str]:
    found = []
    for piece in pieces:
        for end in ENDS:
            growth, seconds = _steepness(deed, piece, end)
            if growth > STEEPEST:
                found.append(f"{piece!r} and {end!r}: {growth:.1f} times, {seconds:.2f} s")
    return found


def test_there_are_expressions_to_try() -> None:
    assert len(ALL) > 20


def test_an_expression_that_goes_back_is_noticed() -> None:
    assert _steep(re.compile(r"a+a+!").search, ("a",)) != []


@pytest.mark.parametrize(("written", "name"), ALL, ids=[name for _, name in ALL])
def test_an_expression_of_ours_is_quick_with_any_text(written: tuple[str, int], name: str) -> None:
    pattern = re.compile(*written)
    assert _steep(lambda text: pattern.sub("", text), (*PIECES, *_literals(written[0]))) == []


CHECKS: dict[str, Callable[[str], Any]] = {
    "telephone": to_e164,
    "type of a body": plain_type,
    "encodings": encoding_for,
    "receipt code": digest,
    "log": lambda text: ReticentFormatter().format(_record(text)),
}


def _record(text: str) -> Any:
    return logging.LogRecord("django.request", logging.ERROR, __file__, 1, "%s", (text,), None)


@pytest.mark.parametrize("name", CHECKS)
def test_a_check_of_ours_is_quick_with_any_text(name: str) -> None:
    assert _steep(CHECKS[name], PIECES) == []


def test_a_form_is_quick_with_any_text() -> None:
    for step in steps.STEPS:
        keys = sorted(step.keys)
        for piece in ("a", "0", "a@a.", " ", "+", "é", "a@", "-"):
            for end in ("", "@a", "\0"):
                taken = _timed(
                    lambda text, keys=keys, step=step: step.form(dict.fromkeys(keys, text), answers={}).is_valid(),
                    piece * 50_000 + end,
                )
                assert taken < 1, (step.slug, piece)
