"""The databases of a test run. Migrations replay once, the first content is sown once; everything after that is a copy.

A test that commits leaves its copy spoilt, and the next one that needs it gets a fresh one. That takes a tenth of a second;
emptying sixty tables would take longer and lose what the migrations put in.
"""

import fcntl
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Protocol

import psycopg
from django.core.management import call_command
from django.db import connection, connections
from psycopg import sql

MIGRATED, SEEDED = "migrated", "seeded"
FIRST_WITH_A_CHOICE = 150000  # PostgreSQL 15 copies through its log, older ones the files: half the time


class Engine(Protocol):
    """How databases are made and copied. Every database is named; what had the target's name before is gone."""

    def make(self, name: str) -> str: ...
    def copy(self, source: str, target: str) -> str: ...


class Sqlite:
    """Each database is a file. Copied through SQLite itself, because another thread may have the target open."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def _path(self, name: str) -> Path:
        return self.folder / f"{name}.sqlite3"

    def make(self, name: str) -> str:
        self._path(name).unlink(missing_ok=True)
        return str(self._path(name))

    def copy(self, source: str, target: str) -> str:
        with closing(sqlite3.connect(self._path(source))) as origin, closing(sqlite3.connect(self._path(target))) as copy:
            origin.backup(copy)
        return str(self._path(target))


class Postgres:
    """Databases of one server."""

    def __init__(self, address: dict[str, str]) -> None:
        self.address = {"host": address["HOST"], "user": address["USER"], "dbname": "postgres"}

    def make(self, name: str) -> str:
        return self.copy("template0", name)

    def copy(self, source: str, target: str) -> str:
        with psycopg.connect(**self.address, autocommit=True) as server:  # type: ignore[arg-type]  # all are text
            names = {"source": sql.Identifier(source), "target": sql.Identifier(target)}
            server.execute(sql.SQL("DROP DATABASE IF EXISTS {target} WITH (FORCE)").format(**names))
            how = " STRATEGY FILE_COPY" if server.info.server_version >= FIRST_WITH_A_CHOICE else ""
            server.execute(sql.SQL("CREATE DATABASE {target} TEMPLATE {source}" + how).format(**names))
        return target


class Contents:
    """This worker's own copy of each content, of which one is in use."""

    def __init__(self, *, folder: Path, worker: str) -> None:
        self.folder, self.worker = folder, worker
        self.engine: Engine = Postgres(connection.settings_dict) if connection.vendor == "postgresql" else Sqlite(folder)
        self.fresh: set[str] = set()
        self.current = ""

    def is_ready(self, content: str) -> bool:
        """Whether it is in use as it was made, so that nothing has to be done."""
        return content == self.current and content in self.fresh

    def use(self, content: str) -> None:
        """Work on `content` from here on, as it was made."""
        name = f"{content}_{self.worker}"
        connections.close_all()
        if content not in self.fresh:
            self._ensure_original(content)
            self.engine.copy(content, name)
            self.fresh.add(content)
        self._connect_to(name)
        self.current = content

    def spoil(self) -> None:
        """The copy in use has been written to."""
        connections.close_all()
        self.fresh.discard(self.current)

    def _connect_to(self, name: str) -> None:
        path = str(self.folder / f"{name}.sqlite3")
        connection.settings_dict["NAME"] = name if isinstance(self.engine, Postgres) else path

    def _ensure_original(self, content: str) -> None:
        """Made by the first worker that needs it; the others wait."""
        ready = self.folder / f"{content}.ready"
        with (self.folder / f"{content}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not ready.exists():
                ORIGINALS[content](self)
                connections.close_all()
                ready.touch()


def _migrate(contents: Contents) -> None:
    from perspectief.accounts.roles import ensure_roles  # needs settings, which who measures has none of

    contents.engine.make(MIGRATED)
    contents._connect_to(MIGRATED)
    call_command("migrate", verbosity=0, interactive=False)
    ensure_roles()  # as on every server; the cast, which needs them in each test, then finds them there


def _sow(contents: Contents) -> None:
    contents._ensure_original(MIGRATED)
    contents.engine.copy(MIGRATED, SEEDED)
    contents._connect_to(SEEDED)
    call_command("seed_site", verbosity=0)


ORIGINALS: dict[str, Callable[[Contents], None]] = {MIGRATED: _migrate, SEEDED: _sow}
