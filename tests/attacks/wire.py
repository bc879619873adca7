"""Requests byte by byte: what no client would send, and what comes back, understood."""

import contextlib
import socket
from dataclasses import dataclass

from tests.attacks.proxy import Proxy
from tests.serving import HOST


@dataclass(frozen=True)
class Reply:
    """The first answer on a line; names of headers in small letters, several of one name in one line each."""

    status: int
    head: str
    body: bytes

    @property
    def headers(self) -> dict[str, str]:
        return {
            name.lower(): value.strip() for name, _, value in (line.partition(":") for line in self.head.splitlines()[1:])
        }

    @property
    def location(self) -> str:
        return self.headers.get("location", "")


def understood(received: bytes) -> Reply:
    """Status 0 when nothing came back."""
    head, _, body = received.partition(b"\r\n\r\n")
    text = head.decode("latin-1")
    return Reply(int(text.split()[1]) if text.startswith("HTTP/") else 0, text, body)


def request(target: bytes, host: str, *lines: str, method: str = "GET", body: bytes = b"") -> bytes:
    """Of HTTP/1.1; the line is closed afterwards."""
    told = "".join(f"{line}\r\n" for line in (f"Host: {host}", *lines, "Connection: close"))
    return method.encode() + b" " + target + b" HTTP/1.1\r\n" + told.encode("latin-1") + b"\r\n" + body


def ask(proxy: Proxy, target: bytes, *lines: str, port: int = 0, host: str | None = None, **more: object) -> Reply:
    """Through nginx."""
    port = port or proxy.public
    said = f"{HOST}:{port}" if host is None else host
    return understood(proxy.raw(request(target, said, *lines, **more), port=port))  # type: ignore[arg-type]  # method and body


def plain(port: int, target: bytes, *lines: str, host: str | None = None, patience: float = 10) -> Reply:
    """Without nginx, straight to Python. It believes that HTTPS was spoken."""
    return understood(exchanged(port, request(target, host or HOST, "X-Forwarded-Proto: https", *lines), patience=patience))


def exchanged(port: int, sent: bytes, *, patience: float = 10) -> bytes:
    """Everything that comes back."""
    received = b""
    with contextlib.suppress(OSError), socket.create_connection((HOST, port), timeout=patience) as line:
        line.sendall(sent)
        while part := line.recv(65_536):
            received += part
    return received
