"""The recipients of letters, as the file names them at this moment: new keys need no restart."""

import logging
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import overload

from .env import WrongConfigurationError
from .keys import read_recipients

logger = logging.getLogger(__name__)


class Recipients(Sequence[str]):
    """The age recipients in a file, the intake key first. The file is read again when it has changed.

    Raises WrongConfigurationError when it cannot be used at the start. A file that goes wrong later stops nobody from
    signing up: letters go on to the former recipients, and the log says so.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._seen = self._state()
        self._known = read_recipients(path)

    def now(self) -> tuple[str, ...]:
        """All of them, from one reading."""
        state = self._state()
        if state != self._seen:
            self._read_again()
            self._seen = state
        return self._known

    def _read_again(self) -> None:
        try:
            self._known = read_recipients(self.path)
        except WrongConfigurationError as error:
            logger.error("Letters are still sealed to the former recipients: %s", error)

    def _state(self) -> tuple[int, ...] | None:
        """What changes when the file does: commands replace it by another one."""
        try:
            found = self.path.stat()
        except OSError:
            return None
        return (found.st_ino, found.st_mtime_ns, found.st_size)

    def __len__(self) -> int:
        return len(self.now())

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[str, ...]: ...
    def __getitem__(self, place: int | slice) -> str | tuple[str, ...]:
        return self.now()[place]

    def __iter__(self) -> Iterator[str]:
        return iter(self.now())
