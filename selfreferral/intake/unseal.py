"""Opening what was sealed. Only the queue may call this, because only the queue records who looks (linted)."""

import uuid
from pathlib import Path
from typing import Any

import pyrage
from django.conf import settings

from perspectief.settings.keys import KeyFileError, read_identities
from selfreferral.envelope import EnvelopeError, unpack


class CannotOpenError(Exception):
    """Damaged, sealed to another key, moved from another row, or no key. The message never quotes the content."""


def unseal(sealed: bytes, *, letter_id: uuid.UUID, kind: str) -> dict[str, Any]:
    """What is in a sealed row: `letter_id` and `kind` are the row's own. Raises CannotOpenError."""
    try:
        # Every key in the file: letters sealed to a former key still open while keys are being changed.
        packed = pyrage.decrypt(sealed, read_identities(Path(settings.INTAKE_KEY_FILE)))
        return unpack(packed, letter_id=letter_id, kind=kind)
    except (EnvelopeError, KeyFileError) as error:
        raise CannotOpenError(str(error)) from None
    except pyrage.DecryptError:
        raise CannotOpenError("The content is damaged or sealed to another key.") from None
