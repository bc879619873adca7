"""Making the keys of the letterbox: one that intake opens letters with, one that lies in a safe."""

import os
from dataclasses import dataclass
from pathlib import Path

import pyrage

INTAKE_KEY = "intake.key"
RECIPIENTS = "recipients.txt"


class KeysExistError(FileExistsError):
    """Keys are never overwritten: the letters sealed to them would be lost."""


@dataclass(frozen=True, kw_only=True)
class NewKeys:
    """Where the files are, and the recovery key, which is kept nowhere on this machine."""

    intake_key_file: Path
    recipients_file: Path
    recovery_key: str


def create_keys(*, private_dir: Path, public_dir: Path) -> NewKeys:
    """Make both keys. Writes the intake key (mode 600) into one folder and the recipients into another.

    Raises KeysExistError when either file is there already.
    """
    intake_file, recipients_file = private_dir / INTAKE_KEY, public_dir / RECIPIENTS
    for path in (intake_file, recipients_file):
        if path.exists():
            raise KeysExistError(f"{path} exists already and is left as it is.")
    intake, recovery = pyrage.x25519.Identity.generate(), pyrage.x25519.Identity.generate()
    private_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    public_dir.mkdir(parents=True, exist_ok=True)
    _write(intake_file, f"# public key: {intake.to_public()}\n{intake}\n", mode=0o600)
    _write(recipients_file, f"# intake\n{intake.to_public()}\n# recovery\n{recovery.to_public()}\n", mode=0o644)
    return NewKeys(intake_key_file=intake_file, recipients_file=recipients_file, recovery_key=str(recovery))


def _write(path: Path, text: str, *, mode: int) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "w", encoding="ascii") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
