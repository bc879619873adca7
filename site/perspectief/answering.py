"""Whether a process answers on its socket: `python -m perspectief.answering SOCKET [SECONDS]`, for supervisors.

Waits until it does, and ends with 0; ends with 1 and one sentence after so many seconds (60). Loads no Django.
"""

import contextlib
import http.client
import socket
import sys
import time

from perspectief.settings.env import required

HEALTH = "/-/health/"
PATIENCE = 60.0


class OnSocket(http.client.HTTPConnection):
    """HTTP over a Unix socket, as the proxy talks."""

    def __init__(self, path: str, *, timeout: float) -> None:
        super().__init__("localhost", timeout=timeout)
        self.path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self.path)


def answers(path: str, *, host: str, timeout: float = 5) -> bool:
    """Whether a request for the health of the process is answered well."""
    with contextlib.closing(OnSocket(path, timeout=timeout)) as connection:
        try:
            connection.request("GET", HEALTH, headers={"Host": host, "X-Forwarded-Proto": "https"})
            return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False


def main(path: str, seconds: str = str(PATIENCE)) -> None:
    """Wait. Raises SystemExit when it takes too long."""
    host = required("ALLOWED_HOSTS").partition(",")[0].strip()
    until = time.monotonic() + float(seconds)
    while not answers(path, host=host):
        if time.monotonic() >= until:
            sys.exit(f"Nothing answers on {path}.")
        time.sleep(0.1)


if __name__ == "__main__":
    main(*sys.argv[1:])
