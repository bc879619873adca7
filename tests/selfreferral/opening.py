"""Opening sealed rows with one key and no other, to see which keys they are closed to."""

from typing import Any

import pyrage

from selfreferral.envelope import unpack
from selfreferral.intake.models import Note
from selfreferral.intake.queue import opening
from selfreferral.models import Letter


def opened(row: Letter | Note, key: str) -> dict[str, Any]:
    """What is in a row. Raises DecryptError when it is closed to other keys."""
    kind = row.kind if isinstance(row, Letter) else opening.NOTE
    packed = pyrage.decrypt(bytes(row.sealed), [pyrage.x25519.Identity.from_str(key)])
    return unpack(packed, letter_id=row.pk, kind=kind)


def sealed_rows() -> list[Letter | Note]:
    """Everything that is sealed."""
    return [*Letter.objects.order_by("pk"), *Note.objects.order_by("pk")]


def new_key() -> tuple[str, str]:
    """A private key and its public half."""
    key = pyrage.x25519.Identity.generate()
    return str(key), str(key.to_public())
