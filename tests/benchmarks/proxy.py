"""What stands in front of the public process on a server (docs/operate.md): HTTPS, HTTP/2, compression of pages. nginx here.

It also serves a bare page of 1 KB by itself, so that a measurement has something to be compared with.
"""

import base64
import contextlib
import hashlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.processes import ROOT
from tests.programs import BROTLI, NO_SERVER, ProgramMissingError
from tests.serving import HOST

BARE = "/-/bare/"
BARE_BYTES = 1024
FILES = "/-/file/"  # what lies in the folder `files`
DEPLOYED = ROOT / "deploy" / "nginx"
PAGES = "/var/lib/perspectief/pages"  # as it is written there
NEEDING = {"brotli_static": BROTLI, "more_clear_headers": NO_SERVER}  # which directive needs which module of Debian
# Debian keeps nginx where only root's path leads.
PATH = f"{os.environ.get('PATH', os.defpath)}:/usr/sbin:/usr/local/sbin"

CONFIGURATION = """
{modules}
{user}
daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/errors.log;
events {{ worker_connections 256; }}
http {{
  access_log off;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  gzip on;
  gzip_comp_level 6;
  gzip_proxied any;
  gzip_vary on;
  include {folder}/perspectief/stored-pages-http.conf;
  upstream public {{ server {host}:{behind}; keepalive 16; }}
  server {{
    listen {host}:{port} ssl http2;
    ssl_certificate {folder}/certificate.pem;
    ssl_certificate_key {folder}/key.pem;
    location = {bare_path} {{ default_type text/html; return 200 '{bare}'; }}
    location /-/file/ {{ alias {folder}/files/; gzip off; gzip_static on; default_type text/html; charset utf-8; }}
    include {folder}/perspectief/stored-pages.conf;
  }}
}}
"""


def nginx() -> Path:
    """The program; nothing is installed."""
    found = shutil.which("nginx", path=PATH)
    if not found:
        raise ProgramMissingError("The benchmarks serve through nginx: install it (on Debian: apt install nginx).")
    return Path(found)


@contextlib.contextmanager
def proxy(*, folder: Path, port: int, behind: int, known_as: str = "") -> Iterator[str]:
    """HTTPS on `port` before what listens on `behind`; visitors say `known_as`, or the address itself.

    Gives the SHA-256 of the certificate's key, as Chromium wants it."""
    known_by = certificate(folder)
    configuration = folder / "nginx.conf"
    user = "user root;" if os.geteuid() == 0 else ""  # the folder is the starter's alone
    places = {"folder": folder, "host": HOST, "port": port, "behind": behind, "user": user, "modules": modules()}
    _deploy(folder, host=known_as or f"{HOST}:{port}")
    configuration.write_text(CONFIGURATION.format(**places, bare_path=BARE, bare=bare_page()))
    command = [str(nginx()), "-p", str(folder), "-e", str(folder / "errors.log"), "-c", str(configuration)]
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL)
    try:
        yield known_by
    finally:
        process.terminate()
        process.wait()


def _deploy(folder: Path, *, host: str) -> None:
    """What a server has, with the places of this run."""
    (folder / "perspectief").mkdir(exist_ok=True)
    for file in DEPLOYED.glob("*.conf"):
        text = file.read_text().replace(PAGES, str(folder / "pages")).replace("www.example.nl", host)
        (folder / "perspectief" / file.name).write_text(understood(text))


def modules() -> str:
    """The lines that load those that are here. A server has them all."""
    return "\n".join(f"load_module {module};" for module in NEEDING.values() if module.exists())


def understood(text: str) -> str:
    """Without what this nginx has no module for."""
    missing = [directive for directive, module in NEEDING.items() if not module.exists()]
    lines = text.splitlines(keepends=True)
    return "".join(line for line in lines if not line.lstrip().startswith(tuple(missing)))


def bare_page() -> str:
    """As little as a page can be: a title and one paragraph, 1 KB in all."""
    start = (
        '<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>Kale pagina</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1"></head><body><main><p>'
    )
    end = "</p></main></body></html>"
    room = BARE_BYTES - len(start) - len(end)
    return start + ("Deze pagina is kaal. " * room)[: room - 1] + "." + end


def certificate(folder: Path) -> str:
    """A key and a certificate that only this run believes in."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    now = datetime.now(tz=UTC)
    builder = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    builder = builder.not_valid_before(now - timedelta(hours=1)).not_valid_after(now + timedelta(days=2))
    builder = builder.add_extension(x509.SubjectAlternativeName([x509.IPAddress(IPv4Address(HOST))]), critical=False)
    pem, plain = serialization.Encoding.PEM, serialization.NoEncryption()
    (folder / "certificate.pem").write_bytes(builder.sign(key, hashes.SHA256()).public_bytes(pem))
    (folder / "key.pem").write_bytes(key.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain))
    public = key.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    return base64.b64encode(hashlib.sha256(public).digest()).decode()
