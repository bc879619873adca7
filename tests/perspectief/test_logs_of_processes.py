"""What the processes of a server really write: each line JSON, and nothing of who came or what they said."""

import contextlib
import http.client
import json
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest

from perspectief.operations.keys import create_keys
from tests.crash.browser import Browser
from tests.crash.page import filled_in
from tests.postgres import Cluster, cluster
from tests.processes import ROOT, Surroundings
from tests.selfreferral.plants import ROUTES, traces_in
from tests.serving import DATABASE, HOST, LOGGING, PublicProcess, free_ports, prepared

ADDRESS, AGENT = "198.18.77.66", "Browserqx7/9"
HOSTILE = {"User-Agent": AGENT, "X-Forwarded-For": ADDRESS, "X-Forwarded-Proto": "https", "Referer": "https://qx7.example/"}
MAY_STAND_THERE = {"time", "level", "process", "logger", "event", "at", "method", "path", "status", "seconds", "error"}
OPTIONS = ("--log-config", str(LOGGING), "--access-log")
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
DRAFTS = "selfreferral_public_draft"


@dataclass(frozen=True)
class Place:
    """A server on which everything happened; `told` is what each process wrote."""

    folder: Path
    server: Cluster
    environments: dict[str, dict[str, str]]
    webs: dict[str, PublicProcess]

    def lines(self, process: str) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.webs[process].log.read_text().splitlines()]

    def sql(self, statement: str) -> None:
        where = {"host": str(self.server.folder), "user": "postgres", "dbname": DATABASE}
        with psycopg.connect(**where, autocommit=True) as connection:
            connection.execute(statement)

    def command(self, process: str, *command: str, **more: str) -> subprocess.CompletedProcess[str]:
        manage = [sys.executable, str(ROOT / "site" / "manage.py"), *command]
        told = {**self.environments[process], "SUPERVISED": "1", **more}
        return subprocess.run(manage, check=False, env=told, cwd=self.folder, capture_output=True, text=True)


@pytest.fixture
def place(content: Path, tmp_path: Path) -> Iterator[Place]:
    create_keys(private_dir=tmp_path / "private", public_dir=tmp_path / "public")
    ports = dict(zip(("public", "staff"), free_ports(2), strict=True))
    with contextlib.ExitStack() as stack:
        server = stack.enter_context(cluster())
        public = prepared(tmp_path, server, port=ports["public"], content=content)
        owner = {**public, "DATABASE_URL": server.url(DATABASE)}
        environments = {
            "public": public,
            "staff": owner | Surroundings(tmp_path).only_staff | {"DJANGO_SETTINGS_MODULE": "perspectief.settings.staff"},
            "operations": owner | {"DJANGO_SETTINGS_MODULE": "perspectief.settings.operations"},
        }
        webs = {}
        for process, port in ports.items():
            folder = tmp_path / f"{process}-web"
            folder.mkdir()
            webs[process] = PublicProcess(environments[process], port, folder, options=OPTIONS)
            webs[process].start()
            stack.callback(webs[process].stop)
        for web in webs.values():
            web.wait_until_ready()
        yield Place(tmp_path, server, environments, webs)


def _ask(place: Place, process: str, path: str, *, method: str = "GET", body: str = "", **headers: str) -> int:
    connection = http.client.HTTPConnection(HOST, place.webs[process].port, timeout=20)
    with contextlib.closing(connection):
        connection.request(method, path, body or None, {**HOSTILE, **headers})
        return connection.getresponse().status


def _walk(place: Place) -> None:
    """Halfway through the form; then the table of drafts is gone for one answer."""
    answers = ROUTES["phone"]
    with contextlib.closing(Browser(port=place.webs["public"].port, address=ADDRESS)) as browser:
        at, fields = "/aanmelden/voor-wie/", None
        for step in range(14):
            if step == 10:
                place.sql(f"ALTER TABLE {DRAFTS} RENAME TO away")
            reply = browser.request(at, fields)
            if reply.status == 302:
                at, fields = reply.leads_to, None
            elif reply.status == 200:
                fields = filled_in(reply.page, {**answers, "consent": True})
        place.sql(f"ALTER TABLE away RENAME TO {DRAFTS}")


