"""Reading translations and finding what has to be translated, without the GNU tools: not every machine has those."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[2]
CODE = ("home", "information", "selfreferral", "site/perspectief")
MARKS = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy"}
IN_TEMPLATE = re.compile(r"""n?gettext\(u?(?P<text>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|\"{3}.*?\"{3})""", re.DOTALL)
FIELD = re.compile(r'(?P<name>msgid_plural|msgid|msgstr)(?:\[\d\])? ((?:"(?:[^"\\]|\\.)*"\s*)+)')


@dataclass(frozen=True)
class Entry:
    """A sentence with its translations: one, or one for each plural form."""

    text: str
    translations: tuple[str, ...]
    is_fuzzy: bool


def entries(po: Path) -> list[Entry]:
    """Everything in a .po file but its header."""
    parts = po.read_text(encoding="utf-8").split("\n\n")[1:]
    return [_entry(part) for part in parts if "\nmsgid " in f"\n{part}"]


def _entry(part: str) -> Entry:
    found = [(match["name"], "".join(map(ast.literal_eval, match[2].splitlines()))) for match in FIELD.finditer(part)]
    translations = tuple(value for name, value in found if name == "msgstr")
    return Entry(dict(reversed(found))["msgid"], translations, bool(re.search(r"^#,.*fuzzy", part, re.MULTILINE)))


def in_use() -> dict[str, str]:
    """Every sentence that is marked to be translated, with a file that has it."""
    found: dict[str, str] = {}
    for file in (file for folder in CODE for file in (ROOT / folder).rglob("*.py")):
        found |= dict.fromkeys(_in_code(file), str(file))
    for file in (ROOT / "templates").rglob("*.html"):
        found |= dict.fromkeys(_in_template(file), str(file))
    return found


def _in_code(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKS and node.args:
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield first.value


def _in_template(file: Path) -> Iterator[str]:
    marked = templatize(file.read_text(encoding="utf-8"), origin=str(file))
    return (ast.literal_eval(match["text"]) for match in IN_TEMPLATE.finditer(marked))
