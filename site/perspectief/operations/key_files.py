"""Writing key files: a crash, a full disk or a second command leaves the old file or the new one, never half of one."""

import contextlib
import fcntl
import os
import stat
from collections.abc import Iterator
from pathlib import Path

OWN_EYES = 0o600
GROUP_READS = 0o040


class KeysBusyError(OSError):
    """Another command is changing the keys at this moment."""


def write_new(path: Path, content: bytes, *, mode: int) -> None:
    """Make a file that was not there, and have it on the disk when this returns. Raises OSError and leaves nothing then."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, mode)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        _keep_name(path.parent)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def replace(path: Path, content: bytes, *, mode: int) -> None:
    """Put new content in the place of a file, in one step. Its owner and group stay; a missing file gets `mode`.

    Its mode stays too, without what goes beyond `mode` and the group's reading: nobody else gets to see a private key.

    Raises OSError, also when the owner cannot stay: a process that could read the file before would not be able to any more.
    """
    path = path.resolve()
    new = path.with_name(f".{path.name}.new")
    new.unlink(missing_ok=True)  # what an interrupted command left
    former = path.stat() if path.exists() else None
    write_new(new, content, mode=OWN_EYES)
    try:
        if former and (former.st_uid, former.st_gid) != (new.stat().st_uid, new.stat().st_gid):
            os.chown(new, former.st_uid, former.st_gid)
        new.chmod(stat.S_IMODE(former.st_mode) & (mode | GROUP_READS) if former else mode)
        new.replace(path)
        _keep_name(path.parent)
    finally:
        new.unlink(missing_ok=True)


@contextlib.contextmanager
def alone(folder: Path) -> Iterator[None]:
    """While this lasts no other command changes the keys. It ends with the process, however that ends."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise KeysBusyError("Another command is changing the keys at this moment.") from None
        yield
    finally:
        os.close(descriptor)


def _keep_name(folder: Path) -> None:
    """A new name in a folder is on the disk only after the folder is."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
