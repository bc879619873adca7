"""The one secret of a visit to the form: it lives in the visitor's cookie and nowhere else.

Everything about a draft follows from it (HKDF, RFC 5869): where it lies, the key that opens it, the id of the letter it
will become and the receipt code. So a second press on the button, or a retry after a crash, makes the same letter.
"""

import base64
import binascii
import secrets
import uuid
from dataclasses import dataclass
from typing import ClassVar, Self

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from selfreferral.receipts import spell

SECRET_BYTES = 32


@dataclass(frozen=True, repr=False)
class VisitSecret:
    """32 random bytes. It has no useful repr, so that it cannot slip into a log."""

    purpose: ClassVar = b"perspectief "
    value: bytes

    @classmethod
    def new(cls) -> Self:
        """A fresh one, for a visitor who gives a first answer."""
        return cls(secrets.token_bytes(SECRET_BYTES))

    @classmethod
    def from_cookie(cls, text: str) -> Self | None:
        """None when the cookie does not hold a secret of ours."""
        try:
            value = base64.urlsafe_b64decode(text.encode("ascii"))
        except (ValueError, binascii.Error):
            return None
        return cls(value) if len(value) == SECRET_BYTES else None

    def for_cookie(self) -> str:
        """What the cookie holds."""
        return base64.urlsafe_b64encode(self.value).decode("ascii")

    def _derive(self, what: bytes, length: int) -> bytes:
        return HKDF(algorithm=SHA256(), length=length, salt=None, info=self.purpose + what).derive(self.value)

    @property
    def draft_id(self) -> uuid.UUID:
        return uuid.UUID(bytes=self._derive(b"draft id", 16), version=4)

    @property
    def draft_key(self) -> bytes:
        return self._derive(b"draft key", 32)

    @property
    def letter_id(self) -> uuid.UUID:
        return uuid.UUID(bytes=self._derive(b"letter id", 16), version=4)

    @property
    def receipt_code(self) -> str:
        return spell(int.from_bytes(self._derive(b"receipt code", 32)))


@dataclass(frozen=True, repr=False)
class ReturnSecret(VisitSecret):
    """The secret of somebody who came back with a receipt code. The form's cookie put in its place derives nothing here."""

    purpose: ClassVar = b"perspectief return "

    def letter_for(self, once: bytes) -> uuid.UUID:
        """The id of the letter that one shown page can send, however often its button is pressed."""
        return uuid.UUID(bytes=self._derive(b"letter id " + once, 16), version=4)
