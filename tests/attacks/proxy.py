"""nginx before both sides, with the files of deploy/nginx and the places of this run."""

import contextlib
import re
import socket
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.benchmarks.proxy import certificate
from tests.nginx import DEPLOYED, HOST, listening, understood

WHOLE = DEPLOYED / "perspectief.conf"  # the servers
# What stands in deploy/nginx for a place on a server, and what this run has there.
PLACES = {
    "/var/lib/perspectief/pages": "{folder}/pages",
    "/var/lib/perspectief/media": "{folder}/media",
    "/var/lib/perspectief/static": "{folder}/static",
    "/etc/perspectief/tls": "{folder}",
    "/var/log/perspectief": "{folder}",
    "server unix:/run/perspectief-public-1/web.sock": "server {host}:{behind[0]}",
    "server unix:/run/perspectief-public-2/web.sock": "server {host}:{behind[0]}",
    "server unix:/run/perspectief-staff/web.sock": "server {host}:{behind[1]}",
}


@dataclass(frozen=True)
class Proxy:
    """Where it listens, for visitors and for colleagues."""

    folder: Path
    public: int
    staff: int

    def raw(self, request: bytes, *, port: int | None = None, patience: float = 10) -> bytes:
        """What comes back for these very bytes, until the other side stops or `patience` (seconds) is over."""
        received = b""
        with contextlib.suppress(OSError), self.connected(port or self.public, patience=patience) as line:
            with contextlib.suppress(OSError):  # who refuses may hang up before it heard all, and has answered
                line.sendall(request)
            while part := line.recv(65_536):
                received += part
        return received

    @contextlib.contextmanager
    def connected(self, port: int, *, patience: float = 10) -> Iterator[ssl.SSLSocket]:
        """A line of HTTP/1.1 through TLS."""
        line = socket.create_connection((HOST, port), timeout=patience)
        with line, self.trusting().wrap_socket(line, server_hostname=HOST) as secure:
            yield secure

    def trusting(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=str(self.folder / "certificate.pem"))


@contextlib.contextmanager
def proxied(folder: Path, *, public: int, staff: int, behind: tuple[int, int]) -> Iterator[Proxy]:
    """nginx on the ports `public` and `staff`, before what listens on `behind`."""
    certificate(folder)
    places = {"folder": folder, "host": HOST, "public": public, "staff": staff, "behind": behind}
    _put_files(folder, places)
    with listening(folder, f"  include {folder}/{WHOLE.name};", port=public, connections=512):
        yield Proxy(folder, public, staff)


def _put_files(folder: Path, places: dict[str, Any]) -> None:
    """Those of deploy/nginx, with the places, ports and names of this run: beside the configuration, and as installed."""
    (folder / "perspectief").mkdir(exist_ok=True)
    for file in DEPLOYED.glob("*.conf"):
        text = file.read_text()
        for written, here in PLACES.items():
            text = text.replace(written, here.format(**places))
        text = _servers(text, places) if file == WHOLE else text.replace("www.example.nl", f"{HOST}:{places['public']}")
        for where in (folder, folder / "perspectief"):
            (where / file.name).write_text(understood(text))


def _servers(text: str, places: dict[str, Any]) -> str:
    """On a port each instead of a name each, and none on the ports that belong to a machine."""
    for name, port in (("www", "public"), ("staff", "staff")):
        named = f"listen 443 ssl http2;\n  server_name {name}.example.nl;"
        text = text.replace(named, f"listen {HOST}:{places[port]} ssl http2;\n  server_name {HOST};")
    servers = re.split(r"^(?=server \{)", text, flags=re.MULTILINE)
    return "".join(part for part in servers if not re.search(r"listen (80|443|127\.0\.0\.1:9180)", part))
