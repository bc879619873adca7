"""Where a test run keeps what nobody needs afterwards: in memory, because a copy of a database is a thousand files."""

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

MEMORY = Path("/dev/shm")  # noqa: S108  of this machine: only folders with a name of their own are made in it
LEAST = 2 * 2**30  # bytes; a container is given 64 MB there when nobody says more


@contextlib.contextmanager
def quick_folder(prefix: str) -> Iterator[Path]:
    """A folder in memory if the machine has room there, on disk if not. It is gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix=prefix, dir=MEMORY if _has_room() else None))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _has_room() -> bool:
    if not os.access(MEMORY, os.W_OK | os.X_OK):
        return False
    state = os.statvfs(MEMORY)
    return state.f_bavail * state.f_frsize >= LEAST
