"""What a personal copy holds: the intake keys, and the key to search with. In memory only, or sealed to somebody."""

import hashlib
import hmac
import json
import secrets
from dataclasses import dataclass

import pyrage

from selfreferral.seal import key_id

SEARCH_KEY_BYTES = 48


class WrongCopyError(Exception):
    """A copy does not open with its owner's key, or holds something else. The message never quotes it."""


@dataclass(frozen=True, kw_only=True, repr=False)
class Bundle:
    """`intake_keys` are age identities, the present one first. It has no repr: nothing of it gets into a log."""

    intake_keys: tuple[str, ...]
    search_key: str

    def identities(self) -> list[pyrage.x25519.Identity]:
        """The keys as age takes them."""
        return [pyrage.x25519.Identity.from_str(key) for key in self.intake_keys]

    def publics(self) -> list[str]:
        """The public halves, in the same order."""
        return [str(identity.to_public()) for identity in self.identities()]

    @property
    def key_id(self) -> str:
        """The short name of the present intake key."""
        return key_id(self.publics()[0])

    def sealed_to(self, recipient: str) -> bytes:
        """A copy that only the owner of `recipient` opens."""
        said = json.dumps({"v": 1, "keys": self.intake_keys, "search": self.search_key}).encode()
        return bytes(pyrage.encrypt(said, [pyrage.x25519.Recipient.from_str(recipient)]))

    def mark(self, *, person_id: int, recipient: str) -> bytes:
        """Proof, for who has the same intake key, that somebody who had it gave a copy to this recipient of this person."""
        key = hashlib.sha256(b"perspectief copy mark\0" + self.intake_keys[0].encode()).digest()
        return hmac.digest(key, f"{person_id}\0{recipient}".encode(), hashlib.sha256)


def opened_with(personal: str, copy: bytes) -> Bundle:
    """What is in a copy, for who has its owner's private key. Raises WrongCopyError."""
    try:
        said = json.loads(pyrage.decrypt(copy, [pyrage.x25519.Identity.from_str(personal)]))
        bundle = Bundle(intake_keys=tuple(said["keys"]), search_key=str(said["search"]))
        bundle.publics()[0]
    except (pyrage.DecryptError, pyrage.IdentityError, ValueError, KeyError, TypeError, IndexError):
        raise WrongCopyError("The copy of the intake key does not open with this personal key.") from None
    return bundle


def new_search_key() -> str:
    """What was found under the former one has to be indexed anew."""
    return secrets.token_urlsafe(SEARCH_KEY_BYTES)
