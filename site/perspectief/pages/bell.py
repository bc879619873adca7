"""A bell that every process on this machine hears at once: eight bytes of memory that they share, others at each ring."""

import contextlib
import mmap
import os
import secrets
from pathlib import Path

LENGTH = 8
FOR_THE_GROUP = 0o664


class Bell:
    """A file in the store. Who changes `current` rings; who serves compares, which takes no call to the kernel."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.memory: mmap.mmap | bytes = b""
        self._number = 0  # of the file that is in memory

    def last(self) -> bytes:
        """What the last ring left. Nothing while nobody ever rang."""
        return self.memory[:LENGTH]

    def ring(self) -> None:
        """After a change, before anybody is told that it is done. Raises OSError."""
        file = _opened(self.path)
        try:
            os.pwrite(file, secrets.token_bytes(LENGTH), 0)
        finally:
            os.close(file)

    def listen(self) -> None:
        """Find the file: it may be new, or another one since somebody emptied the folder."""
        with contextlib.suppress(OSError, ValueError), self.path.open("rb") as file:
            state = os.fstat(file.fileno())
            if state.st_ino != self._number and state.st_size == LENGTH:
                self.memory = mmap.mmap(file.fileno(), LENGTH, prot=mmap.PROT_READ)
                self._number = state.st_ino


def _opened(path: Path) -> int:
    """Open to the group, whoever of it was first."""
    try:
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, FOR_THE_GROUP)
    except FileExistsError:
        return os.open(path, os.O_WRONLY | os.O_CLOEXEC)
    os.fchmod(file, FOR_THE_GROUP)  # whatever the umask is
    return file
