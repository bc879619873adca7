"""DNS is gone: the servers that know names say nothing. The database is named in a setting, and so is the mail server."""

import contextlib
import socket
import struct
import threading
import time
from collections.abc import Iterator

from tests.faults.seeing import FORM, see
from tests.faults.stage import Stage
from tests.faults.suffering import Fault, Notes
from tests.faults.wire import wire
from tests.serving import DATABASE, HOST, PUBLIC_ROLE

RESOLVER = "127.0.0.53"  # an address of this machine
NAME = "database.perspectief.example"
# The button of "Berichten die niet aankomen".
TRY_AGAIN = """
from django.db import connection
from django.utils import timezone
from perspectief.outbox.failures import failures
connection.close()
failures().update(next_try_at=timezone.now())
"""
BOUND = 60.0  # seconds for a sweep that can't find its mail server
A_RECORD = 1


class NameServer:
    """Says that every name is this machine, until it is told to be silent (RFC 1035)."""

    def __init__(self) -> None:
        self.is_silent = False
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind((RESOLVER, 53))
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                asked, who = self.socket.recvfrom(512)
                if not self.is_silent:
                    self.socket.sendto(_answer(asked), who)


def _answer(asked: bytes) -> bytes:
    """To a question for an IPv4 address; to others, that there is none."""
    end = asked.index(b"\0", 12) + 5
    question = asked[12:end]
    is_known = struct.unpack(">H", question[-4:-2])[0] == A_RECORD
    head = asked[:2] + struct.pack(">HHHHH", 0x8180, 1, int(is_known), 0, 0)
    record = struct.pack(">HHHIH", 0xC00C, A_RECORD, 1, 1, 4) + socket.inet_aton(HOST)
    return head + question + (record if is_known else b"")


@contextlib.contextmanager
def gone(stage: Stage, notes: Notes) -> Iterator[None]:
    """The public process knows its database by name, and its connections have just ended."""
    (stage.folder / "resolv.conf").write_text(f"nameserver {RESOLVER}\n")
    bound = f'mount --bind {stage.folder / "resolv.conf"} /etc/resolv.conf && exec "$@"'
    known = stage.public.environment["DATABASE_URL"]
    server = NameServer()
    with wire(stage.server.folder) as between, contextlib.closing(server.socket):
        for process in (stage.public, stage.keeper):
            process.before = ("unshare", "--mount", "sh", "-c", bound, "sh")
        stage.restart_public(DATABASE_URL=f"postgres://{PUBLIC_ROLE}@{NAME}:{between.port}/{DATABASE}")
        stage.wait_until_stored()
        server.is_silent = True
        stage.restart_public()
        time.sleep(5)
        yield
        begun = time.monotonic()
        stage.swept(EMAIL_URL="smtp://mail.perspectief.invalid:25")
        notes.claim(f"a sweep without a mail server took {(took := time.monotonic() - begun):.0f} s", holds=took < BOUND)
        server.is_silent = False
        notes.claim("with names again the form works, without a restart", holds=_is_back(stage))
        for process in (stage.public, stage.keeper):
            process.before = ()
        stage.restart_public(DATABASE_URL=known)
        notes.claim("the messages leave afterwards", holds=_leave(stage))


def _is_back(stage: Stage) -> bool:
    return any(see(stage.public.port, FORM).is_well for _ in range(5))


def _leave(stage: Stage) -> bool:
    before = len(stage.mail.taken)
    stage.desk.do(TRY_AGAIN)
    return stage.swept() and len(stage.mail.taken) > before


FAULTS = (Fault("DNS is gone; the database and the mail server are known by name", gone, lasts=3.0, needs_root=True),)
