"""The two files that hold the keys, and how they change. A command that stops half-way can always be given again.

A new key goes into the key file first, and is named as a recipient after that: whatever is sealed can be opened.
"""

import stat
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pyrage

from perspectief.settings.keys import PRIVATE_KEY_MARK, read_identities, read_recipients

from .key_files import OWN_EYES, replace
from .keys import EVERY_EYE, key_lines

LABEL_LETTERS = 60


class KeyringError(ValueError):
    """What is asked cannot be done with these keys. The message is one sentence and quotes no private key."""


@dataclass(frozen=True, kw_only=True)
class Keyring:
    """Where the private intake keys are, and the recipients every letter is sealed to. Each reading is of this moment."""

    named_key_file: Path | None
    recipients_file: Path

    @property
    def key_file(self) -> Path:
        """Raises KeyringError in a process that does not hold the key and was not told where it is."""
        if self.named_key_file is None:
            raise KeyringError("Name the intake key with --intake-key-file: this process does not hold it.")
        return self.named_key_file

    def identities(self) -> list[pyrage.x25519.Identity]:
        """The private keys, the present one first. None when there is no file. Raises KeyFileError."""
        return read_identities(self.key_file) if self.key_file.exists() else []

    @property
    def where(self) -> str:
        """Where the private keys are, for a sentence."""
        return str(self.key_file)

    @property
    def is_open_to_others(self) -> bool:
        """Whether everybody on this machine may use the key file."""
        return self.key_file.exists() and bool(self.key_file.stat().st_mode & stat.S_IRWXO)

    def put_first(self, key: pyrage.x25519.Identity) -> None:
        """Keep a new private key before those there are, which stay, to read with."""
        former = self.key_file.read_bytes() if self.key_file.exists() else b""
        replace(self.key_file, key_lines(key) + former, mode=OWN_EYES)

    def forget(self, *, public: str) -> None:
        """Take a private key away, for good. The other lines of the file stay as they are."""
        lines = self.key_file.read_text(encoding="ascii").splitlines(keepends=True)
        kept = [line for line in lines if not _is_about(line, public)]
        replace(self.key_file, "".join(kept).encode(), mode=OWN_EYES)

    def publics(self) -> list[str]:
        """The public halves of the private keys."""
        return [str(identity.to_public()) for identity in self.identities()]

    def recipients(self) -> tuple[str, ...]:
        """The intake key, then the others. Raises WrongConfigurationError."""
        return read_recipients(self.recipients_file)


def make_intake_key(ring: Keyring) -> None:
    """Put a new key before the others, and let new letters go to it. Former keys stay, to read with."""
    ring.put_first(pyrage.x25519.Identity.generate())
    name_intake_key(ring)


def name_intake_key(ring: Keyring) -> None:
    """Let new letters go to the first private key, in the place of the intake key there was. The others stay."""
    new, former = ring.publics()[0], ring.recipients()[0]
    lines = ring.recipients_file.read_text(encoding="utf-8").splitlines()
    _write_recipients(ring, [new if line.strip().lower() == former else line for line in lines])


def add_recipient(ring: Keyring, *, recipient: str, label: str) -> None:
    """Let new letters be opened by one more key. `label` is the comment above it. Raises KeyringError."""
    recipient = understood(recipient)
    if recipient in ring.recipients():
        raise KeyringError("This key is a recipient already.")
    comment = "".join(letter for letter in label if letter.isprintable())[:LABEL_LETTERS]
    refuse_private(comment)
    lines = ring.recipients_file.read_text(encoding="utf-8").splitlines()
    _write_recipients(ring, [*lines, f"# {comment}", recipient])


def understood(recipient: str) -> str:
    """The recipient as the file has it. Raises KeyringError for anything else, without quoting it: it may be a secret."""
    refuse_private(recipient)
    try:
        return str(pyrage.x25519.Recipient.from_str(recipient.strip().lower()))
    except (ValueError, pyrage.RecipientError):
        raise KeyringError("That is no age recipient: one is 62 letters and digits that begin with age1.") from None


def refuse_private(text: str) -> None:
    """Raises KeyringError when somebody typed a key that opens letters where everybody may look."""
    if PRIVATE_KEY_MARK.decode() in text.upper():
        raise KeyringError(
            "That is a private key, which never leaves its owner: give its public half (age1...), and make a new key, "
            "because this one now stands in the history of your shell."
        )


def _is_about(line: str, public: str) -> bool:
    """Whether this line is the private key of `public`, or the comment that names it."""
    if line.startswith("#"):
        return public in line
    return bool(line.strip()) and str(pyrage.x25519.Identity.from_str(line.strip()).to_public()) == public


def _write_recipients(ring: Keyring, lines: Sequence[str]) -> None:
    replace(ring.recipients_file, "".join(f"{line}\n" for line in lines).encode(), mode=EVERY_EYE)
