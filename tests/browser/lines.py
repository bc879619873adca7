"""The live server, and when everybody has hung up: what was asked before is answered, from the database it was asked of."""

import contextlib
import socket
import threading
from collections.abc import Iterator
from typing import Any

from django.core.servers.basehttp import ThreadedWSGIServer
from pytest_django.live_server_helper import LiveServer

PATIENCE = 20  # seconds: longer than a test waits for an answer


class ListeningServer(ThreadedWSGIServer):
    """Knows who is on the line, whatever they ask."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.lines: set[Any] = set()
        self.changed = threading.Condition()

    def process_request(self, request: Any, client_address: Any) -> None:
        with self.changed:
            self.lines.add(client_address)
            self.changed.notify_all()
        super().process_request(request, client_address)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        try:
            super().process_request_thread(request, client_address)
        finally:
            with self.changed:
                self.lines.remove(client_address)
                self.changed.notify_all()

    def wait_until_all_hung_up(self) -> None:
        """Whose last questions are answered by then. Raises AssertionError when somebody stays on the line."""
        with socket.create_connection(self.server_address[:2]) as last:  # who called before is let in before
            own = last.getsockname()
            self._wait(lambda: own in self.lines)
        self._wait(lambda: not self.lines)

    def _wait(self, condition: Any) -> None:
        with self.changed:
            if not self.changed.wait_for(condition, timeout=PATIENCE):
                raise AssertionError(f"{len(self.lines)} are still on the line: a test has to close what it opened.")


@contextlib.contextmanager
def live() -> Iterator[LiveServer]:
    """The development process on a free port."""
    server = LiveServer("127.0.0.1", start=False)
    server.thread.server_class = ListeningServer
    server.start()
    try:
        yield server
    finally:
        server.stop()


def wait_until_all_hung_up(server: LiveServer) -> None:
    """As above, of a live server."""
    listening: ListeningServer = server.thread.httpd
    listening.wait_until_all_hung_up()
