"""A wire between a process and PostgreSQL's socket: TCP on this machine, as slow as it is told."""

import contextlib
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.serving import HOST

CHUNK = 65536


@dataclass
class Wire:
    """`delay`: seconds before each answer goes on."""

    to: Path
    delay: float = 0.0
    listening: socket.socket = field(init=False)

    def __post_init__(self) -> None:
        self.listening = socket.create_server((HOST, 0))

    @property
    def port(self) -> int:
        return int(self.listening.getsockname()[1])

    def serve(self) -> None:
        """Until it is closed."""
        with contextlib.suppress(OSError):
            while True:
                near, _address = self.listening.accept()
                far = socket.socket(socket.AF_UNIX)
                with contextlib.suppress(OSError):
                    far.connect(str(self.to))
                threading.Thread(target=self._carry, args=[near, far, False], daemon=True).start()
                threading.Thread(target=self._carry, args=[far, near, True], daemon=True).start()

    def _carry(self, source: socket.socket, target: socket.socket, is_answer: bool) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(CHUNK):
                time.sleep(self.delay if is_answer else 0)
                target.sendall(data)
        for end in (source, target):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)


@contextlib.contextmanager
def wire(folder: Path) -> Iterator[Wire]:
    """To the PostgreSQL that has its socket in this folder."""
    one = Wire(folder / ".s.PGSQL.5432")
    threading.Thread(target=one.serve, daemon=True).start()
    try:
        yield one
    finally:
        one.listening.close()