def _everything_happens(place: Place) -> None:
    _walk(place)
    for process in place.webs:
        assert _ask(place, process, "/plantqx7straat-12/?naam=Plantqx7+Ander") in (301, 404)
        assert _ask(place, process, "/", Host="plantqx7.geheim.example") == 400
        assert _ask(place, process, "/beheer/plantqx7/", method="POST", body="name=Plantqx7taal") in (302, 403, 404)
    assert _ask(place, "public", "/zoeken/?q=Plantqx7bericht") == 200
    with contextlib.closing(Browser(port=place.webs["staff"].port, address=ADDRESS)) as somebody:
        for _ in range(6):  # until the account is locked
            [token, *_] = TOKEN.findall(somebody.request("/beheer/login/").page)
            tried = [("csrfmiddlewaretoken", token), ("login", "Plantqx7collega"), ("password", "Plantqx7taal")]
            somebody.request("/beheer/login/", tried)
    place.sql("ALTER TABLE wagtailcore_page RENAME TO away")
    assert _ask(place, "public", "/contact/?wie=Plantqx7zus") >= 500
    assert _ask(place, "staff", "/contact/?wie=Plantqx7zus") >= 500
    place.sql("ALTER TABLE away RENAME TO wagtailcore_page")


def test_what_the_processes_of_a_server_write(place: Place, subtests: pytest.Subtests) -> None:
    with subtests.test("every line is an object with nothing of who came and what they said"):
        _every_line_is_reticent(place)
    with subtests.test("what goes wrong with a command is a line without its message"):
        _a_command_is_reticent(place)
    with subtests.test("a process that cannot start says why in one line"):
        _a_failed_start_is_a_line(place)
    with subtests.test("without the file for the web server its workers are as reticent"):
        _workers_need_no_file(place)


def _every_line_is_reticent(place: Place) -> None:
    _everything_happens(place)
    for process, web in place.webs.items():
        web.stop()
        lines = place.lines(process)
        whole = web.log.read_text()
        assert traces_in(whole) == []
        for trace in (ADDRESS, "198.18.77", "qx7", "anoniem", HOST + ":5"):
            assert trace not in whole.replace(f"Listening at: http://{HOST}", ""), trace
        assert {name for line in lines for name in line} <= MAY_STAND_THERE
        assert {"_granian", "granian.access", "django.request"} <= {line["logger"] for line in lines}
        assert any(line.get("error") for line in lines)
    said = [line.get("event", "") for line in place.lines("public")]
    assert any(sentence.startswith("The database was away") for sentence in said)
    answered = [line for line in place.lines("public") if line["logger"] == "granian.access"]
    assert {line["path"] for line in answered} <= {"/aanmelden/…/", "/-/…/", "/zoeken/", "/…/", "/beheer/…/", "/"}
    assert all(line["seconds"] >= 0 and line["status"] and line["method"] for line in answered)


def _a_command_is_reticent(place: Place) -> None:
    place.sql("ALTER TABLE selfreferral_letter RENAME TO plantqx7")
    swept, dropped = place.command("operations", "sweep"), place.command("staff", "open_canaries")
    refused = place.command("operations", "back_up", "--to", "/nowhere", "--keep-days", "0")
    unstarted = place.command("operations", "sweep", INTAKE_EMAIL="")
    for done in (swept, dropped, refused, unstarted):
        assert done.returncode == 1
        lines = [json.loads(line) for line in done.stderr.splitlines()]
        assert lines
        assert {name for line in lines for name in line} <= MAY_STAND_THERE
        assert "qx7" not in done.stderr
    assert "Not done, and tried again next time: announced letters" in swept.stderr
    assert "psycopg.errors.UndefinedTable" in dropped.stderr
    assert "A backup is kept for at least a day." in refused.stderr
    assert "The setting INTAKE_EMAIL is missing" in unstarted.stderr


def _a_failed_start_is_a_line(place: Place) -> None:
    uncollected = {"STATIC_ROOT": str(place.folder / "nothing")}
    for wrong, sentence in (
        ({"SECRET_KEY": "short"}, "The secret SECRET_KEY is too short"),
        (uncollected, "was not collected in"),
    ):
        with _another(place, **wrong) as unstarted:
            assert unstarted.running is not None
            assert unstarted.running.wait(60) != 0
        lines = [json.loads(line) for line in unstarted.log.read_text().splitlines()]
        assert any(sentence in line.get("event", "") for line in lines)


def _workers_need_no_file(place: Place) -> None:
    with _another(place, options=("--access-log",)) as bare:
        bare.wait_until_ready()
        with contextlib.closing(http.client.HTTPConnection(HOST, bare.port)) as connection:
            connection.request("GET", "/zoeken/?q=Plantqx7bericht", headers=HOSTILE)
            assert connection.getresponse().status == 200
    assert "qx7" not in bare.log.read_text()
    assert '"path": "/zoeken/"' in bare.log.read_text()


@contextlib.contextmanager
def _another(place: Place, *, options: Sequence[str] = OPTIONS, **settings: str) -> Iterator[PublicProcess]:
    """One more public process, in other circumstances."""
    [port] = free_ports(1)
    folder = place.folder / f"web-{port}"
    folder.mkdir()
    process = PublicProcess({**place.environments["public"], **settings}, port, folder, options=options)
    process.start()
    try:
        yield process
    finally:
        process.stop()
