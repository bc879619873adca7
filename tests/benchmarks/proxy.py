"""What stands in front of the public process on a server (docs/operate.md): HTTPS, HTTP/2, compression of pages. nginx here.

It also serves a bare page of 1 KB by itself, so that a measurement has something to be compared with.
"""

import base64
import contextlib
import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.nginx import DEPLOYED, HOST, listening, understood

BARE = "/-/bare/"
BARE_BYTES = 1024
FILES = "/-/file/"  # what lies in the folder `files`
PAGES = "/var/lib/perspectief/pages"  # as it is written there
SERVER = """
  access_log off;
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
"""


@contextlib.contextmanager
def proxy(*, folder: Path, port: int, behind: int, known_as: str = "") -> Iterator[str]:
    """HTTPS on `port` before what listens on `behind`; visitors say `known_as`, or the address itself.

    Gives the SHA-256 of the certificate's key, as Chromium wants it."""
    known_by = certificate(folder)
    _deploy(folder, host=known_as or f"{HOST}:{port}")
    places = {"folder": folder, "host": HOST, "port": port, "behind": behind}
    with listening(folder, SERVER.format(**places, bare_path=BARE, bare=bare_page()), port=port, connections=256):
        yield known_by


def _deploy(folder: Path, *, host: str) -> None:
    """What a server has, with the places of this run."""
    (folder / "perspectief").mkdir(exist_ok=True)
    for file in DEPLOYED.glob("*.conf"):
        text = file.read_text().replace(PAGES, str(folder / "pages")).replace("www.example.nl", host)
        (folder / "perspectief" / file.name).write_text(understood(text))


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
