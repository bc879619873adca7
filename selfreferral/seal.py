"""Closing a letter. Anyone may close; only a private key opens (age, https://age-encryption.org/v1)."""

import hashlib
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

import pyrage
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from .envelope import Answers, pack

LEAST_RECIPIENTS = 2


@dataclass(frozen=True, kw_only=True)
class Sealed:
    """A closed letter: `content` is an age file in its binary form, `key_id` names the intake key it was sealed to."""

    content: bytes
    key_id: str


def key_id(recipient: str) -> str:
    """A short name for a key: the first 16 hexadecimal digits of the SHA-256 of its public half."""
    return hashlib.sha256(recipient.encode()).hexdigest()[:16]


def fingerprint(recipients: Iterable[str]) -> str:
    """A short name for the keys together: the first 20 hexadecimal digits of the SHA-256 of the public halves, one a line.

    The same wherever the recipients file has the same keys in the same order; its comments don't matter.
    """
    return hashlib.sha256("\n".join(recipients).encode()).hexdigest()[:20]


def seal(*, letter_id: uuid.UUID, kind: str, answers: Answers) -> Sealed:
    """Close `answers` to every recipient of this organisation. Refuses to seal to fewer than two."""
    return close(pack(letter_id=letter_id, kind=kind, answers=answers), recipients=tuple(settings.RECIPIENTS))


def close(packed: bytes, *, recipients: tuple[str, ...]) -> Sealed:
    """Close a packed letter to these recipients, the intake key first. Refuses fewer than two."""
    if len(set(recipients)) < LEAST_RECIPIENTS:
        raise ImproperlyConfigured("Letters have to be sealed to at least two recipients: run create_keys.")
    keys = [pyrage.x25519.Recipient.from_str(recipient) for recipient in recipients]
    return Sealed(content=pyrage.encrypt(packed, keys), key_id=key_id(recipients[0]))
