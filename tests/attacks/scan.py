"""`make attack-test`: the scanner wapiti goes over both sides as a server has them, and over the staff side logged in.

On this machine alone and bounded in time. What it finds is printed by level; anything above informational fails.
Its many dependencies stay out of our own: they are in requirements.txt beside this, and are installed in .cache.
"""

import http.client
import json
import os
import shutil
import ssl
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from tests.attacks.place import Place, place
from tests.programs import CACHE
from tests.serving import HOST

LOCK = Path(__file__).with_name("requirements.txt")
HOME = CACHE / "wapiti"
CRAWL, EACH = 120, 30  # seconds to look around, and for each kind of attack
# Left out: what asks servers elsewhere (names, certificates, fingerprints), and what is for other software. Nothing here
# asks a directory, and `ldap` takes a search that finds something else for other words for a directory that gave way.
KINDS = (
    *(
        "backup",
        "buster",
        "cookieflags",
        "crlf",
        "csp",
        "csrf",
        "exec",
        "file",
        "htaccess",
        "http_headers",
        "methods",
    ),
    *("permanentxss", "redirect", "shellshock", "sql", "ssrf", "timesql", "upload", "xss", "xxe"),
)
LEVELS = ("informational", "low", "medium", "high", "critical")
# The tool sends only the cookies that it is given. Without one of these every page has a token of its own secret, so its
# own forms are refused (403) as its altered ones are, and it says of both that the token is not checked.
SECRET = "scan" * 8  # as long as Django's, and of its letters
# Wagtail's form that says who else has a page open carries no token: its script sends that in a header. The tool reads
# forms alone, so what it says of them is tried: the same request, from somebody logged in, without a token.
NO_TOKEN = "Lack of anti CSRF token"
NOBODY = f"http://{HOST}:9/"  # in the place of the tool's own server, which it would ask whether it was visited


class Finding(NamedTuple):
    """What was found, how bad (LEVELS), and where."""

    level: int
    kind: str
    where: str
    words: str


@dataclass(frozen=True)
class Side:
    """Where the scanner begins, what it says of itself, and where it does not go."""

    name: str
    address: str
    cookies: str
    trusting: ssl.SSLContext
    more: tuple[str, ...]


def main() -> int:
    """Both sides. 1 when something above informational was found."""
    wapiti = _installed()
    with place() as running:
        return max(_report(side, list(_scanned(wapiti, side))) for side in _sides(running))


def _sides(running: Place) -> list[Side]:
    public, staff = (f"https://{HOST}:{port}" for port in (running.proxy.public, running.proxy.staff))
    trusting = running.proxy.trusting()
    cookies = f"__Host-medewerker={running.session}; __Host-csrf-medewerker={SECRET}"
    logged_in = ("--cookie-value", cookies, "--exclude", f"{staff}/beheer/logout/")
    return [
        Side("visitors", f"{public}/", "", trusting, ("--header", f"Origin: {public}")),
        Side("colleagues", f"{staff}/beheer/", cookies, trusting, ("--header", f"Origin: {staff}", *logged_in)),
    ]


def _installed() -> Path:
    """The program, with what its lock names and nothing else."""
    program, done = HOME / "bin" / "wapiti", HOME / "installed.txt"
    if not program.exists() or not done.exists() or done.read_text() != LOCK.read_text():
        shutil.rmtree(HOME, ignore_errors=True)
        subprocess.run([sys.executable, "-m", "venv", str(HOME)], check=True)
        uv = Path(sys.executable).with_name("uv")
        into = ["--require-hashes", "--python", str(HOME / "bin" / "python"), str(LOCK)]
        subprocess.run([uv, "pip", "sync", "--quiet", *into], check=True, env={**os.environ, "UV_PYTHON_DOWNLOADS": "never"})
        done.write_text(LOCK.read_text())
    return program


def _scanned(wapiti: Path, side: Side) -> Iterator[Finding]:
    """What it found on one side, the worst first."""
    with tempfile.TemporaryDirectory(prefix="perspectief-scan-") as name:
        report = Path(name) / "report.json"
        bounds = [
            "--max-scan-time",
            str(CRAWL),
            "--max-attack-time",
            str(EACH),
            "--max-links-per-page",
            "60",
            "--tasks",
            "4",
        ]
        how = [
            "--scope",
            "folder",
            "--depth",
            "6",
            "--max-files-per-dir",
            "40",
            "--module",
            ",".join(KINDS),
            "--timeout",
            "20",
        ]
        quiet = ["--endpoint", NOBODY, "--no-bugreport", "--verify-ssl", "0", "--verbose", "0", "--flush-session"]
        kept = [
            "--store-session",
            f"{name}/session",
            "--store-config",
            f"{name}/config",
            "--format",
            "json",
            "--output",
            str(report),
        ]
        command = [str(wapiti), "--url", side.address, *how, *bounds, *quiet, *kept, *side.more]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
        found = _findings(json.loads(report.read_text()))
        yield from sorted((one for one in found if not _is_refused_without_token(one, side)), reverse=True)


def _findings(report: dict[str, dict[str, list[dict]]]) -> Iterator[Finding]:
    for part in ("vulnerabilities", "anomalies", "additionals"):
        for kind, found in report[part].items():
            for one in found:
                yield Finding(one["level"], kind, f"{one['method']} {one['path']}", one["info"])


def _is_refused_without_token(finding: Finding, side: Side) -> bool:
    """Whether a form is said to carry no token, and what it sends is refused for it (403)."""
    if finding.words != NO_TOKEN:
        return False
    at, (method, path) = urlsplit(side.address), finding.where.split()
    line = http.client.HTTPSConnection(at.netloc, context=side.trusting, timeout=20)
    line.request(method, path, "x=1", _sent_by_a_browser(side))
    status = line.getresponse().status
    line.close()
    return status == http.client.FORBIDDEN


def _sent_by_a_browser(side: Side) -> dict[str, str]:
    """Everything but the token: a request that is refused is refused for that alone."""
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    return {**kind, "Origin": "://".join(urlsplit(side.address)[:2]), "Cookie": side.cookies}


def _report(side: Side, findings: list[Finding]) -> int:
    """Print them, the informational ones only as a number for each kind."""
    print(f"For {side.name}, at {side.address}:")
    for level, name in reversed(list(enumerate(LEVELS))):
        these = [one for one in findings if one.level == level]
        print(f"  {name:<14}{len(these):>5}")
        if level:
            for one in these:
                print(f"    {one.kind}: {one.where}: {one.words}")
        else:
            for kind, number in sorted(Counter(one.kind for one in these).items()):
                print(f"    {kind}: {number}")
    return int(any(one.level for one in findings))


if __name__ == "__main__":
    sys.exit(main())
