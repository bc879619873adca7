"""The whole chain of a server (docs/operate.md): the public process on PostgreSQL, and a proxy in front."""

import contextlib
import shutil
import ssl
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from perspectief.operations.keys import create_keys
from tests.benchmarks.proxy import proxy
from tests.postgres import cluster
from tests.serving import HEALTH, HOST, PATIENCE, DidNotStartError, free_ports, prepared, serving


@dataclass(frozen=True)
class Production:
    """`address` without a slash at the end; `known_by`: the SHA-256 of the key of its certificate, in base64."""

    address: str
    known_by: str


@contextlib.contextmanager
def production() -> Iterator[Production]:
    """The public process with its first content, behind HTTPS on a free port."""
    folder = Path(tempfile.mkdtemp(prefix="perspectief-bench-"))
    try:
        create_keys(private_dir=folder / "private", public_dir=folder / "public")
        port, behind = free_ports(2)
        with (
            cluster() as server,
            serving(prepared(folder, server, port=port), port=behind, folder=folder),
            proxy(folder=folder, port=port, behind=behind) as known_by,
        ):
            address = f"https://{HOST}:{port}"
            _wait_for(f"{address}{HEALTH}", folder)
            yield Production(address, known_by)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _wait_for(url: str, folder: Path) -> None:
    trusting = ssl.create_default_context(cafile=str(folder / "certificate.pem"))
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with contextlib.suppress(OSError), urllib.request.urlopen(url, context=trusting):  # noqa: S310  our own address
            return
        time.sleep(0.1)
    log = folder / "errors.log"
    raise DidNotStartError(f"The proxy did not start:\n{log.read_text() if log.exists() else ''}")
