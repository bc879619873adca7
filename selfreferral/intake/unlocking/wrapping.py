"""A secret behind a passphrase: Argon2id (RFC 9106) makes the key, ChaCha20-Poly1305 (RFC 8439) closes with it."""

import os
import threading
import unicodedata

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

# RFC 9106, 4: the second recommended choice. Measured here: 64 MiB more memory, 0.2 to 0.5 seconds.
MEMORY_KIB, PASSES, LANES = 64 * 1024, 3, 4
VERSION = b"\x01"  # says the numbers above, so that others can follow
SALT_BYTES, NONCE_BYTES, KEY_BYTES = 16, 12, 32
PATIENCE = 10  # seconds

# One at a time in each process: people who all unlock at nine, or somebody who guesses, wait for time and never for memory.
_alone = threading.BoundedSemaphore(1)


class WrongPassphraseError(Exception):
    """This passphrase does not open it, or it was changed, or belongs to something else."""


class BusyError(Exception):
    """Others are trying theirs, and it takes too long."""


def wrap(secret: bytes, *, passphrase: str, about: bytes) -> bytes:
    """The secret, closed. `about`: what it belongs to, which has to be the same again on opening. Raises BusyError."""
    salt, nonce = os.urandom(SALT_BYTES), os.urandom(NONCE_BYTES)
    box = ChaCha20Poly1305(_key(passphrase, salt))
    return VERSION + salt + nonce + box.encrypt(nonce, secret, VERSION + about)


def unwrap(wrapped: bytes, *, passphrase: str, about: bytes) -> bytes:
    """The secret again. Raises WrongPassphraseError and BusyError."""
    version, rest = wrapped[:1], wrapped[1:]
    salt, nonce, closed = rest[:SALT_BYTES], rest[SALT_BYTES : SALT_BYTES + NONCE_BYTES], rest[SALT_BYTES + NONCE_BYTES :]
    if version != VERSION or len(nonce) < NONCE_BYTES:
        raise WrongPassphraseError
    try:
        return ChaCha20Poly1305(_key(passphrase, salt)).decrypt(nonce, closed, VERSION + about)
    except InvalidTag:
        raise WrongPassphraseError from None


def plain(passphrase: str) -> str:
    """As it is meant: however a keyboard composes its letters, and with one space between words."""
    return " ".join(unicodedata.normalize("NFKC", passphrase).split())


def _key(passphrase: str, salt: bytes) -> bytes:
    if not _alone.acquire(timeout=PATIENCE):
        raise BusyError
    try:
        made = Argon2id(salt=salt, length=KEY_BYTES, iterations=PASSES, lanes=LANES, memory_cost=MEMORY_KIB)
        return made.derive(plain(passphrase).encode("utf-8", "surrogatepass"))
    finally:
        _alone.release()
