"""A disk is full: PostgreSQL's, that of the stored pages, that of the uploads."""

import contextlib
import os
import time
from collections.abc import Iterator

import psycopg

from tests.faults import disks
from tests.faults.seeing import INFORMATION, see, upload
from tests.faults.stage import Stage
from tests.faults.suffering import Fault, Notes
from tests.postgres import NoPostgresError
from tests.serving import DATABASE

LEAD = 'page = at("/contact/"); page.lead = "{}"; page.save_revision().publish()'
# PostgreSQL may have been restarted since the desk last did something, and no request begins there.
FORGET_CONNECTION = "from django.db import connection; connection.close()"
SEGMENTS = 8  # of the log; fewer are there to be used again
ROOM = 48 << 20  # bytes
PATIENCE = 200.0  # seconds


@contextlib.contextmanager
def of_postgres(stage: Stage, notes: Notes) -> Iterator[None]:
    """Its data and its write-ahead log, to the last byte; then somebody makes room and a supervisor starts it."""
    data = stage.server.folder / "data"
    stage.server.stop()
    with disks.moved_to_a_small_disk(data, room=ROOM):
        stage.server.start()
        with disks.full(data):
            notes.say(_pressed(stage))
            yield
        _start_again(stage)
        stage.server.stop()
    stage.server.start()


def _pressed(stage: Stage) -> str:
    """Somebody writes much, and the log needs new files. Says what PostgreSQL made of that."""
    try:
        with psycopg.connect(host=str(stage.server.folder), user="postgres", dbname=DATABASE, autocommit=True) as connection:
            with contextlib.suppress(psycopg.errors.DiskFull):
                connection.execute("CREATE TABLE much AS SELECT repeat('x', 1000) FROM generate_series(1, 60000)")
            for number in range(SEGMENTS):
                connection.execute(f"CREATE TABLE more_{number} (x int)")
                connection.execute("SELECT pg_switch_wal()")
    except psycopg.errors.DiskFull:
        return "PostgreSQL says that its disk is full, and goes on"
    except psycopg.Error:
        return "PostgreSQL stopped: its log had no room"
    return "PostgreSQL found room in its log"


def _start_again(stage: Stage) -> None:
    """As a supervisor does, if it stopped."""
    if not _is_alive(stage):
        for left in (stage.server.folder / "data" / "postmaster.pid", *stage.server.folder.glob(".s.PGSQL.*.lock")):
            left.unlink(missing_ok=True)
        with contextlib.suppress(NoPostgresError):
            stage.server.start()


def _is_alive(stage: Stage) -> bool:
    until = time.monotonic() + PATIENCE / 20
    while time.monotonic() < until:
        try:
            with psycopg.connect(host=str(stage.server.folder), user="postgres", dbname=DATABASE):
                return True
        except psycopg.Error:
            time.sleep(0.2)
    return False


@contextlib.contextmanager
def of_stored_pages(stage: Stage, notes: Notes) -> Iterator[None]:
    """Somebody changes a page meanwhile: nobody may see the former words."""
    with disks.full(stage.pages):
        words = f"Volle schijf {os.getpid()}."
        stage.desk.do(FORGET_CONNECTION)
        stage.desk.do(LEAD.format(words))
        notes.claim("a change shows at once", holds=words in see(stage.public.port, "/contact/").page)
        yield
    _store_again(stage, notes)


@contextlib.contextmanager
def read_only_pages(stage: Stage, notes: Notes) -> Iterator[None]:
    """The same, on a disk that became read-only."""
    with disks.read_only(stage.pages):
        time.sleep(1.5)  # the public process looks once a second
        words = f"Alleen te lezen {os.getpid()}."
        stage.desk.do(FORGET_CONNECTION)
        stage.desk.do(LEAD.format(words))
        notes.claim("a change shows at once", holds=words in see(stage.public.port, "/contact/").page)
        yield
    _store_again(stage, notes)


def _store_again(stage: Stage, notes: Notes) -> None:
    """The keeper waits for half a minute after a disk was full, and then makes all pages."""
    begun = time.monotonic()
    while not see(stage.public.port, INFORMATION).stored and time.monotonic() - begun < PATIENCE:
        time.sleep(0.2)
    took = time.monotonic() - begun
    notes.claim(f"pages are stored again after {took:.0f} s", holds=took < PATIENCE)


def _of_uploads(stage: Stage, notes: Notes, broken: contextlib.AbstractContextManager[None]) -> Iterator[None]:
    """An editor uploads a picture."""
    with broken:
        notes.say(f"uploading a picture: {upload(stage)}")
        yield
    again = upload(stage)
    notes.claim(f"afterwards: {again}", holds=again.status == 302)


@contextlib.contextmanager
def full_uploads(stage: Stage, notes: Notes) -> Iterator[None]:
    yield from _of_uploads(stage, notes, disks.full(stage.media))


@contextlib.contextmanager
def read_only_uploads(stage: Stage, notes: Notes) -> Iterator[None]:
    yield from _of_uploads(stage, notes, disks.read_only(stage.media))


@contextlib.contextmanager
def read_only_postgres(stage: Stage, notes: Notes) -> Iterator[None]:
    """After a crash it finds its disk read-only, and can't start until somebody mended that."""
    data = stage.server.folder / "data"
    stage.server.kill()
    with disks.moved_to_a_small_disk(data, room=ROOM):
        with disks.read_only(data):
            try:
                stage.server.start()
                notes.claim("PostgreSQL does not start", holds=False)
            except NoPostgresError:
                notes.say("PostgreSQL does not start")
            yield
        stage.server.start()
        stage.server.stop()
    stage.server.start()


FAULTS = (
    Fault("the disk of PostgreSQL is full", of_postgres, needs_root=True, lasts=5.0),
    Fault("the disk of PostgreSQL is read-only", read_only_postgres, needs_root=True),
    Fault("the disk of the stored pages is full", of_stored_pages, needs_root=True),
    Fault("the disk of the stored pages is read-only", read_only_pages, needs_root=True),
    Fault("the disk of the uploads is full", full_uploads, needs_root=True),
    Fault("the disk of the uploads is read-only", read_only_uploads, needs_root=True),
)
