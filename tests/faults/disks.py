"""Small disks in memory (tmpfs), which can be full or read-only. Mounting takes root: where nobody is root, none are."""

import contextlib
import functools
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

SIZE = "96m"
PATIENCE = 10.0  # seconds, for the last file that is open to be closed
NOT_ROOT = "not done: mounting a small disk takes root"
BALLAST = "ballast"


@functools.cache
def may_mount() -> bool:
    """Whether a disk can be mounted here; tried once."""
    with tempfile.TemporaryDirectory() as name:
        if os.geteuid() != 0 or _quietly("mount", "-t", "tmpfs", "tmpfs", name):
            return False
        return not _quietly("umount", name)


def _quietly(*command: str) -> int:
    return subprocess.run(command, check=False, capture_output=True).returncode


@contextlib.contextmanager
def small_disk(place: Path, *, size: str = SIZE) -> Iterator[Path]:
    """A disk of its own in this folder, which everybody may write in."""
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size},mode=1777", "tmpfs", str(place)], check=True)
    try:
        yield place
    finally:
        _quietly("umount", "--lazy", str(place))


@contextlib.contextmanager
def full(place: Path) -> Iterator[None]:
    """Not a byte is left. Somebody makes room again at the end."""
    ballast = place / BALLAST
    fill(ballast)
    try:
        yield
    finally:
        ballast.unlink(missing_ok=True)


def fill(ballast: Path) -> None:
    """Until nothing more goes in."""
    with ballast.open("ab", buffering=0) as file, contextlib.suppress(OSError):
        for size in (1 << 20, 4096, 1):
            with contextlib.suppress(OSError):
                while file.write(b"\0" * size):
                    pass


@contextlib.contextmanager
def read_only(place: Path) -> Iterator[None]:
    """As Linux does after an error of the disk."""
    _remount(place, "ro")
    try:
        yield
    finally:
        _remount(place, "rw")


def _remount(place: Path, how: str) -> None:
    """It waits until nobody has a file open to write in."""
    until = time.monotonic() + PATIENCE
    while _quietly("mount", "-o", f"remount,{how}", str(place)):
        if time.monotonic() > until:
            raise OSError(f"{place} could not be made {how}.")
        time.sleep(0.1)


@contextlib.contextmanager
def moved_to_a_small_disk(place: Path, *, room: int) -> Iterator[Path]:
    """What is in the folder, on a disk with `room` more bytes. Nobody may be busy with it. It goes back at the end."""
    was = place.with_name(f"{place.name}.was")
    place.rename(was)
    place.mkdir()
    state = was.stat()
    used = int(subprocess.run(["du", "-sb", str(was)], check=True, capture_output=True, text=True).stdout.split()[0])
    with small_disk(place, size=str(used * 11 // 10 + room)):
        _copy(was, place)
        os.chown(place, state.st_uid, state.st_gid)
        place.chmod(state.st_mode & 0o7777)
        try:
            yield place
        finally:
            shutil.rmtree(was)
            was.mkdir()
            _copy(place, was)
    place.rmdir()
    was.rename(place)
    os.chown(place, state.st_uid, state.st_gid)
    place.chmod(state.st_mode & 0o7777)


def _copy(source: Path, target: Path) -> None:
    subprocess.run(["cp", "-a", f"{source}/.", str(target)], check=True)
