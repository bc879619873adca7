"""Opening what was sealed. Only the queue may call this, because only the queue records who looks (linted)."""

import uuid
from pathlib import Path
from typing import Any

import pyrage
from django.conf import settings

from selfreferral.envelope import EnvelopeError, unpack


class CannotOpenError(Exception):
    """Damaged, sealed to another key, moved from another row, or no key. The message never quotes the content."""


def unseal(sealed: bytes, *, letter_id: uuid.UUID, kind: str) -> dict[str, Any]:
    """What is in a sealed row: `letter_id` and `kind` are the row's own. Raises CannotOpenError."""
    try:
        packed = pyrage.decrypt(sealed, _identities(Path(settings.INTAKE_KEY_FILE)))
        return unpack(packed, letter_id=letter_id, kind=kind)
    except EnvelopeError as error:
        raise CannotOpenError(str(error)) from None
    except pyrage.DecryptError:
        raise CannotOpenError("The content is damaged or sealed to another key.") from None


def _identities(path: Path) -> list[pyrage.x25519.Identity]:
    """Every key in an age identity file, so that letters sealed to a former key still open after a change of keys."""
    try:
        lines = [line.strip() for line in path.read_text(encoding="ascii").splitlines()]
        identities = [pyrage.x25519.Identity.from_str(line) for line in lines if line and not line.startswith("#")]
    except (OSError, ValueError, pyrage.IdentityError):
        raise CannotOpenError("The intake key cannot be read.") from None  # no cause: it can hold a line of the key file
    if not identities:
        raise CannotOpenError("The intake key file holds no key.")
    return identities
