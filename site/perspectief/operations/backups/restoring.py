"""Putting a backup back, into an empty database and an empty folder, with a recovery key and nothing else."""

import contextlib
import json
import os
import subprocess
import tarfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Any

import pyrage
from django.db import connection

from . import programs
from .making import CONTENTS, DATABASE, MEDIA, BackupError, Opening, checksum

Keys = Sequence[pyrage.x25519.Identity]


def restore(*, backup: Path, database: Mapping[str, Any], media: Path, keys: Keys) -> None:
    """Put it back: all of the database or nothing. Raises BackupError, also when something is there already."""
    _check(backup)
    _refuse_what_is_not_empty(media)
    try:
        _decrypt(backup / DATABASE, keys, lambda: _loading(database))
        media.mkdir(parents=True, exist_ok=True)
        _decrypt(backup / MEDIA, keys, lambda: _unpacking(media))
    except pyrage.DecryptError:
        raise BackupError("This key does not open the backup.") from None
    except (OSError, programs.MissingProgramError) as error:
        raise BackupError(f"The backup was not put back: {error}") from None


def _check(backup: Path) -> None:
    """A backup that was damaged on its way is refused before anything changes."""
    try:
        told = json.loads((backup / CONTENTS).read_text(encoding="utf-8"))["sha256"]
        damaged = [name for name in (DATABASE, MEDIA) if checksum(backup / name) != told[name]]
    except (OSError, ValueError, KeyError, TypeError):
        raise BackupError(f"{backup} is no complete backup.") from None
    if damaged:
        raise BackupError(f"{', '.join(damaged)} of this backup is damaged.")


def _refuse_what_is_not_empty(media: Path) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
        (tables,) = cursor.fetchone()
    if tables:
        raise BackupError("The database is not empty: a backup is put back into a new one.")
    if media.is_dir() and any(media.iterdir()):
        raise BackupError(f"The folder {media} is not empty: name a new one in MEDIA_ROOT.")


def _decrypt(path: Path, keys: Keys, opening: Opening) -> None:
    with path.open("rb") as file, opening() as plain:
        pyrage.decrypt_io(file, plain, list(keys))


@contextlib.contextmanager
def _loading(database: Mapping[str, Any]) -> Iterator[IO[bytes]]:
    """Where pg_restore reads from. When the stream breaks off, it commits nothing."""
    command = [programs.found("pg_restore"), "--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction"]
    environment = programs.surroundings(database)
    with subprocess.Popen(  # noqa: S603  PostgreSQL's own program; nothing of it comes from outside
        [*command, f"--dbname={environment['PGDATABASE']}"], env=environment, stdin=subprocess.PIPE, stderr=subprocess.PIPE
    ) as load:
        assert load.stdin is not None  # noqa: S101  asked for above
        assert load.stderr is not None  # noqa: S101  asked for above
        try:
            yield load.stdin
        except BaseException:
            load.kill()
            raise
        with contextlib.suppress(BrokenPipeError):
            load.stdin.close()
        words = load.stderr.read().decode(errors="replace").strip()
    if load.returncode:
        raise BackupError(f"The database could not be written: {words.splitlines()[0] if words else load.returncode}")


@contextlib.contextmanager
def _unpacking(folder: Path) -> Iterator[IO[bytes]]:
    """Where the tar stream goes. Nothing in it can be written outside the folder (PEP 706)."""
    reading, writing = os.pipe()
    failures: list[Exception] = []

    def unpack() -> None:
        try:
            with os.fdopen(reading, "rb") as pipe, tarfile.open(fileobj=pipe, mode="r|") as archive:
                archive.extractall(folder, filter="data")
        except (OSError, tarfile.TarError) as error:
            failures.append(error)

    worker = threading.Thread(target=unpack, daemon=True)
    worker.start()
    with os.fdopen(writing, "wb") as stream:
        yield stream
    worker.join()
    if failures:
        raise BackupError(f"The uploaded files could not be written: {failures[0]}")
