"""Seeds of factors are sealed in the database: who reads it, or a backup, can make no code (GDPR art. 32)."""

import base64
import hashlib

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings

# Where allauth keeps what it sealed, in an authenticator's data.
SEALED_FIELDS = ("secret", "seed")


def box() -> MultiFernet:
    """Closes with the first key, opens with every key. Each key is made of a secret that is itself random."""
    return MultiFernet([Fernet(_key(secret)) for secret in settings.MFA_KEYS])


def _key(secret: str) -> bytes:
    return base64.urlsafe_b64encode(hashlib.sha256(secret.encode()).digest())


def seal(text: str) -> str:
    """Fernet token of the text."""
    return box().encrypt(text.encode()).decode("ascii")


def unseal(token: str) -> str:
    """The text again. Raises cryptography.fernet.InvalidToken when no key fits."""
    return box().decrypt(token.encode("ascii")).decode()


def seal_anew(data: dict[str, object]) -> dict[str, object]:
    """An authenticator's data, sealed under the first key."""
    sealed = {name: str(data[name]) for name in SEALED_FIELDS if name in data}
    return {**data, **{name: box().rotate(token.encode("ascii")).decode("ascii") for name, token in sealed.items()}}
