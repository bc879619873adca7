"""The public process as docs/operate.md puts it on a server: PostgreSQL, a role of its own, collected files, Granian."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from tests.collecting import collect
from tests.database import SEEDED, Contents
from tests.postgres import Cluster
from tests.processes import ROOT, Surroundings

HOST = "127.0.0.1"
LOGGING = ROOT / "deploy" / "granian" / "logging.json"
DATABASE, PUBLIC_ROLE = "perspectief", "perspectief_public"
LIKE_DEPLOYED = ("--http", "1", "--no-ws", "--blocking-threads", "8", "--backpressure", "64")  # deploy/serve
PATIENCE = 60  # seconds, for the public process to start
HEALTH = "/-/health/"


class DidNotStartError(SystemExit):
    """Stops the run with what the server said."""


def prepared(folder: Path, server: Cluster, *, port: int, content: Path | None = None, **settings: str) -> dict[str, str]:
    """The first time on a server, command by command; the keys are there. Gives the environment of the public process.

    `content` is a dump of a database that has the first content, which saves migrating and sowing.
    """
    with psycopg.connect(host=str(server.folder), user="postgres", dbname="postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {DATABASE}")
    surroundings = Surroundings(folder)
    places = {
        "ALLOWED_HOSTS": HOST,
        "STATIC_ROOT": str(folder / "static"),
        "MEDIA_ROOT": str(folder / "media"),
        **settings,
    }
    operations = surroundings.environment("operations", **places, DATABASE_URL=server.url(DATABASE))
    if content:
        _load(content, server, port=port)
    else:
        _manage(operations, folder, "migrate", "--verbosity=0")
        _manage(operations, folder, "seed_site", "--hostname", HOST, "--port", str(port))
    _manage(operations, folder, "apply_grants", "--public-role", PUBLIC_ROLE)
    collect(operations)
    return surroundings.environment("public", **places, DATABASE_URL=server.url(DATABASE, user=PUBLIC_ROLE))


def _manage(environment: dict[str, str], folder: Path, *command: str) -> None:
    manage = [sys.executable, str(ROOT / "site" / "manage.py"), *command]
    subprocess.run(manage, check=True, env=environment, cwd=folder, stdout=subprocess.DEVNULL)


def _load(content: Path, server: Cluster, *, port: int) -> None:
    where = ["-h", str(server.folder), "-U", "postgres", "-d", DATABASE]
    how = ["--quiet", "--no-psqlrc", "--set=ON_ERROR_STOP=1", "-f", str(content)]
    subprocess.run([server.programs / "psql", *where, *how], check=True, stdout=subprocess.DEVNULL)
    with psycopg.connect(host=str(server.folder), user="postgres", dbname=DATABASE) as connection:
        connection.execute("UPDATE wagtailcore_site SET hostname = %s, port = %s", [HOST, port])  # as seed_site is told


@dataclass
class PublicProcess:
    """Granian with one worker: a server has one for each core, but here those who visit need a core too."""

    environment: dict[str, str]
    port: int
    folder: Path
    workers: int = 1
    application: str = "perspectief.wsgi:application"
    alive: str = HEALTH
    options: Sequence[str] = ("--log-config", str(LOGGING))
    before: tuple[str, ...] = ()  # a command that starts another: unshare, say
    running: subprocess.Popen[bytes] | None = field(default=None, init=False)

    @property
    def log(self) -> Path:
        """What the process wrote."""
        return self.folder / "server.log"

    def start(self) -> None:
        """Start it; it is not ready at once."""
        granian = Path(sys.executable).with_name("granian")
        address = ["--interface", "wsgi", "--host", HOST, "--port", str(self.port), "--workers", str(self.workers)]
        with self.log.open("a") as log:
            self.running = subprocess.Popen(
                [*self.before, str(granian), *address, *LIKE_DEPLOYED, *self.options, self.application],
                env=self.environment,
                cwd=self.folder,
                stdout=log,
                stderr=log,
                stdin=subprocess.DEVNULL,
                start_new_session=True,  # its workers too are in this group
            )

    def stop(self) -> None:
        """Ask it to stop, as a server does at a new version."""
        if self.running:
            self.running.terminate()
            self.running.wait()

    def kill(self) -> None:
        """SIGKILL to the process and its worker: no goodbye, nothing is finished."""
        if self.running:
            os.killpg(self.running.pid, signal.SIGKILL)
            self.running.wait()

    def wait_until_ready(self) -> None:
        """Until it answers. Raises DidNotStartError with its own words."""
        asked = urllib.request.Request(f"http://{HOST}:{self.port}{self.alive}", headers={"X-Forwarded-Proto": "https"})
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            with contextlib.suppress(OSError), urllib.request.urlopen(asked, timeout=5):  # noqa: S310  our own address
                return
            time.sleep(0.1)
        raise DidNotStartError(f"The site did not start:\n{self.log.read_text()}")


@contextlib.contextmanager
def serving(environment: dict[str, str], *, port: int, folder: Path, workers: int = 1) -> Iterator[PublicProcess]:
    """The public process, ready on `port` without a proxy: a request says itself that it came through HTTPS."""
    process = PublicProcess(environment, port, folder, workers)
    process.start()
    try:
        process.wait_until_ready()
        yield process
    finally:
        process.stop()


def free_ports(number: int) -> list[int]:
    """Open at the same moment, so that they differ."""
    with contextlib.ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(number)]
        for one in sockets:
            one.bind((HOST, 0))
        return [one.getsockname()[1] for one in sockets]


@pytest.fixture(scope="session")
def content(
    contents: Contents,
    django_db_setup: None,
    django_db_blocker: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """A dump of the database with the first content: for servers of their own, which may be killed."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite is no server that can be killed")
    dump = tmp_path_factory.mktemp("content") / "content.sql"
    with django_db_blocker.unblock():
        before = contents.current
        contents.use(SEEDED)
        _dump(dump)
        contents.use(before)
    return dump


def _dump(target: Path) -> None:
    address = connection.settings_dict
    where = ["-h", address["HOST"], "-U", address["USER"], address["NAME"]]
    command = [Path(os.environ["PG_BIN"]) / "pg_dump", "--no-owner", "--no-privileges", "-f", target, *where]
    subprocess.run(command, check=True)
