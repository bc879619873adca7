"""Closing a letter. Anyone may close; only a private key opens (age, https://age-encryption.org/v1)."""

import hashlib
import uuid
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


def seal(*, letter_id: uuid.UUID, kind: str, answers: Answers) -> Sealed:
    """Close `answers` to every recipient of this organisation. Refuses to seal to fewer than two."""
    names: tuple[str, ...] = settings.RECIPIENTS
    if len(set(names)) < LEAST_RECIPIENTS:
        raise ImproperlyConfigured("Letters have to be sealed to at least two recipients: run create_keys.")
    recipients = [pyrage.x25519.Recipient.from_str(name) for name in names]
    packed = pack(letter_id=letter_id, kind=kind, answers=answers)
    return Sealed(content=pyrage.encrypt(packed, recipients), key_id=key_id(names[0]))
