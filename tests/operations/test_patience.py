"""A PostgreSQL that hangs keeps nobody waiting for ever: not a visitor, and not the sweep."""

import os
import signal
import time
from collections.abc import Iterator

import psycopg
import pytest
from django.db import OperationalError, connection

from perspectief.operations import sweeping
from perspectief.patience import bounded
from perspectief.patience.base import KEPT, DatabaseWrapper
from perspectief.settings.env import required_database
from tests.postgres import Cluster, cluster
from tests.processes import Surroundings

SILENCE = 1.0
HANGING = 30  # seconds, far longer
OPTIONS = "from django.conf import settings; print(settings.DATABASES['default']['OPTIONS'])"


@pytest.fixture
def server() -> Iterator[Cluster]:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite is no server that can hang")
    with cluster() as running:
        yield running


@pytest.fixture
def patient(server: Cluster, monkeypatch: pytest.MonkeyPatch) -> Iterator[DatabaseWrapper]:
    monkeypatch.setenv("A_DATABASE", server.url("postgres"))
    options = bounded(connect=5, lock=1, statement=2, silence=SILENCE)
    settings = {**connection.settings_dict, **required_database("A_DATABASE"), "OPTIONS": options, "CONN_MAX_AGE": None}
    wrapper = DatabaseWrapper(settings)
    yield wrapper
    wrapper.close()


def _pid(patient: DatabaseWrapper) -> int:
    with patient.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])


@pytest.mark.django_db
def test_a_server_that_says_nothing_is_hung_up_on(patient, server):
    hanging = _pid(patient)
    os.kill(hanging, signal.SIGSTOP)
    begun = time.monotonic()
    try:
        with pytest.raises(OperationalError):
            _pid(patient)
    finally:
        os.kill(hanging, signal.SIGCONT)
    assert time.monotonic() - begun < HANGING
    patient.close_if_unusable_or_obsolete()
    assert _pid(patient) != hanging


@pytest.mark.django_db
def test_a_crowd_leaves_no_crowd_of_connections(patient):
    """At the end of a request, those beyond the few that are kept are given back."""
    wrappers = [DatabaseWrapper(patient.settings_dict) for _ in range(KEPT + 3)]
    for wrapper in wrappers:
        _pid(wrapper)
    for wrapper in wrappers:
        wrapper.close_if_unusable_or_obsolete()
    assert sum(wrapper.connection is not None for wrapper in wrappers) == KEPT
    for wrapper in wrappers:
        wrapper.close()


@pytest.mark.django_db
def test_listening_is_no_silence(patient):
    """The keeper of pages listens for longer than a statement may take."""
    with patient.wrap_database_errors:
        listening = patient.get_new_connection(patient.get_connection_params())
        listening.autocommit = True
        listening.execute("LISTEN nothing")
        assert list(listening.notifies(timeout=SILENCE * 1.5)) == []
        assert listening.execute("SELECT 1").fetchone() == (1,)
        listening.close()


@pytest.mark.usefixtures("committing")
def test_the_sweep_does_not_wait_for_ever_and_goes_on(monkeypatch):
    """One chore costs the connection; the next has a new one, and its own bounds."""
    waits: list[str] = []

    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no such bounds")

    def lost(*, now: object) -> int:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
        return 1

    def told(*, now: object) -> int:
        with connection.cursor() as cursor:
            cursor.execute("SHOW lock_timeout")
            waits.append(cursor.fetchone()[0])
        return 1

    monkeypatch.setattr(sweeping, "CHORES", {"lost": lost, "told": told})
    assert sweeping.sweep(now=None) == {"lost": None, "told": 1}
    assert waits == [f"{sweeping.LOCK}s"]


@pytest.mark.parametrize("process", ["public", "staff"])
def test_who_serves_people_gives_up_within_seconds(surroundings: Surroundings, process: str) -> None:
    told = surroundings.start(process, OPTIONS).stdout
    assert told.strip() == str(bounded(connect=5, lock=2, statement=15, silence=20))


@pytest.mark.django_db
def test_a_connection_of_a_machine_that_is_gone_is_given_up(patient: DatabaseWrapper) -> None:
    _pid(patient)
    assert isinstance(patient.connection, psycopg.Connection)
    told = patient.connection.info.get_parameters()
    assert (told["keepalives_idle"], told["tcp_user_timeout"]) == ("30", "30000")
