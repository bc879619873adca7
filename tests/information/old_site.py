"""An old site on a real HTTP server, with the pages that old sites have."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from PIL import Image

from tests.answering import answering

Answer = tuple[int, dict[str, str], bytes]

PAGE = """<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">
<html><head><title>Slachtoffer in Beeld - Herstelbemiddeling</title>
<meta name="description" content="Wat kan herstelbemiddeling voor u betekenen?">
<script>var spoor = 1;</script><style>p { color: red }</style></head>
<body onload="alert(1)"><form id="aspnetForm" action="/post">
<div id="header"><header><h2>Kop van de site</h2></header></div>
<nav><ul><li><a href="/">Menu-onderdeel</a></li></ul></nav>
<div id="content">
<h1>Herstelbemiddeling</h1>
<p>Eerste alinea met <b>vet</b> en een <a href="/slachtoffers/doel/">pagina</a>.
<p>Tweede alinea, niet gesloten, met een <a href="https://www.example.nl.invalid/weg">dode link</a>
 en een <a href="javascript:alert(1)">rare link</a>.
<img src="/logo.png" alt="Twee mensen in gesprek"><img src="/zonder.png"><img src="/weg.png" alt="Weg">
<h2 onclick="alert(1)">Hoe gaat het?</h2>
<div>Losse tekst<br>op twee regels</div>
<ol><li>Bel ons<li>Praat <em>erover</em><ul><li>thuis</li></ul></ol>
<h3>Kleine kop</h3>
<table><tr><th>Wie</th><td>Iedereen</td></tr></table>
<iframe src="https://video.example/1"></iframe>
<p><a href="/oud.html">Nog op de oude site</a> <a href="/weg.html">weg</a> <a href="mailto:info@example.nl">mail</a></p>
<h2>Lege kop</h2>
</div>
<footer>Voettekst van de site</footer></form></body></html>"""


def picture(kind: str = "PNG") -> bytes:
    """A small image."""
    file = io.BytesIO()
    Image.new("RGB", (8, 6), "teal").save(file, kind)
    return file.getvalue()


HTML = {"content-type": "text/html; charset=utf-8"}
ANSWERS: dict[str, Answer] = {
    "/pagina.html": (200, HTML, PAGE.encode()),
    "/oud.html": (200, HTML, b"<h1>Oud</h1><p>tekst"),
    "/logo.png": (200, {"content-type": "image/png"}, picture()),
    "/zonder.png": (200, {"content-type": "image/png"}, picture("JPEG")),
    "/latijn.html": (200, HTML, "<h1>Privé</h1><p>Eén gesprek voor twee cliënten".encode("latin-1")),
    "/onzin.html": (200, {"content-type": "text/html; charset=klingon"}, "<h1>Héél gewoon</h1><p>tekst".encode()),
    "/ruis.html": (
        200,
        {"content-type": "text/html"},
        bytes(range(256)) * 40 + b"<h1>Ru\x00is</h1><p>Toch tekst" + b"<" * 400,
    ),
    "/leeg.html": (200, HTML, b""),
    "/niets.html": (200, HTML, b"<html><body><script>1</script></body>"),
    "/diep.html": (200, HTML, b"<h1>Diep</h1>" + b"<div>" * 3000 + b"tekst"),
    "/veel.html": (200, HTML, b"<h1>Veel</h1>" + b"<i>" * 60_000 + b"tekst"),
    "/open.html": (200, HTML, b"<h1>Open</h1>" + b"<p>alinea <b>vet <li>punt" * 300),
    "/groot.html": (200, HTML, b"<p>" + b"x" * 2_100_000),
    "/pdf": (200, {"content-type": "application/pdf"}, b"%PDF-1.4"),
    "/kwijt.html": (404, HTML, b"weg"),
    "/stuk.html": (500, HTML, b"stuk"),
    "/verhuisd.html": (302, {"location": "/pagina.html"}, b""),
    "/rondje.html": (302, {"location": "/rondje.html"}, b""),
    "/bestand.html": (302, {"location": "file:///etc/passwd"}, b""),
    "/lui.html": (200, {**HTML, "content-length": "500"}, b"<h1>Half"),
    "/binnen.html": (
        200,
        HTML,
        b"<h1>Binnen</h1><p>tekst <img src='/omleiding.png' alt='x'> <a href='http://localhost:1/'>l</a>",
    ),
    "/omleiding.png": (302, {"location": "http://localhost:1/geheim.png"}, b""),
    "/geen.html": (200, HTML, b"<h1>Geen</h1><p>tekst <img src='/tekst.png' alt='x'><img src='/teken.svg' alt='y'>"),
    "/tekst.png": (200, {"content-type": "image/png"}, b"<script>alert(1)</script>"),
    "/teken.svg": (200, {"content-type": "image/svg+xml"}, b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
}


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        status, headers, body = ANSWERS.get(self.path, (404, HTML, b""))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if "content-length" not in headers:
            self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the name is the standard library's
        """Quiet."""


@contextmanager
def old_site() -> Iterator[str]:
    """Its address, without a slash at the end."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    with answering(server):
        yield f"http://127.0.0.1:{server.server_port}"
