"""Making the keys of the letterbox: one that intake opens letters with, one that lies in a safe."""

from dataclasses import dataclass
from pathlib import Path

import pyrage

from .key_files import OWN_EYES, write_new

INTAKE_KEY = "intake.key"
RECIPIENTS = "recipients.txt"
EVERY_EYE = 0o644


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
    write_new(intake_file, key_lines(intake), mode=OWN_EYES)
    recipients = f"# intake\n{intake.to_public()}\n# recovery\n{recovery.to_public()}\n"
    write_new(recipients_file, recipients.encode(), mode=EVERY_EYE)
    return NewKeys(intake_key_file=intake_file, recipients_file=recipients_file, recovery_key=str(recovery))


def key_lines(key: pyrage.x25519.Identity) -> bytes:
    """A private key as it stands in a key file, below a comment with its public half."""
    return f"# public key: {key.to_public()}\n{key}\n".encode()
