"""A public process with a real streaming replica: pages come from there, and letters go to the first database."""

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest

from perspectief.operations.keys import create_keys
from tests.postgres import NOBODY, QUICK, Cluster, cluster
from tests.processes import ROOT
from tests.serving import DATABASE, PUBLIC_ROLE, prepared

STREAMING = f"""{QUICK}
wal_level = replica
max_wal_senders = 2
hot_standby = on
"""
# In the process itself: what a page says, where the site looked, and a letter that is put in the box meanwhile.
VISIT = """
import django; django.setup()
from django.core.management import call_command
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
with CaptureQueriesContext(connections["replica"]) as asked:
    reply = Client(headers={"host": "127.0.0.1"}).get("/contact/", secure=True)
print(reply.status_code, "Gewijzigd" in reply.text, any("wagtailcore_page" in query["sql"] for query in asked))
call_command("drop_canary")
"""


@dataclass(frozen=True)
class Pair:
    """Two servers, and the surroundings of a public process that knows both."""

    first: Cluster
    replica: Cluster
    environment: dict[str, str]
    folder: Path

    def visit(self) -> list[str]:
        command = [sys.executable, "-c", VISIT]
        done = subprocess.run(command, check=False, env=self.environment, cwd=self.folder, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout.split()[:3]


def _say(server: Cluster, words: str) -> Any:
    where = {"host": str(server.folder), "user": "postgres", "dbname": DATABASE}
    with psycopg.connect(**where, autocommit=True) as line:
        told = line.execute(words)
        return told.fetchone()[0] if told.description else None


@contextlib.contextmanager
def _following(first: Cluster) -> Iterator[Cluster]:
    """A copy that takes over each change: what `pg_basebackup -R` makes."""
    folder = first.folder / "replica"
    folder.mkdir()
    if os.geteuid() == 0:
        os.chown(folder, NOBODY, NOBODY)
    data = folder / "data"
    first.run("pg_basebackup", "-R", "-h", first.folder, "-U", "postgres", "-D", data, "-c", "fast", "--no-sync")
    with (data / "postgresql.conf").open("a") as file:
        file.write(f"unix_socket_directories = '{folder}'\n")
    replica = Cluster(folder=folder, programs=first.programs)
    replica.start()
    try:
        yield replica
    finally:
        replica.stop()


@pytest.fixture
def pair(content: Path, tmp_path: Path) -> Iterator[Pair]:
    create_keys(private_dir=tmp_path / "private", public_dir=tmp_path / "public")
    with cluster(configuration=STREAMING) as first:
        environment = prepared(tmp_path, first, port=443, content=content)
        with _following(first) as replica:
            copy = replica.url(DATABASE, user=PUBLIC_ROLE)
            paths = f"{ROOT}:{ROOT / 'site'}"
            yield Pair(first, replica, {**environment, "REPLICA_DATABASE_URL": copy, "PYTHONPATH": paths}, tmp_path)


def _caught_up(pair: Pair) -> None:
    """Until the replica has what the first has now."""
    until = _say(pair.first, "SELECT pg_current_wal_lsn()::text")
    for _ in range(200):
        if _say(pair.replica, f"SELECT pg_last_wal_replay_lsn() >= '{until}'"):
            return
        _say(pair.replica, "SELECT pg_sleep(0.05)")
    raise AssertionError((pair.replica.folder / "log").read_text())


def test_pages_come_from_the_replica_and_letters_go_to_the_first(pair: Pair) -> None:
    assert _say(pair.replica, "SELECT pg_is_in_recovery()")
    _caught_up(pair)
    assert pair.visit() == ["200", "False", "True"]
    _caught_up(pair)
    _say(pair.replica, "SELECT pg_wal_replay_pause()")
    _say(pair.first, "UPDATE wagtailcore_page SET title = 'Gewijzigd' WHERE slug = 'contact'")
    assert pair.visit() == ["200", "False", "True"]  # the replica has not heard of it
    letters = "SELECT count(*) FROM selfreferral_letter"
    assert (_say(pair.first, letters), _say(pair.replica, letters)) == (2, 1)
    _say(pair.replica, "SELECT pg_wal_replay_resume()")
    _caught_up(pair)
    assert pair.visit() == ["200", "True", "True"]
