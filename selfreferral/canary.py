"""A letter that says nothing, sealed as a visitor's would be, to try the keys with."""

import base64
import json
import uuid
from dataclasses import dataclass

from django.conf import settings

from .models import Kind
from .seal import fingerprint, seal


@dataclass(frozen=True, kw_only=True)
class Canary:
    """An empty sealed letter, and the fingerprint of the recipients that the process knew that sealed it."""

    fingerprint: str
    sealed: bytes


class CanaryError(ValueError):
    """This is nothing that seal_canary printed."""


def seal_canary() -> Canary:
    """Sealed with the same function, to the same recipients, as the next referral in this process."""
    known = fingerprint(settings.RECIPIENTS)
    return Canary(fingerprint=known, sealed=seal(letter_id=uuid.uuid4(), kind=Kind.CANARY, answers={}).content)


def written(canary: Canary) -> str:
    """One line of JSON, to carry to the process that holds the key."""
    return json.dumps({"fingerprint": canary.fingerprint, "sealed": base64.b64encode(canary.sealed).decode()})


def read(text: str) -> Canary:
    """What was `written`. Raises CanaryError."""
    try:
        content = json.loads(text)
        return Canary(fingerprint=str(content["fingerprint"]), sealed=base64.b64decode(content["sealed"], validate=True))
    except (ValueError, KeyError, TypeError, RecursionError):
        raise CanaryError("That is no canary: give what seal_canary printed in the public process.") from None
