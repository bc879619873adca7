"""A stand-in for Google's servers: real HTTPS on a port of this machine, with a certificate that we make ourselves.

It serves the script that a visitor's browser loads, and the address where a proof is verified.
"""

import datetime
import http.server
import ipaddress
import json
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from tests.answering import answering

PUBLIC_KEY, PRIVATE_KEY = "public-key-of-a-test", "private-key-of-a-test"
PROOF = "proof-of-a-person"
YES = {"success": True, "challenge_ts": "2026-05-01T12:00:00Z", "hostname": "www.perspectief.example"}
# What Google's own script does, as far as a visitor can tell: a box to tick in place of the marked element, and for
# version 3 a function that gives a proof.
SCRIPT = f"""
for (const place of document.querySelectorAll(".g-recaptcha")) {{
  const label = document.createElement("label");
  const box = document.createElement("input");
  const field = document.createElement("input");
  box.type = "checkbox";
  field.type = "hidden";
  field.name = "g-recaptcha-response";
  box.addEventListener("change", () => (field.value = box.checked ? "{PROOF}" : ""));
  label.append(box, "I'm not a robot");
  place.append(label, field);
}}
window.grecaptcha = {{ ready: (then) => then(), execute: async () => "{PROOF}" }};
"""


class Google:
    """`says` is the body of the next verifications (text, or something to say in JSON), `waits` how long an answer takes."""

    def __init__(self) -> None:
        self.says: object = YES
        self.status, self.waits = 200, 0.0
        self.asked: list[dict[str, list[str]]] = []
        self.loaded: list[str] = []
        self.domain = ""

    def body(self) -> bytes:
        """What is said."""
        return self.says.encode() if isinstance(self.says, str) else json.dumps(self.says).encode()


@pytest.fixture
def google(settings, tmp_path, monkeypatch) -> Iterator[Google]:
    """Google stands on this machine, the site has keys for it and trusts its certificate."""
    with standing_in(tmp_path) as (google, certificate):
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        settings.RECAPTCHA_PUBLIC_KEY, settings.RECAPTCHA_PRIVATE_KEY = PUBLIC_KEY, PRIVATE_KEY
        settings.RECAPTCHA_DOMAIN, settings.RECAPTCHA_VERIFY_REQUEST_TIMEOUT = google.domain, 20  # a busy machine
        yield google


@contextmanager
def standing_in(folder: Path) -> Iterator[tuple[Google, Path]]:
    """On a free port, with the certificate to trust, which is made in `folder`."""
    certificate = _certificate(folder)
    google = Google()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _handler(google))
    server.daemon_threads = True
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    google.domain = f"127.0.0.1:{server.server_port}"
    with answering(server):
        yield google, certificate


def _handler(google: Google) -> type[http.server.BaseHTTPRequestHandler]:
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            sent = self.rfile.read(int(self.headers["Content-Length"])).decode()
            google.asked.append(parse_qs(sent, keep_blank_values=True))
            time.sleep(google.waits)
            self._answer(google.status, "application/json", google.body())

        def do_GET(self) -> None:
            google.loaded.append(self.path)
            time.sleep(google.waits)
            self._answer(200, "text/javascript", SCRIPT.encode())

        def _answer(self, status: int, kind: str, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            """Says nothing."""

        def handle(self) -> None:
            try:
                super().handle()
            except (BrokenPipeError, ConnectionResetError, ssl.SSLError):
                return  # who asked did not wait for the answer

    return Handler


def _certificate(folder: Path) -> Path:
    """A key and a certificate for 127.0.0.1 that vouches for itself, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .sign(key, SHA256())
    )
    file = folder / "google.pem"
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    file.write_bytes(certificate.public_bytes(Encoding.PEM) + private)
    return file
