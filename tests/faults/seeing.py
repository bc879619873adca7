"""What somebody sees: an address is asked for as a browser does, and what comes back is put in a few words."""

import html
import http.client
import io
import os
import re
import time
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from PIL import Image

from tests.faults.stage import Stage
from tests.serving import HOST

PATIENCE = 40.0  # seconds, longer than anybody has
TELEPHONE = "030 234 00"
HEADING = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)
TAG = re.compile(r"<[^>]+>|\s+")
TYPED = "Dit heb ik getypt"
TOKEN = "a" * 32
BOUNDARY, UPLOAD = "grens", "/beheer/images/add/"

INFORMATION, FORM, START, QUEUE = "/slachtoffers/", "/aanmelden/voor-wie/", "/beheer/", "/beheer/aanmeldingen/"
VISITOR = {"information": INFORMATION, "the form": FORM}
STAFF = {"first page": START, "the queue": QUEUE}


@dataclass(frozen=True)
class Sight:
    """An answer. `status` is 0 when none came within PATIENCE, or when nobody was there."""

    status: int
    heading: str
    seconds: float
    stored: str = ""
    has_telephone: bool = False
    is_kept: bool = False
    leads_to: str = ""
    page: str = field(default="", repr=False)

    @property
    def is_well(self) -> bool:
        return self.status == 200

    def __str__(self) -> str:
        """'503 “Dit lukt nu niet”, with the telephone number'."""
        if not self.status:
            return "no answer" if self.seconds < PATIENCE else f"none in {PATIENCE:.0f} s"
        kept = ", what was typed is on the page" if self.is_kept else ""
        if self.leads_to:
            return f"sent to {self.leads_to}"
        if self.is_well:
            return f"as usual{self.stored}{kept}"
        telephone = ", with the telephone number" if self.has_telephone else ""
        return f"{self.status} “{self.heading}”{telephone}{kept}"


def see(port: int, path: str, *, cookie: str = "", typed: str = "") -> Sight:
    """One request; with `typed` a form is sent. Never raises."""
    body = urlencode({"title": typed, "csrfmiddlewaretoken": TOKEN}).encode() if typed else b""
    seen = _asked(port, path, cookie=cookie, body=body, kind="application/x-www-form-urlencoded")
    return replace(seen, is_kept=bool(typed) and typed in seen.page)


def upload(stage: Stage) -> Sight:
    """An editor uploads a picture."""
    parts = [
        ("csrfmiddlewaretoken", TOKEN),
        ("title", "Proef"),
        ("description", "Blauw"),
        ("tags", ""),
        ("focal_point_x", ""),
    ]
    lines = [f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n' for name, value in parts]
    told = 'Content-Disposition: form-data; name="file"; filename="proef.png"\r\nContent-Type: image/png'
    of_file = f"--{BOUNDARY}\r\n{told}\r\n\r\n"
    body = "".join(lines).encode() + of_file.encode() + _png() + f"\r\n--{BOUNDARY}--\r\n".encode()
    kind = f"multipart/form-data; boundary={BOUNDARY}"
    return _asked(stage.staff.port, UPLOAD, cookie=f"__Host-medewerker={stage.session}", body=body, kind=kind)


def _png() -> bytes:
    """Noise, which can't be made smaller: some hundred kilobytes."""
    picture = io.BytesIO()
    Image.frombytes("RGB", (200, 200), os.urandom(120_000)).save(picture, "PNG")
    return picture.getvalue()


def _asked(port: int, path: str, *, cookie: str, body: bytes, kind: str) -> Sight:
    headers = {"Host": f"{HOST}:{port}", "X-Forwarded-Proto": "https", "X-Forwarded-For": "198.51.100.7"}
    headers |= {"Cookie": cookie} if cookie else {}
    headers |= {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Site": "same-origin", "Origin": f"https://{HOST}:{port}"}
    if body:
        headers |= {"Content-Type": kind, "Cookie": f"{cookie}; __Host-csrf-medewerker={TOKEN}"}
    begun = time.monotonic()
    connection = http.client.HTTPConnection(HOST, port, timeout=PATIENCE)
    try:
        connection.request("POST" if body else "GET", path, headers=headers, body=body or None)
        answer = connection.getresponse()
        page = answer.read().decode(errors="replace")
    except (OSError, http.client.HTTPException):
        return Sight(0, "", time.monotonic() - begun)
    finally:
        connection.close()
    because = answer.headers.get("X-Stored-Because")
    stored = f" (stored: {because})" if because else " (stored)" if answer.headers.get("X-Stored") else ""
    seconds, leads_to = time.monotonic() - begun, answer.headers.get("Location", "").partition("?")[0]
    return Sight(answer.status, _heading(page), seconds, stored, TELEPHONE in page, leads_to=leads_to, page=page)


def _heading(page: str) -> str:
    found = HEADING.search(page)
    return html.unescape(TAG.sub(" ", found[1])).strip() if found else ""


@dataclass(frozen=True)
class Look:
    """Everything at one moment, by name."""

    visitor: dict[str, Sight]
    staff: dict[str, Sight]

    @property
    def is_well(self) -> bool:
        return all(sight.is_well for sight in (*self.visitor.values(), *self.staff.values()))


def look(stage: Stage) -> Look:
    """All addresses, one after the other. The proxy of a server gives both the same host."""
    visitor = {name: see(stage.public.port, path) for name, path in VISITOR.items()}
    cookie = f"__Host-medewerker={stage.session}"
    staff = {name: see(stage.staff.port, path, cookie=cookie) for name, path in STAFF.items()}
    return Look(visitor, staff)


def send(stage: Stage) -> Sight:
    """A colleague presses a button with something typed."""
    return see(stage.staff.port, START, cookie=f"__Host-medewerker={stage.session}", typed=TYPED)


def in_words(sights: Iterable[tuple[str, Sight]]) -> str:
    """'information: as usual (stored), 0.0 s; the form: 503 “…”, 5.1 s': every kind of answer, the longest of each."""
    longest: dict[tuple[str, str], float] = {}
    for name, sight in sights:
        key = (name, str(sight))
        longest[key] = max(longest.get(key, 0.0), sight.seconds)
    return "; ".join(f"{name}: {words}, {seconds:.1f} s" for (name, words), seconds in longest.items())
