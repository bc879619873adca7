"""Planted answers, sent through HTTP to the public process as on a server: what remains of them outside the letter?

Looked through: every file of PostgreSQL (tables, write-ahead log, a log of every statement), everything the process wrote,
and its temporary folder. Its memory is another matter: Python can't wipe it (docs/operate.md says what follows from that).
"""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from perspectief.operations.keys import create_keys
from tests.crash.browser import Browser
from tests.crash.page import filled_in, receipt_code
from tests.postgres import DURABLE, Cluster, cluster
from tests.selfreferral.plants import ROUTES, traces_in
from tests.serving import PublicProcess, free_ports, prepared, serving

EVERY_STATEMENT = f"{DURABLE}log_statement = all\nlog_min_duration_statement = 0\nlog_parameter_max_length = -1\n"
HALFWAY = 5
FIRST = "/aanmelden/voor-wie/"


@dataclass(frozen=True)
class Place:
    """A server on which planted answers were sent in, and others left behind halfway."""

    folder: Path
    server: Cluster
    web: PublicProcess

    def files(self) -> Iterator[Path]:
        """Everything on the disk that either of them may have written, but the program's own files."""
        for top in (self.server.folder, self.folder):
            yield from (path for path in top.rglob("*") if path.is_file() and "programs" not in path.parts)


@pytest.fixture
def place(content: Path, tmp_path: Path) -> Iterator[Place]:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    create_keys(private_dir=tmp_path / "private", public_dir=tmp_path / "public")
    (port,) = free_ports(1)
    with cluster(configuration=EVERY_STATEMENT) as server:
        environment = prepared(tmp_path, server, port=port, content=content, TMPDIR=str(temporary))
        with serving(environment, port=port, folder=tmp_path) as web:
            for answers in ROUTES.values():
                assert _sent(port, answers)
                _sent(port, answers, pages=HALFWAY)
            yield Place(tmp_path, server, web)


def _sent(port: int, answers: dict, *, pages: int = 40) -> str:
    """The receipt code; empty when somebody stops after so many pages, with a mistake on the last."""
    with contextlib.closing(Browser(port=port, address="198.18.0.1")) as browser:
        browser.request("/aanmelden/naam/", [("name", answers["name"])])  # refused: it has no token
        at, fields = FIRST, None
        for _ in range(2 * pages):
            reply = browser.request(at, fields)
            assert reply.status in (200, 302), reply
            if reply.status == 302:
                at, fields = reply.leads_to, None
            elif code := receipt_code(reply.page):
                return code
            else:
                fields = filled_in(reply.page, {**answers, "consent": True})
        browser.request(at, [*(fields or []), ("role", answers["name"]), ("age_band", answers["message"])])
        return ""


def _found_in(files: Iterator[Path]) -> dict[str, list[str]]:
    found = {}
    for path in files:
        raw = path.read_bytes()
        traces = traces_in(raw.decode("latin-1")) + traces_in(raw.decode("utf-8", "replace"))
        if traces:
            found[path.name] = traces
    return found


def test_no_file_of_the_server_holds_an_answer(place):
    log = (place.server.folder / "log").read_text(errors="replace")
    assert log.count('INSERT INTO "selfreferral_letter"') >= len(ROUTES)  # it does log every statement
    assert list((place.folder / "temporary").rglob("*")) == []
    place.server.stop()
    place.server.start()  # brings what the write-ahead log has into the tables
    assert {"server.log", "log"} <= {path.name for path in place.files()}
    assert _found_in(place.files()) == {}
