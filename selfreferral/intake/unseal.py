"""Opening what was sealed. Only the queue may call this, because only the queue records who looks (linted)."""

import uuid
from collections.abc import Callable
from typing import Any

import pyrage

from perspectief.accounts.models import User
from perspectief.settings.keys import KeyFileError
from selfreferral.envelope import EnvelopeError, unpack

from .unlocking import at_hand


class CannotOpenError(Exception):
    """Damaged, sealed to another key, moved from another row, or no key. The message never quotes the content."""


def unseal(sealed: bytes, *, letter_id: uuid.UUID, kind: str, person: User | None = None) -> dict[str, Any]:
    """What is in a sealed row: `letter_id` and `kind` are the row's own. `person` is who looks, with their keys.

    Raises CannotOpenError, and LockedError when it takes somebody who unlocked the intake key.
    """
    return _unseal(sealed, letter_id, kind, lambda: at_hand.identities(person))


def unseal_empty(sealed: bytes, *, letter_id: uuid.UUID, kind: str) -> dict[str, Any]:
    """The same for a letter that tries the way, which is in nobody's name. Raises CannotOpenError."""
    return _unseal(sealed, letter_id, kind, at_hand.for_empty_letters)


def _unseal(sealed: bytes, letter_id: uuid.UUID, kind: str, keys: Callable[[], at_hand.Identities]) -> dict[str, Any]:
    try:
        return unpack(pyrage.decrypt(sealed, keys()), letter_id=letter_id, kind=kind)
    except (EnvelopeError, KeyFileError) as error:
        raise CannotOpenError(str(error)) from None
    except pyrage.DecryptError:
        raise CannotOpenError("The content is damaged or sealed to another key.") from None
