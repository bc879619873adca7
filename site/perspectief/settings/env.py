"""What the surroundings must tell us: settings and secrets from environment variables, or from files named by NAME_FILE."""

import os
import secrets
from pathlib import Path

import environ

env = environ.FileAwareEnv()

PRIVATE_KEY_MARK = "AGE-SECRET-KEY-"
LEAST_RECIPIENTS = 2


class WrongConfigurationError(SystemExit):
    """Stops the start with one sentence instead of a stack trace."""


def required(name: str) -> str:
    """The value of a setting that has no default; it may also be the contents of the file that NAME_FILE names."""
    value = env.str(name, default="").strip()
    if not value:
        raise WrongConfigurationError(f"The setting {name} is missing: set it, or {name}_FILE to a file that holds it.")
    return value


def required_path(name: str) -> Path:
    """The path of a file that has to be there and be readable."""
    path = Path(required(name))
    if not os.access(path, os.R_OK):
        raise WrongConfigurationError(f"The file that the setting {name} names cannot be read: {path}.")
    return path


def kept_secret(path: Path) -> str:
    """A secret made on this machine at first use and kept in a file only its owner reads. For development and tests."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(48))
    return path.read_text(encoding="ascii")


def read_recipients(path: Path) -> tuple[str, ...]:
    """The age recipients to whom every letter is sealed; the first is the intake key, the others can open it too.

    One recovery key beside the intake key is the least: a lost intake key must never mean lost referrals.
    """
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    recipients = tuple(line for line in lines if line and not line.startswith("#"))
    if len(set(recipients)) < LEAST_RECIPIENTS:
        raise WrongConfigurationError(
            f"Letters are sealed to at least two recipients, and {path} names {len(set(recipients))}: run create_keys."
        )
    return recipients


def refuse_private_keys(*, beside: Path) -> None:
    """Stop the public process when a key that opens letters is within its reach."""
    for name, value in os.environ.items():
        if name.startswith("INTAKE_KEY") or PRIVATE_KEY_MARK in value:
            raise WrongConfigurationError(
                f"The public process may not see a private key: remove {name} from its environment."
            )
    for path in sorted(beside.parent.iterdir()):
        if path.is_file() and os.access(path, os.R_OK) and PRIVATE_KEY_MARK in path.read_text("utf-8", "replace"):
            raise WrongConfigurationError(f"The public process may not be able to read a private key: move {path} away.")
