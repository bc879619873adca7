"""What somebody wrote in a form of the editor, to read and to copy: without what its scripts send along."""

import json
from collections.abc import Iterable

# How names end of what nobody typed: how many blocks, of what kind, in which order; which version, and from when until when.
NOT_WRITTEN = ("-count", "-type", "-order", "-deleted", "-id", "_id", "_FORMS", "_at", "_date", "slug", "next")


def texts(fields: Iterable[tuple[str, str]]) -> list[str]:
    """The texts among the fields, in their order. One that the text editor sent (Draft.js, JSON) is read as people do."""
    written = (_text(value) for name, value in fields if not name.endswith(NOT_WRITTEN))
    return [text for text in written if text not in ("", "on") and not text.isdigit()]


def _text(value: str) -> str:
    try:
        blocks = json.loads(value)["blocks"]
        return "\n".join(block["text"] for block in blocks).strip()
    except (ValueError, TypeError, LookupError, RecursionError):
        return value.strip()
