"""Closing a letter anew, to other keys. What is in it never leaves this module: no name, no answer, not its length."""

from collections.abc import Sequence

import pyrage

from selfreferral.seal import Sealed, close

Keys = Sequence[pyrage.x25519.Identity]


def reseal(sealed: bytes, *, keys: Keys, recipients: tuple[str, ...]) -> Sealed | None:
    """The same content, byte for byte, closed to these recipients; None when no key opens it.

    It is not judged: a letter that was moved from another row is refused by `unseal` as before.
    """
    packed = _open(sealed, keys)
    return None if packed is None else close(packed, recipients=recipients)


def opens(sealed: bytes, *, keys: Keys) -> bool:
    """Whether one of these keys opens it."""
    return _open(sealed, keys) is not None


def _open(sealed: bytes, keys: Keys) -> bytes | None:
    try:
        return bytes(pyrage.decrypt(sealed, keys)) if keys else None
    except pyrage.DecryptError:
        return None
