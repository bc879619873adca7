"""A database that is slow, holds a lock for long, or says nothing at all."""

import contextlib
import http.client
import math
import os
import signal
import ssl
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg

from tests.benchmarks.proxy import proxy
from tests.crash.answering import SHORTEST
from tests.crash.browser import Browser, NoAnswerError
from tests.crash.page import filled_in
from tests.faults.seeing import FORM, INFORMATION
from tests.faults.stage import Stage
from tests.faults.suffering import Fault, Notes
from tests.faults.wire import wire
from tests.serving import DATABASE, HOST, PUBLIC_ROLE, free_ports

LOCKED = "LOCK TABLE selfreferral_letter, selfreferral_public_draft IN ACCESS EXCLUSIVE MODE"
CROWD = 60  # people at once, more than PostgreSQL has connections (stage.CONFIGURATION)
DELAY = 0.3  # seconds
BOUND = 30.0  # seconds: nobody may wait longer for an answer, whatever it is


@contextlib.contextmanager
def locked(stage: Stage, notes: Notes) -> Iterator[None]:
    """Somebody's own command holds the tables that a visitor writes and staff read."""
    with psycopg.connect(host=str(stage.server.folder), user="postgres", dbname=DATABASE) as connection:
        connection.execute(LOCKED)
        status, took = _pressing(stage)
        notes.claim(f"who answers a question gets {status} after {took:.1f} s", holds=status == 503 and took < BOUND)
        yield


def _pressing(stage: Stage) -> tuple[int, float]:
    """The status, and the seconds it took, for a visitor who answers the first question. Who gives up waited for ever."""
    visitor = Browser(port=stage.public.port, address="198.51.100.9")
    try:
        page = visitor.request(FORM).page
        begun = time.monotonic()
        return visitor.request(FORM, filled_in(page, SHORTEST)).status, time.monotonic() - begun
    except NoAnswerError:
        return 0, math.inf
    finally:
        visitor.close()


@contextlib.contextmanager
def crowded(stage: Stage, notes: Notes) -> Iterator[None]:
    """The same lock, while more visitors come than PostgreSQL has connections: staff have to get in all the same."""
    [front] = free_ports(1)
    with (
        psycopg.connect(host=str(stage.server.folder), user="postgres", dbname=DATABASE) as connection,
        proxy(folder=stage.folder, port=front, behind=stage.public.port, known_as=f"{HOST}:{stage.public.port}"),
    ):
        connection.execute(LOCKED)
        waits: list[float] = []
        crowd = [threading.Thread(target=lambda: waits.append(_pressing(stage)[1])) for _ in range(CROWD)]
        for one in crowd:
            one.start()
        time.sleep(1.0)
        status, took = _from_disk(stage, front)
        taken = connection.execute("SELECT count(*) FROM pg_stat_activity WHERE usename <> 'postgres'").fetchone()
        notes.claim(f"a stored page from the proxy took {took:.2f} s meanwhile", holds=status == 200 and took < BOUND / 6)
        notes.say(f"{taken[0] if taken else 0} connections of the public role")
        notes.claim(f"{CROWD} visitors leave a connection for staff", holds=_connects(stage))
        for one in crowd:
            one.join()
        notes.claim(f"the longest wait of {CROWD} visitors at once is {max(waits):.1f} s", holds=max(waits) < BOUND)
        yield


def _from_disk(stage: Stage, front: int) -> tuple[int, float]:
    """As visitors get it on a server: the process behind the proxy, all of whose threads wait, is not asked."""
    trusting = ssl.create_default_context(cafile=str(stage.folder / "certificate.pem"))
    begun = time.monotonic()
    with contextlib.closing(http.client.HTTPSConnection(HOST, front, context=trusting, timeout=BOUND)) as connection:
        connection.request("GET", INFORMATION, headers={"Host": f"{HOST}:{stage.public.port}"})
        answer = connection.getresponse()
        is_stored = answer.headers["X-Stored"] == "yes"
        return answer.status if is_stored else 0, time.monotonic() - begun


def _connects(stage: Stage) -> bool:
    """As a role without a superuser's reserve."""
    with psycopg.connect(host=str(stage.server.folder), user="postgres", dbname=DATABASE, autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = 'onlooker'").fetchone():
            connection.execute("CREATE ROLE onlooker LOGIN")
    try:
        with psycopg.connect(host=str(stage.server.folder), user="onlooker", dbname=DATABASE, connect_timeout=5):
            return True
    except psycopg.Error:
        return False


@contextlib.contextmanager
def silent(stage: Stage, notes: Notes) -> Iterator[None]:
    """Every process of PostgreSQL stands still, as when its disk hangs: no time limit of its own helps then."""
    postmaster = int((stage.server.folder / "data" / "postmaster.pid").read_text().split()[0])
    family = [postmaster, *map(int, Path(f"/proc/{postmaster}/task/{postmaster}/children").read_text().split())]
    for process in family:
        os.kill(process, signal.SIGSTOP)
    try:
        yield
    finally:
        for process in family:
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, signal.SIGCONT)


@contextlib.contextmanager
def slow(stage: Stage, notes: Notes) -> Iterator[None]:
    """Each answer of PostgreSQL comes later, as over a bad network."""
    known = stage.public.environment["DATABASE_URL"]
    with wire(stage.server.folder) as between:
        stage.restart_public(DATABASE_URL=f"postgres://{PUBLIC_ROLE}@{HOST}:{between.port}/{DATABASE}")
        stage.wait_until_stored()
        between.delay = DELAY
        yield
        between.delay = 0.0
        stage.restart_public(DATABASE_URL=known)


FAULTS = (
    Fault(f"each answer of PostgreSQL takes {DELAY} s longer", slow, lasts=4.0),
    Fault("a lock on letters and drafts for long", locked, lasts=8.0),
    Fault(f"the same lock while {CROWD} visitors answer at once", crowded, lasts=1.0),
    Fault("PostgreSQL stands still and says nothing", silent, lasts=2.0),
)
