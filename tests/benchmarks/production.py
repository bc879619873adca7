"""The site as docs/operate.md puts it on a server: PostgreSQL, a role of its own, collected files, a proxy in front."""

import contextlib
import shutil
import socket
import ssl
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg

from perspectief.operations.keys import create_keys
from tests.benchmarks.proxy import HOST, proxy
from tests.postgres import Cluster, cluster
from tests.processes import ROOT, Surroundings

DATABASE, PUBLIC_ROLE = "perspectief", "perspectief_public"
PATIENCE = 60  # seconds, for the public process to start


@dataclass(frozen=True)
class Production:
    """`address` without a slash at the end; `known_by`: the SHA-256 of the key of its certificate, in base64."""

    address: str
    known_by: str


class DidNotStartError(SystemExit):
    """Stops the benchmark with what the server said."""


@contextlib.contextmanager
def production() -> Iterator[Production]:
    """The public process with its first content, on a free port."""
    folder = Path(tempfile.mkdtemp(prefix="perspectief-bench-"))
    try:
        create_keys(private_dir=folder / "private", public_dir=folder / "public")
        port, behind = _free_ports(2)
        with (
            cluster() as server,
            _public_process(_prepared(folder, server, port), behind, folder),
            proxy(folder=folder, port=port, behind=behind) as known_by,
        ):
            address = f"https://{HOST}:{port}"
            _wait_for(f"{address}/-/health/", folder)
            yield Production(address, known_by)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _prepared(folder: Path, server: Cluster, port: int) -> dict[str, str]:
    """The first time on a server, command by command. Gives the environment of the public process."""
    with psycopg.connect(host=str(server.folder), user="postgres", dbname="postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {DATABASE}")
    surroundings = Surroundings(folder)
    places = {
        "ALLOWED_HOSTS": HOST,
        "STATIC_ROOT": str(folder / "static"),
        "MEDIA_ROOT": str(folder / "media"),
        "PYTHONMALLOC": "malloc",  # as make does: quicker, and nothing else
    }
    operations = surroundings.environment("operations", **places, DATABASE_URL=server.url(DATABASE))
    for command in (
        ["migrate", "--verbosity=0"],
        ["apply_grants", "--public-role", PUBLIC_ROLE],
        ["collectstatic", "--noinput", "--verbosity=0"],
        ["seed_site", "--hostname", HOST, "--port", str(port)],
    ):
        manage = [sys.executable, str(ROOT / "site" / "manage.py"), *command]
        subprocess.run(manage, check=True, env=operations, cwd=folder, stdout=subprocess.DEVNULL)
    return surroundings.environment("public", **places, DATABASE_URL=server.url(DATABASE, user=PUBLIC_ROLE))


@contextlib.contextmanager
def _public_process(environment: dict[str, str], port: int, folder: Path) -> Iterator[None]:
    """One worker: a server has one for each core, but here the browser needs a core too."""
    granian = Path(sys.executable).with_name("granian")
    command = [str(granian), "--interface", "wsgi", "--host", HOST, "--port", str(port), "perspectief.wsgi:application"]
    with (folder / "server.log").open("w") as log:
        process = subprocess.Popen(command, env=environment, cwd=folder, stdout=log, stderr=log, stdin=subprocess.DEVNULL)
    try:
        yield
    finally:
        process.terminate()
        process.wait()


def _wait_for(url: str, folder: Path) -> None:
    trusting = ssl.create_default_context(cafile=str(folder / "certificate.pem"))
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(url, context=trusting):  # noqa: S310  an address of our own
                return
        except OSError:
            time.sleep(0.2)
    logs = (folder / name for name in ("server.log", "errors.log"))
    raise DidNotStartError("The site did not start:\n" + "\n".join(log.read_text() for log in logs if log.exists()))


def _free_ports(number: int) -> list[int]:
    """Open at the same moment, so that they differ."""
    with contextlib.ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(number)]
        for one in sockets:
            one.bind((HOST, 0))
        return [one.getsockname()[1] for one in sockets]
