"""Digests to search by: of little use without a key that only the staff process holds (GDPR art. 25 and 32).

A telephone number has so few digits that a plain digest of it is guessed in seconds. So each is an HMAC-SHA-256 (RFC 2104)
under INTAKE_SEARCH_KEY, with the kind inside: equal texts of different kinds have different digests.
"""

import hashlib
import hmac

from django.conf import settings

from .terms import Term


def blind(term: Term) -> bytes:
    """32 bytes."""
    return hmac.digest(settings.INTAKE_SEARCH_KEY.encode(), f"{term.kind.value}\0{term.text}".encode(), hashlib.sha256)
