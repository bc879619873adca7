"""In the place of Python behind nginx: takes whole requests off its line and writes down which they were."""

import contextlib
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.serving import HOST

ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nok"


@dataclass
class Recorder:
    """`heads`: of the requests that came, in order. It reads a body by Content-Length alone, as a strict server may."""

    port: int
    heads: list[str] = field(default_factory=list)

    @property
    def targets(self) -> list[str]:
        return [head.split(" ", 2)[1] for head in self.heads]

    def serve(self, line: socket.socket) -> None:
        kept = b""
        with contextlib.suppress(OSError), line:
            while True:
                while b"\r\n\r\n" not in kept:
                    if not (part := line.recv(65_536)):
                        return
                    kept += part
                head, _, kept = kept.partition(b"\r\n\r\n")
                self.heads.append(head.decode("latin-1"))
                kept = self._without_body(line, head.lower(), kept)
                line.sendall(ANSWER)

    @staticmethod
    def _without_body(line: socket.socket, head: bytes, kept: bytes) -> bytes:
        lengths = [int(one.partition(b":")[2]) for one in head.split(b"\r\n") if one.startswith(b"content-length:")]
        length = lengths[0] if lengths else 0
        while len(kept) < length and (part := line.recv(65_536)):
            kept += part
        return kept[length:]


@contextlib.contextmanager
def recording() -> Iterator[Recorder]:
    """On a free port."""
    with socket.create_server((HOST, 0)) as server:
        recorder = Recorder(server.getsockname()[1])

        def accept() -> None:
            with contextlib.suppress(OSError):
                while True:
                    threading.Thread(target=recorder.serve, args=(server.accept()[0],), daemon=True).start()

        threading.Thread(target=accept, daemon=True).start()
        yield recorder
