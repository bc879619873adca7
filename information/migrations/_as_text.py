"""How blocks that no longer belong to a kind of page go on as running text, in what is stored and in every revision."""

from collections.abc import Callable
from html import escape
from typing import Any

from django.utils.deconstruct import deconstructible
from wagtail.blocks.migrations.operations import BaseBlockOperation

Raw = dict[str, Any]
LONGEST_HEADING = 120


@deconstructible
class AsText(BaseBlockOperation):
    """Leaves the blocks with these names as they are, and makes text of all others."""

    operation_name_fragment = "as_text"

    def __init__(self, *belonging: str) -> None:
        super().__init__()
        self.belonging = belonging

    def apply(self, block_value: list[Raw]) -> list[Raw]:
        """A body in its stored form. Each block keeps its id, so that comments stay with it."""
        return [block if block["type"] in self.belonging else {**block, **_text(block)} for block in block_value]


def _text(block: Raw) -> Raw:
    value = block["value"] or {}
    heading, html = _MADE_FROM.get(block["type"], _plain)(value)
    return {"type": "text", "value": {"heading": heading[:LONGEST_HEADING], "text": html}}


def _plain(value: Raw) -> tuple[str, str]:
    return value.get("heading", ""), value.get("text", "")


def _steps(value: Raw) -> tuple[str, str]:
    items = [(item["heading"], item["text"]) for item in _items(value["steps"])]
    return value.get("heading", ""), _under_headings(items)


def _questions(value: Raw) -> tuple[str, str]:
    items = [(item["question"], item["answer"]) for item in _items(value["questions"])]
    return value.get("heading", ""), _under_headings(items)


def _two_sides(value: Raw) -> tuple[str, str]:
    sides = [(value["first_heading"], value["first"]), (value["second_heading"], value["second"])]
    return value.get("heading", ""), _under_headings(sides)


def _comparison(value: Raw) -> tuple[str, str]:
    columns = _items(value["columns"])
    rows = [(row["aspect"], _list(zip(columns, _items(row["cells"]), strict=False))) for row in _items(value["rows"])]
    return value["heading"], _under_headings(rows)


def _example(value: Raw) -> tuple[str, str]:
    return f"Voorbeeld: {value['heading']}", value["text"]


def _figure(value: Raw) -> tuple[str, str]:
    image = value.get("image") or {}
    said = value.get("caption") or (image.get("alt_text", "") if isinstance(image, dict) else "")
    return "", f"<p>{escape(said)}</p>"


def _contact(value: Raw) -> tuple[str, str]:
    return "", '<p><a href="/contact/">Contact</a></p>'


_MADE_FROM: dict[str, Callable[[Raw], tuple[str, str]]] = {
    "steps": _steps,
    "questions": _questions,
    "two_sides": _two_sides,
    "comparison": _comparison,
    "example": _example,
    "figure": _figure,
    "contact_details": _contact,
    "help_numbers": _contact,
}


def _items(stored: list[Any]) -> list[Any]:
    """The values of a list, with the wrapping that Wagtail stores items in or without (as the seed wrote them)."""
    return [item["value"] if isinstance(item, dict) and item.get("type") == "item" else item for item in stored]


def _under_headings(items: list[tuple[str, str]]) -> str:
    return "".join(f"<h3>{escape(heading)}</h3>{html}" for heading, html in items)


def _list(pairs: Any) -> str:
    return "<ul>" + "".join(f"<li><b>{escape(column)}:</b> {escape(cell)}</li>" for column, cell in pairs) + "</ul>"
