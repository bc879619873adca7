"""Digests to search by: of little use without a key that only the staff side holds (GDPR art. 25 and 32).

A telephone number has so few digits that a plain digest of it is guessed in seconds. So each is an HMAC-SHA-256 (RFC 2104)
under the key to search with, with the kind inside: equal texts of different kinds have different digests.
"""

import hashlib
import hmac

from perspectief.accounts.models import User

from .terms import Term
from .unlocking import at_hand


def blind(term: Term, *, person: User | None = None) -> bytes:
    """32 bytes, the same whoever asks. Raises LockedError when it takes a person who unlocked the intake key."""
    key = at_hand.search_key(person).encode()
    return hmac.digest(key, f"{term.kind.value}\0{term.text}".encode(), hashlib.sha256)
