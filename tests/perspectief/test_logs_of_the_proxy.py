"""nginx writes about requests what our own log does, and nothing it kept is older than seven days."""

import configparser
import contextlib
import http.client
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from perspectief.cutting import cut
from tests.nginx import HOST, listening
from tests.processes import ROOT
from tests.serving import free_ports

pytestmark = pytest.mark.pure
DEPLOYED = ROOT / "deploy"
DAYS = 7
SERVER = """
  include {formats};
  server {{
    listen {host}:{port};
    access_log {folder}/perspectief.log perspectief;
    error_log {folder}/perspectief-errors.log emerg;
    location / {{ return 404; }}
    location ~ ^(/en)?/(contact|slachtoffers|aanmelden|sign-up|zoeken|static|-)/ {{ return 200 "x"; }}
    location ~ ^/(en/)?$ {{ return 200 "x"; }}
    location = /robots.txt {{ return 200 "x"; }}
    location /beheer/ {{ proxy_pass http://{host}:{closed}; }}
  }}
"""
PATHS = (
    *("/", "/?qx7=1", "/en/", "/contact/", "/contact/?qx7", "/slachtoffers/ervaringen/", "/robots.txt", "/en/contact/"),
    *("/aanmelden/", "/aanmelden/ouder-qx7/", "/en/sign-up/parent-qx7/", "/zoeken/?q=qx7", "/static/css/qx7.css"),
    *("/jan-qx7/", "/jan-qx7", "/en/jan-qx7/", "/beheer/aanmeldingen/qx7/", "/Jan%20qx7/", "/-/health/", '/"qx7/'),
)


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    port, closed = free_ports(2)
    formats = DEPLOYED / "nginx" / "log-format.conf"
    told = SERVER.format(folder=tmp_path, formats=formats, host=HOST, port=port, closed=closed)
    with listening(tmp_path, told, port=port, connections=32):
        yield port


def test_a_line_is_an_object_with_the_address_cut_as_our_own_log_does(port: int, tmp_path: Path) -> None:
    statuses = []
    for path in PATHS:
        with contextlib.closing(http.client.HTTPConnection(HOST, port, timeout=20)) as connection:
            connection.putrequest("GET", path, skip_host=True)
            for name, value in (("Host", "qx7.example"), ("User-Agent", "qx7"), ("Referer", "https://qx7.example/")):
                connection.putheader(name, value)
            connection.endheaders()
            statuses.append(connection.getresponse().status)
    whole = (tmp_path / "perspectief.log").read_text()
    lines = [json.loads(line) for line in whole.splitlines()]
    assert {502, 404, 200} == set(statuses)
    assert [line["status"] for line in lines] == statuses
    told = [cut(path, status=status) for path, status in zip(PATHS, statuses, strict=True)]
    assert [line["path"] for line in lines] == told
    assert HOST not in whole
    assert "qx7" not in whole
    assert (tmp_path / "perspectief-errors.log").read_text() == ""  # though one answer failed


def test_access_logs_are_kept_for_seven_days() -> None:
    rule = (DEPLOYED / "logrotate" / "perspectief").read_text()
    (kept,) = re.findall(r"^  rotate (\d+)$", rule, re.MULTILINE)
    assert re.search(r"^  daily$", rule, re.MULTILINE)
    assert int(kept) + 1 == DAYS  # and today's
    (oldest,) = re.findall(r"^  maxage (\d+)$", rule, re.MULTILINE)
    assert int(oldest) < DAYS


def test_the_journal_is_kept_for_seven_days() -> None:
    journal = configparser.ConfigParser()
    journal.read(DEPLOYED / "journald" / "perspectief.conf")
    days = [int(journal["Journal"][name].removesuffix("day")) for name in ("MaxFileSec", "MaxRetentionSec")]
    assert sum(days) == DAYS
