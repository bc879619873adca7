"""SIGKILL to each process, one after the other. A supervisor starts it again."""

import contextlib
import os
import random
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg

from tests.faults.stage import Process, Stage
from tests.faults.suffering import Fault, Notes
from tests.serving import DATABASE

AWAY = 1.5  # seconds until a supervisor's start


def _killed(choose: Callable[[Stage], Process]) -> Callable[[Stage, Notes], contextlib.AbstractContextManager[None]]:
    @contextlib.contextmanager
    def strike(stage: Stage, notes: Notes) -> Iterator[None]:
        with stage.unsupervised():
            choose(stage).kill()
            yield

    return strike


@contextlib.contextmanager
def worker(stage: Stage, notes: Notes) -> Iterator[None]:
    """Only the worker of the public process: its own supervisor has to notice."""
    before = stage.starts
    assert stage.public.running
    parent = stage.public.running.pid
    for child in _children(parent):
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
    yield
    with contextlib.suppress(Exception):
        stage.public.wait_until_ready()
    notes.say(f"the supervisor started {stage.starts - before} process(es)")


def _children(parent: int) -> list[int]:
    return [int(number) for number in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]


@contextlib.contextmanager
def sweep(stage: Stage, notes: Notes) -> Iterator[None]:
    """At a moment of its own choosing, three times; the next one does what it did not."""
    chance = random.Random("sweep")  # noqa: S311  no secret: to be repeated
    for _ in range(3):
        running = stage.sweep()
        time.sleep(chance.uniform(2.0, 6.0))
        running.kill()
        running.wait()
    yield
    notes.claim("the next sweep does every chore", holds=stage.swept())


@contextlib.contextmanager
def backends(stage: Stage, notes: Notes) -> Iterator[None]:
    """One backend: PostgreSQL then ends all of them, and recovers."""
    with psycopg.connect(host=str(stage.server.folder), user="postgres", dbname=DATABASE) as connection:
        (number,) = connection.execute(
            "SELECT pid FROM pg_stat_activity WHERE usename = 'perspectief_public'"
        ).fetchone() or (0,)
    if number:
        os.kill(number, signal.SIGKILL)
    yield


@contextlib.contextmanager
def postmaster(stage: Stage, notes: Notes) -> Iterator[None]:
    """PostgreSQL with all its processes, and a supervisor that starts it."""
    stage.server.kill()
    try:
        yield
    finally:
        stage.server.start()


FAULTS = (
    Fault("kill -9 of the public process", _killed(lambda stage: stage.public)),
    Fault("kill -9 of a worker of the public process", worker),
    Fault("kill -9 of the staff process", _killed(lambda stage: stage.staff)),
    Fault("kill -9 of the keeper of pages", _killed(lambda stage: stage.keeper)),
    Fault("kill -9 of the sweep, three times", sweep),
    Fault("kill -9 of one backend of PostgreSQL", backends),
    Fault("kill -9 of PostgreSQL and all its processes", postmaster),
)
