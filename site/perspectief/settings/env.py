"""What the surroundings must tell us: settings and secrets from environment variables, or from files.

A file is named by NAME_FILE, or lies as `name` in $CREDENTIALS_DIRECTORY, where systemd puts the secrets of a service.
"""

import contextlib
import os
import secrets
from pathlib import Path
from typing import Any

import environ

env = environ.FileAwareEnv()

SECRET_LETTERS = 32


class WrongConfigurationError(SystemExit):
    """Stops the start with one sentence instead of a stack trace."""


def given(name: str) -> str:
    """What is given under this name, exactly as it stands there: a password may begin with a dollar sign."""
    if file := os.environ.get(f"{name}_FILE"):
        return Path(file).read_text(encoding="utf-8").strip()
    if name not in os.environ and (secret := credential(name)) and secret.exists():
        return secret.read_text(encoding="utf-8").strip()
    return os.environ.get(name, "")


def credential(name: str) -> Path | None:
    """Where systemd puts it: SECRET_KEY as `secret-key`."""
    folder = os.environ.get("CREDENTIALS_DIRECTORY")
    return Path(folder) / name.lower().replace("_", "-") if folder else None


def required_secret(name: str) -> str:
    """A secret of a length that cannot be guessed."""
    secret = required(name)
    if len(secret) < SECRET_LETTERS:
        raise WrongConfigurationError(f"The secret {name} is too short: use at least {SECRET_LETTERS} random characters.")
    return secret


def optional_secret(name: str) -> str:
    """A secret of that length, or nothing when it is not named at all."""
    lies_ready = (place := credential(name)) is not None and place.exists()
    return required_secret(name) if os.environ.get(name) or f"{name}_FILE" in os.environ or lies_ready else ""


def required_secrets(name: str) -> list[str]:
    """One or more secrets, on lines of their own: the first closes, all open, so that a key can be changed."""
    secrets_given = required(name).split()
    if min(map(len, secrets_given)) < SECRET_LETTERS:
        raise WrongConfigurationError(f"A secret in {name} is too short: use at least {SECRET_LETTERS} random characters.")
    return secrets_given


def required(name: str) -> str:
    """The value of a setting that has no default; it may also be the contents of the file that NAME_FILE names."""
    try:
        value = given(name).strip()
    except (OSError, UnicodeDecodeError):
        raise WrongConfigurationError(_unreadable(name)) from None
    if not value:
        raise WrongConfigurationError(f"The setting {name} is missing: set it, or {name}_FILE to a file that holds it.")
    return value


def _unreadable(name: str) -> str:
    if f"{name}_FILE" in os.environ:
        return f"The file that {name}_FILE names cannot be read."
    return f"The file {credential(name)} cannot be read."


def whole_number(name: str, *, default: int, least: int, most: int) -> int:
    """A number of days, say, that stays between two bounds, whatever somebody sets."""
    value = given(name).strip() or str(default)
    if not (value.isascii() and value.isdigit() and least <= int(value) <= most):
        raise WrongConfigurationError(f"The setting {name} has to be a whole number from {least} to {most}.")
    return int(value)


def required_path(name: str) -> Path:
    """The path of a file that has to be there and be readable."""
    path = Path(required(name))
    if not (path.is_file() and os.access(path, os.R_OK)):
        raise WrongConfigurationError(f"The file that the setting {name} names cannot be read: {path}.")
    return path


def optional_folder(name: str) -> Path | None:
    """The path of a folder that has to be there, or None when the setting is left out."""
    named = given(name).strip()
    if named and not Path(named).is_dir():
        raise WrongConfigurationError(f"The folder that the setting {name} names is not there: {named}.")
    return Path(named) if named else None


def required_database(name: str) -> dict[str, Any]:
    """A PostgreSQL address, `postgres://role:password@host/name`; a socket is `postgres://role@//folder/name`."""
    address = required(name)
    if not address.startswith(("postgres://", "postgresql://")):
        raise WrongConfigurationError(f"The setting {name} has to be an address like postgres://role:password@host/name.")
    try:
        database: dict[str, Any] = environ.Env.db_url_config(address)
    except ValueError:
        database = {}
    if not database.get("NAME"):
        raise WrongConfigurationError(f"The setting {name} names no database: postgres://role:password@host/name.")
    return database


def own_folder(path: Path) -> Path:
    """A folder that this process can write in, made when it is missing."""
    with contextlib.suppress(OSError):  # what is wrong is said below
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not (path.is_dir() and os.access(path, os.W_OK | os.X_OK)):
        raise WrongConfigurationError(f"Nothing can be kept in {path}: name another folder with DATA_DIR=.")
    return path


def kept_secret(path: Path) -> str:
    """A secret made on this machine at first use and kept in a file only its owner reads. For development and tests."""
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(48))
    return path.read_text(encoding="ascii")
