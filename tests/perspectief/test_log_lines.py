"""What our own sentences in a log are filled in with: each is named here, so that a new one is thought about."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.processes import ROOT

pytestmark = pytest.mark.pure

LEVELS = frozenset(("debug", "info", "warning", "error", "exception", "critical", "log"))
# None of these is a name, an address, or something that somebody typed. A number says who it is to who has the database.
MAY_BE_SAID = {
    "public/pages.py": {"view.__name__"},
    "unlocking/opening.py": {"key.person_id"},
    "queue/opening.py": {"kind", "letter_id", "error"},  # CannotOpenError: a sentence of ours
    "queue/indexing.py": {"referral.pk", "error"},  # the same
    "queue/canaries.py": {"found.finding"},
    "intake/retention.py": {"referral.pk"},
    "perspectief/stopping.py": {"stop.code", "line.strip()", "UNEXPECTED"},  # of a command of ours
    "settings/recipients.py": {"error"},  # a file, and what is wrong with it
    "operations/sweeping.py": {"name"},  # of a chore
    "outbox/delivering.py": {"problem"},  # a kind of failure and a number (_in_short)
    "pages/keeping.py": {"filled.kept"},
    "pages/filling.py": {"failed"},  # how many
}


def _files() -> Iterator[Path]:
    for room in ("home", "information", "selfreferral", "site/perspectief"):
        yield from (ROOT / room).rglob("*.py")


def _calls(file: Path) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(file.read_text())):
        is_method = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in LEVELS
        if is_method and ast.unparse(node.func.value) in ("logger", "logging"):
            yield node


def test_a_sentence_is_written_out_and_filled_in_with_what_is_named_here() -> None:
    found: dict[str, set[str]] = {}
    for file in _files():
        for call in _calls(file):
            sentence, *filled = call.args
            if not (isinstance(sentence, ast.Constant) and isinstance(sentence.value, str)):
                filled.append(sentence)
            if filled:
                found.setdefault("/".join(file.parts[-2:]), set()).update(map(ast.unparse, filled))
    assert found == MAY_BE_SAID


def test_nothing_writes_there_by_another_name() -> None:
    for file in _files():
        for line in file.read_text().splitlines():
            assert "getLogger" not in line or line == "logger = logging.getLogger(__name__)", file
