"""Do the keys still fit: can intake open what the public side seals, and are there letters it can't open?"""

from collections.abc import Iterator

from perspectief.operations.keyring import Keyring
from selfreferral.canary import Canary
from selfreferral.seal import fingerprint, key_id

from .reseal import opens
from .resealing import not_of_key, waiting


def problems(*, ring: Keyring, canary: Canary, other_fingerprint: str) -> Iterator[str]:
    """A sentence for everything that is wrong. Raises KeyFileError and WrongConfigurationError."""
    keys, own = ring.identities(), fingerprint(ring.recipients())
    if not keys:
        yield f"There is no intake key in {ring.where}."
    elif not opens(canary.sealed, keys=keys[:1]):
        yield "The intake key does not open what the public side seals."
    for told in {canary.fingerprint, _plain(other_fingerprint) or own} - {own}:
        yield f"The public side has other recipients: its fingerprint is {told[:20]!r}, ours is {own}."
    yield from _risks(ring)


def _plain(told: str) -> str:
    return "".join(told.split()).lower()


def _risks(ring: Keyring) -> Iterator[str]:
    """What does no harm today, and will."""
    publics = ring.publics()
    if ring.is_open_to_others:
        yield f"Everybody on this machine may use {ring.where}: take that right away (chmod 600)."
    if set(ring.recipients()) <= set(publics):
        yield "The recovery key lies in the intake key file: it belongs in a safe, and nowhere else."
    rows = not_of_key("")
    for public in publics:
        rows &= not_of_key(key_id(public))
    if count := waiting(rows):
        yield f"{count} letters or notes are sealed to an intake key that is not here: see docs/operate.md."
