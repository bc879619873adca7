"""With which keys somebody opens: the one door, whether the process has a key or its people have."""

from pathlib import Path
from typing import Any, cast

import pyrage
from django.conf import settings

from perspectief.accounts.models import User
from perspectief.settings.keys import read_identities

from .bundle import Bundle

Identities = list[pyrage.x25519.Identity]


class LockedError(Exception):
    """Nobody who asks has unlocked the intake key, or not lately."""


def is_personal() -> bool:
    """Whether colleagues unlock a copy of their own, instead of the process having the key."""
    return settings.INTAKE_KEY_FILE is None


def hold(person: User, bundle: Bundle | None) -> None:
    """For this one request; it is on the object of the person and never stored."""
    person.intake_bundle = bundle


def is_locked(person: User | None) -> bool:
    """Whether nothing opens for this person now."""
    return is_personal() and _bundle(person) is None


def require_unlocked(person: User | None) -> None:
    """Raises LockedError. Asked before a look is recorded: what can't open is no look."""
    if is_locked(person):
        raise LockedError


def identities(person: User | None) -> Identities:
    """What opens letters, the present key first. Raises LockedError, and KeyFileError where the process has the key.

    Every key: letters sealed to a former one still open while keys are being changed.
    """
    if not is_personal():
        return read_identities(Path(settings.INTAKE_KEY_FILE))
    return bundle_of(person).identities()


def search_key(person: User | None) -> str:
    """What referrals are found under. Raises LockedError."""
    return bundle_of(person).search_key if is_personal() else settings.INTAKE_SEARCH_KEY


def bundle_of(person: User | None) -> Bundle:
    """The copy that somebody unlocked. Raises LockedError."""
    bundle = _bundle(person)
    if bundle is None:
        raise LockedError
    return bundle


def for_empty_letters() -> Identities:
    """What opens the letters that try the way, without a person: the intake key, or a key for nothing else."""
    return read_identities(Path(settings.CANARY_KEY_FILE or settings.INTAKE_KEY_FILE))


def _bundle(person: Any) -> Bundle | None:
    return cast(Bundle | None, person.intake_bundle) if person else None
