"""The keys of the letterbox: who letters are sealed to, and what the public process may not come near."""

import os
from collections.abc import Iterator
from pathlib import Path

import pyrage

from .env import WrongConfigurationError, credential

PRIVATE_KEY_MARK = b"AGE-SECRET-KEY-"
KEYS_OF_INTAKE = ("INTAKE_KEY", "INTAKE_SEARCH_KEY", "CANARY_KEY")  # how the settings are called that hold them
LEAST_RECIPIENTS = 2
KEY_FILE_BYTES = 64 * 1024  # a key file is small: nothing bigger is searched


class KeyFileError(ValueError):
    """A file with private keys cannot be used. The message is one sentence and never quotes the file."""


def read_recipients(path: Path) -> tuple[str, ...]:
    """The age recipients to whom every letter is sealed; the first is the intake key, the others can open it too.

    One recovery key beside the intake key is the least: a lost intake key must never mean lost referrals.
    """
    try:
        lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
    except (OSError, UnicodeDecodeError):
        raise WrongConfigurationError(f"The recipients of letters cannot be read from {path}.") from None
    recipients = tuple(line for line in lines if line and not line.startswith("#"))
    for place, line in enumerate(lines, start=1):
        if line in recipients and not _is_recipient(line):
            raise WrongConfigurationError(f"Line {place} of {path} is no age recipient (age1...).")
    number = len({recipient.lower() for recipient in recipients})
    if number < LEAST_RECIPIENTS:
        raise WrongConfigurationError(
            f"Letters are sealed to at least two recipients, and {path} names {number}: run create_keys."
        )
    return tuple(recipient.lower() for recipient in recipients)  # a key has one name, however it was typed


def _is_recipient(line: str) -> bool:
    return understood_recipient(line) is not None


def understood_recipient(line: str) -> str | None:
    """The recipient in its one spelling, or None when it is no age recipient."""
    try:
        return str(pyrage.x25519.Recipient.from_str(line))
    except (ValueError, pyrage.RecipientError):
        return None


def read_identities(path: Path, *, what: str = "intake key") -> list[pyrage.x25519.Identity]:
    """Every private key in an age identity file, the present one first. Raises KeyFileError, with `what` it was about."""
    try:
        lines = [line.strip() for line in path.read_text(encoding="ascii").splitlines()]
        identities = [pyrage.x25519.Identity.from_str(line) for line in lines if line and not line.startswith("#")]
    except (OSError, ValueError, pyrage.IdentityError):
        raise KeyFileError(f"The {what} cannot be read from {path}.") from None  # no cause: it can hold a line of the file
    if not identities:
        raise KeyFileError(f"The {what} file {path} holds no key.")
    return identities


def require_key_of(recipient: str, file: Path) -> None:
    """Stop the staff process when its key file does not open what is sealed to the intake key."""
    try:
        identities = read_identities(file)
    except KeyFileError:
        identities = []
    if recipient.lower() not in {str(identity.to_public()) for identity in identities}:
        raise WrongConfigurationError(f"The key in {file} does not open what is sealed to the intake key.")


def refuse_private_keys(*, beside: Path) -> None:
    """Stop the public process when a key that opens letters is within its reach.

    Looked at: its environment, its credentials, and every file it can read in and under the folder of the recipients file.
    """
    for name, value in os.environ.items():
        if name.startswith(KEYS_OF_INTAKE) or PRIVATE_KEY_MARK in value.upper().encode():
            raise WrongConfigurationError(
                f"The public process may not see a private key: remove {name} from its environment."
            )
    for name in KEYS_OF_INTAKE:
        if (file := credential(name)) and file.exists():
            raise WrongConfigurationError(f"The public process may not see a private key: take {file} away from it.")
    for path in _readable_files(beside.parent):
        if PRIVATE_KEY_MARK in path.read_bytes().upper():
            raise WrongConfigurationError(f"The public process may not be able to read a private key: move {path} away.")


def _readable_files(folder: Path) -> Iterator[Path]:
    """Small files that this process can read; folders that are closed to it are passed by."""
    for place, _, names in os.walk(folder):
        for path in (Path(place) / name for name in sorted(names)):
            if path.is_file() and os.access(path, os.R_OK) and path.stat().st_size <= KEY_FILE_BYTES:
                yield path
