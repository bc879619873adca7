"""Asking the machine through its proxy, from whichever address of a visitor."""

import contextlib
import http.client
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.crash.browser import Browser, NoAnswerError
from tests.crash.visiting import AstrayError, Visit
from tests.deployment.machine import Machine

PUBLIC, STAFF = "www.perspectief.test", "staff.perspectief.test"
CERTIFICATE = "/etc/perspectief/tls/certificate.pem"
PATIENCE = 30
READERS, WRITERS = 4, 2


@dataclass(frozen=True)
class Reply:
    """What came; names of headers in small letters."""

    status: int
    headers: dict[str, str]
    body: str


class Connection(http.client.HTTPSConnection):
    """HTTPS to the machine under one of its names, from an address of one's own."""

    def __init__(self, machine: Machine, host: str, address: str) -> None:
        self.context = ssl.create_default_context(cadata=machine.file(CERTIFICATE).read_text())
        super().__init__(host, timeout=PATIENCE, context=self.context)
        self.machine, self.address = machine, address

    def connect(self) -> None:
        with self.machine.network():
            plain = socket.create_connection(("127.0.0.1", 443), PATIENCE, source_address=(self.address, 0))
        self.sock = self.context.wrap_socket(plain, server_hostname=self.host)


def get(
    machine: Machine, path: str, *, host: str = PUBLIC, address: str = "127.0.0.1", method: str = "GET", **headers: str
) -> Reply:
    """One request."""
    with contextlib.closing(Connection(machine, host, address)) as connection:
        connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        told = {name.lower(): value for name, value in answer.getheaders()}
        return Reply(answer.status, told, answer.read().decode())


class Visitor(Browser):
    """Without JavaScript, and really from an address of their own."""

    def __init__(self, machine: Machine, address: str) -> None:
        super().__init__(port=0, address=address)
        self._connection = Connection(machine, PUBLIC, address)
        self._headers = {"Origin": f"https://{PUBLIC}", "Sec-Fetch-Site": "same-origin"}


def visit(machine: Machine, number: int) -> Visit:
    """Somebody who will sign up."""
    coming = Visit(number, 1, 0, threading.Event())
    coming.browser = Visitor(machine, f"127.{1 + number // 250}.{1 + number % 250}.7")
    coming.chance.random = lambda: 1.0  # type: ignore[method-assign]  nobody is impatient here
    return coming


@dataclass
class Crowd:
    """Reads pages that Django makes, and signs up, until it is told to go home. `failed`: what went wrong, each time."""

    machine: Machine
    pages: int = 0
    codes: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    slowest: float = 0
    _is_over: threading.Event = field(default_factory=threading.Event)
    _numbers: Iterator[int] = field(default_factory=lambda: iter(range(1, 100_000)))
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def read(self, address: str) -> None:
        """A page with a cookie, and a search: neither is stored."""
        while not self._is_over.is_set():
            for path in ("/contact/", "/zoeken/?q=hulp"):
                begun = time.monotonic()
                try:
                    reply = get(self.machine, path, address=address, cookie="x=1")
                    problem = "" if reply.status == 200 and "</html>" in reply.body else f"{reply.status} at {path}"
                except (OSError, http.client.HTTPException) as error:
                    problem = f"{error!r} at {path}"
                with self._lock:
                    self.pages += 1
                    self.slowest = max(self.slowest, time.monotonic() - begun)
                    self.failed += [problem] if problem else []

    def sign_up(self) -> None:
        """One after the other; who has to try again counts as a failure."""
        while not self._is_over.is_set():
            with self._lock:
                coming = visit(self.machine, next(self._numbers))
            try:
                code, problem = coming.sign_up(), f"{coming.retries} retries" if coming.retries else ""
            except (AstrayError, NoAnswerError, ValueError) as error:
                code, problem = "", repr(error)
            with self._lock:
                self.codes += [code] if code else []
                self.failed += [problem] if problem else []

    @contextlib.contextmanager
    def at_work(self, *, writers: int = WRITERS) -> Iterator[None]:
        """While this lasts."""
        threads = [threading.Thread(target=self.read, args=(f"127.200.{n}.1",)) for n in range(READERS)]
        threads += [threading.Thread(target=self.sign_up) for _ in range(writers)]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            self._is_over.set()
            for thread in threads:
                thread.join()
