"""A backup: the database and the uploaded files, encrypted on their way to the disk to the recovery keys alone.

The machine that makes it cannot open it: the intake key is no recipient. A folder with its final name is complete.
"""

import contextlib
import hashlib
import json
import os
import shutil
import subprocess
import tarfile
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO, Any

import pyrage

from perspectief.operations.key_files import OWN_EYES, write_new

from . import programs

DATABASE, MEDIA, CONTENTS = "database.age", "media.age", "contents.json"
# What must not outlive its hour, its day or its session, and nobody needs back (docs/operate.md, Backups).
LEFT_OUT = ("selfreferral_public_*", "django_session", "twofactor_staffsession", "axes_*", "pages_change")
NAME = "perspectief-%Y%m%dT%H%M%SZ"
Opening = Callable[[], contextlib.AbstractContextManager[IO[bytes]]]


class BackupError(Exception):
    """No backup was made, or it cannot be used. The message is one sentence."""


@dataclass(frozen=True, kw_only=True)
class Source:
    """What is to be kept: Django's settings of the database, the folder of uploaded files, and the recovery keys."""

    database: Mapping[str, Any]
    media: Path
    recipients: Sequence[str]


def back_up(*, source: Source, to: Path, now: datetime) -> Path:
    """Make one backup in a folder of its own below `to`; gives that folder. Raises BackupError and leaves nothing then."""
    complete = to / now.astimezone(UTC).strftime(NAME)
    if complete.exists():
        raise BackupError(f"{complete} is there already.")
    partial = to / f".{complete.name}.partial"
    shutil.rmtree(partial, ignore_errors=True)
    try:
        partial.mkdir(mode=0o700, parents=True)
        _encrypt(partial / DATABASE, source.recipients, lambda: _dump(source.database))
        _encrypt(partial / MEDIA, source.recipients, lambda: _packed(source.media))
        write_new(partial / CONTENTS, _contents(partial, now), mode=OWN_EYES)
        partial.rename(complete)
    except (OSError, programs.MissingProgramError, pyrage.EncryptError) as error:
        raise BackupError(f"The backup was not made: {error}") from None
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return complete


def forget_old(*, folder: Path, now: datetime, days: int) -> list[Path]:
    """Remove complete backups older than `days`, but never the last one. Gives what went."""
    limit = (now - timedelta(days=days)).astimezone(UTC).strftime(NAME)
    old = [path for path in sorted(folder.glob("perspectief-*"))[:-1] if path.is_dir() and path.name < limit]
    for path in old:
        shutil.rmtree(path)
    return old


def checksum(path: Path) -> str:
    """SHA-256, hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _contents(folder: Path, now: datetime) -> bytes:
    files = {name: checksum(folder / name) for name in (DATABASE, MEDIA)}
    return json.dumps({"made_at": now.isoformat(), "sha256": files}, indent=2).encode()


def _encrypt(
    path: Path, recipients: Sequence[str], opening: "Callable[[], contextlib.AbstractContextManager[IO[bytes]]]"
) -> None:
    """Nothing is written in the clear, not even for a moment."""
    keys = [pyrage.x25519.Recipient.from_str(recipient) for recipient in recipients]
    if not keys:
        raise BackupError("There is no recovery key to encrypt a backup to.")
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWN_EYES), "wb") as file:
        with opening() as plain:
            pyrage.encrypt_io(plain, file, keys)
        file.flush()
        os.fsync(file.fileno())


@contextlib.contextmanager
def _dump(database: Mapping[str, Any]) -> Iterator[IO[bytes]]:
    """The database as pg_dump writes it. Raises BackupError when it did not come to its end."""
    left_out = [f"--exclude-table-data={pattern}" for pattern in LEFT_OUT]
    command = [programs.found("pg_dump"), "--format=custom", "--no-owner", "--no-privileges", *left_out]
    with subprocess.Popen(  # noqa: S603  PostgreSQL's own program; nothing of it comes from outside
        command, env=programs.surroundings(database), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as dump:
        assert dump.stdout is not None  # noqa: S101  asked for above
        assert dump.stderr is not None  # noqa: S101  asked for above
        yield dump.stdout
        words = dump.stderr.read().decode(errors="replace").strip()
    if dump.returncode:
        raise BackupError(f"The database could not be read: {words.splitlines()[-1] if words else dump.returncode}")


@contextlib.contextmanager
def _packed(folder: Path) -> Iterator[IO[bytes]]:
    """The files below the folder as a tar stream, made while it is read."""
    reading, writing = os.pipe()
    failures: list[Exception] = []

    def pack() -> None:
        try:
            with os.fdopen(writing, "wb") as pipe, tarfile.open(fileobj=pipe, mode="w|") as archive:
                if folder.is_dir():
                    archive.add(folder, arcname=".")
        except (OSError, tarfile.TarError) as error:
            failures.append(error)

    packer = threading.Thread(target=pack, daemon=True)
    packer.start()
    with os.fdopen(reading, "rb") as stream:
        yield stream
    packer.join()
    if failures:
        raise BackupError(f"The uploaded files could not be read: {failures[0]}")
