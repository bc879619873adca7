"""What is inside a letter: JSON with its own identity, padded so that its length tells nothing.

age binds no context to what it seals, so the letter's id and kind stand inside and are compared on opening: a sealed text
moved to another row is refused.
"""

import json
import uuid
from collections.abc import Mapping
from typing import Any

FORMAT = 1
STEP_BYTES = 4096
Answers = Mapping[str, Any]


class EnvelopeError(ValueError):
    """The content is not what this row says it is. The message never quotes the content."""


def pack(*, letter_id: uuid.UUID, kind: str, answers: Answers) -> bytes:
    """The plain content of a letter: UTF-8 JSON, filled up with spaces to a multiple of 4096 bytes."""
    content = {"v": FORMAT, "id": str(letter_id), "kind": kind, "answers": dict(answers)}
    # Not as ASCII: escapes would make some languages longer than others. A lone surrogate is kept as it came.
    packed = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    return packed + b" " * (-len(packed) % STEP_BYTES)


def unpack(packed: bytes, *, letter_id: uuid.UUID, kind: str) -> dict[str, Any]:
    """The answers. Raises EnvelopeError when the content is damaged, of another format, or belongs to another row."""
    try:
        content = json.loads(packed.decode("utf-8", "surrogatepass"))
    except (ValueError, RecursionError):  # anybody can seal a letter, also one that is nested too deep to read
        raise EnvelopeError("The content is damaged.") from None
    if not isinstance(content, dict) or content.get("v") != FORMAT:
        raise EnvelopeError("The content has an unknown format.")
    if (content.get("id"), content.get("kind")) != (str(letter_id), kind):
        raise EnvelopeError("The content belongs to another row.")
    answers = content.get("answers")
    if not isinstance(answers, dict):
        raise EnvelopeError("The content holds no answers.")
    return answers
