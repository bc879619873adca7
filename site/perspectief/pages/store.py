"""The store: a folder with generations of pages, and `current`, a link to the one that is served.

    current -> generations/20261124T030000Z-1a2b3c4d     not there: nothing is served from here
    last.json                                            while there is no `current`: what still holds of the one before
    lock                                                 held while `current` comes or goes
    bell                                                 rung after that, for those who serve
    generations/<name>/generation.json                   which changes it knows, and every address with its headers
    generations/<name>/<mark>/nl/slachtoffers/index.html the page, and beside it .gz and .br; the mark is of its headers

Several processes and users write in it (docs/operate.md has the rights). Each file is whole before it has its name.
"""

import contextlib
import fcntl
import json
import os
import secrets
import shutil
import time
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from . import generation
from .bell import Bell
from .generation import Generation, Index

CURRENT, LAST, LOCK, BELL, GENERATIONS = "current", "last.json", "lock", "bell", "generations"
MADE = "%Y%m%dT%H%M%SZ"
PATIENCE = 2.0  # seconds for another process to let go of the lock


class Store:
    """What is in the folder. Reading never raises; writing raises OSError."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.bell = Bell(folder / BELL)
        self._current = str(folder / CURRENT)

    def current(self) -> str:
        """The name of the generation that is served, or nothing."""
        try:
            return os.readlink(self._current)  # noqa: PTH115  the quickest way
        except OSError:
            return ""

    def is_writable(self) -> bool:
        """Whether its disk takes changes. After an error of the disk, Linux mounts it anew to be read only."""
        try:
            return not os.statvfs(self.folder).f_flag & os.ST_RDONLY
        except OSError:
            return False

    def load(self, name: str) -> Generation | None:
        """A generation by what `current` said; None when it is gone or damaged."""
        return generation.loaded(self.folder / name) if name else None

    def index(self, name: str) -> Index | None:
        """What that generation holds, without the pages themselves."""
        try:
            return generation.index(self.folder / name) if name else None
        except (OSError, ValueError, KeyError):
            return None

    def last(self) -> tuple[Generation, frozenset[str]] | None:
        """The generation to fall back on, and the addresses in it that must not be shown any more."""
        if name := self.current():
            served = self.load(name)
            return (served, frozenset()) if served else None
        try:
            told = json.loads((self.folder / LAST).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        former = self.load(told["generation"])
        return (former, frozenset(told["without"])) if former else None

    def new_room(self, *, now: datetime) -> Path:
        """An empty folder for a new generation."""
        room = self.folder / GENERATIONS / f"{now.astimezone(UTC):{MADE}}-{secrets.token_hex(4)}"
        room.mkdir(parents=True)
        return room

    def put(self, room: Path) -> None:
        """Serve this generation from now on. Hold the lock, and have looked meanwhile whether it is up to date."""
        link = self.folder / f".{secrets.token_hex(8)}"
        link.symlink_to(room.relative_to(self.folder))
        link.replace(self._current)
        self.bell.ring()
        (self.folder / LAST).unlink(missing_ok=True)

    def retire(self, *, name: str, without: Iterable[str]) -> None:
        """Serve nothing from now on; without a database, `name` may be shown, but for these addresses. Hold the lock."""
        told = {"generation": name, "without": sorted(without)}
        partial = self.folder / f".{secrets.token_hex(8)}"
        partial.write_text(json.dumps(told), encoding="utf-8")
        partial.chmod(0o644)
        partial.replace(self.folder / LAST)
        self._drop_current()

    def forget(self) -> None:
        """Serve nothing from now on, whatever happens to the database. Hold the lock if it can be had."""
        (self.folder / LAST).unlink(missing_ok=True)
        self._drop_current()

    def _drop_current(self) -> None:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(self._current)  # noqa: PTH108  a link, as a string
        self.bell.ring()

    def retired(self) -> str:
        """The name in `last.json`, or nothing."""
        try:
            return str(json.loads((self.folder / LAST).read_text(encoding="utf-8"))["generation"])
        except (OSError, ValueError, KeyError):
            return ""

    def clear_away(self, *, keep: Iterable[str]) -> None:
        """Remove all generations but these, and what is served or may be."""
        kept = {Path(name).name for name in (*keep, self.current(), self.retired()) if name}
        for room in (self.folder / GENERATIONS).glob("*"):
            if room.name not in kept:
                shutil.rmtree(room, ignore_errors=True)

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """One process at a time decides about `current`. Raises TimeoutError, which is an OSError."""
        with os.fdopen(_opened(self.folder / LOCK), "w") as lock:
            until = time.monotonic() + PATIENCE
            while True:
                with contextlib.suppress(BlockingIOError):
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                if time.monotonic() > until:
                    raise TimeoutError("Another process holds the store of pages.")
                time.sleep(0.005)
            yield


def _opened(path: Path) -> int:
    """Open to the group, whoever of it was first."""
    try:
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o660)
    except FileExistsError:
        return os.open(path, os.O_WRONLY | os.O_CLOEXEC)
    os.fchmod(file, 0o660)  # whatever the umask is
    return file
