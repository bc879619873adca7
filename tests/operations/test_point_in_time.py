"""Back to a moment by PostgreSQL's archive of its write-ahead log: what was there by then is there, and nothing later."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.postgres import DURABLE, NOBODY, Cluster, cluster

pytestmark = pytest.mark.pure
# As docs/operate.md says, with a folder in the place of pgBackRest. PostgreSQL works in the folder of its data.
ARCHIVING = """
wal_level = replica
max_wal_senders = 2
archive_mode = on
archive_command = 'mkdir -p ../archive && test ! -f ../archive/%f && cp %p ../archive/%f'
archive_timeout = 60
"""
RESTORING = """
archive_mode = off
unix_socket_directories = '{folder}'
restore_command = 'cp ../../archive/%f %p'
recovery_target_time = '{moment}'
recovery_target_action = promote
"""


@pytest.fixture(scope="module")
def server() -> Iterator[Cluster]:
    with cluster(configuration=DURABLE + ARCHIVING) as running:
        yield running


def _say(server: Cluster, words: str, *values: str) -> str:
    where = {"host": str(server.folder), "user": "postgres", "dbname": "postgres"}
    with psycopg.connect(**where, autocommit=True) as connection:
        told = connection.execute(words, values or None)
        return ",".join(str(row[0]) for row in told.fetchall()) if told.description else ""


def _wait_for(server: Cluster, words: str, *values: str) -> None:
    until = time.monotonic() + 20
    while _say(server, words, *values) != "True":
        assert time.monotonic() < until, (server.folder / "log").read_text()
        time.sleep(0.05)


def _another(server: Cluster, name: str) -> Cluster:
    """Its files as they are now, in a folder of its own; it is not started."""
    folder = server.folder / name
    folder.mkdir()
    if os.geteuid() == 0:
        os.chown(folder, NOBODY, NOBODY)
    other = Cluster(folder=folder, programs=server.programs)
    server.run("pg_basebackup", "-h", server.folder, "-U", "postgres", "-D", folder / "data", "-c", "fast", "--no-sync")
    return other


def _told(data: Path, configuration: str) -> None:
    with (data / "postgresql.conf").open("a") as file:
        file.write(configuration)


def test_what_was_there_at_a_moment_comes_back_and_nothing_later(server: Cluster) -> None:
    _say(server, "CREATE TABLE letter (words text)")
    _say(server, "INSERT INTO letter VALUES ('before the backup')")
    restored = _another(server, "restored")
    _say(server, "INSERT INTO letter VALUES ('after the backup')")
    moment = _say(server, "SELECT clock_timestamp()")
    _say(server, "INSERT INTO letter VALUES ('later')")
    log = _say(server, "SELECT pg_walfile_name(pg_switch_wal())")
    _wait_for(server, "SELECT last_archived_wal >= %s FROM pg_stat_archiver", log)

    _told(restored.folder / "data", RESTORING.format(folder=restored.folder, moment=moment))
    (restored.folder / "data" / "recovery.signal").touch()
    restored.start()
    try:
        _wait_for(restored, "SELECT NOT pg_is_in_recovery()")
        assert _say(restored, "SELECT words FROM letter ORDER BY words") == "after the backup,before the backup"
        _say(restored, "INSERT INTO letter VALUES ('from here on')")
    finally:
        restored.stop()
    assert "later" in _say(server, "SELECT words FROM letter")
