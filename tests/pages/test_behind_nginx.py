"""nginx gives stored pages from disk, with the files of deploy/nginx, and they are what Django gives."""

import contextlib
import gzip
import http.client
import os
import re
import signal
import ssl
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import brotli
import pytest

from tests.benchmarks.proxy import proxy
from tests.nginx import BROTLI, DEPLOYED
from tests.pages.place import Place, Reply
from tests.pages.test_on_the_wire import OWN, _addresses, _policy
from tests.processes import ROOT
from tests.serving import HOST, free_ports

ITS_OWN = {"accept-ranges": "", "connection": ""}
DECODED = {"br": brotli.decompress, "gzip": gzip.decompress, "identity": bytes}


@pytest.fixture(scope="module")
def port(server: Place) -> Iterator[int]:
    """Of nginx. The site knows itself by the name of the first public process, so requests say that name."""
    [port] = free_ports(1)
    with proxy(folder=server.folder, port=port, behind=server.ports[0], known_as=server.host):
        yield port


def _get(site: Place, port: int, path: str, *, method: str = "GET", **headers: str) -> Reply:
    trusting = ssl.create_default_context(cafile=str(site.folder / "certificate.pem"))
    with contextlib.closing(http.client.HTTPSConnection(HOST, port, context=trusting, timeout=20)) as connection:
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        for name, value in {"host": site.host, **headers}.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders()
        response = connection.getresponse()
        told = {name.lower(): value for name, value in response.getheaders()}
        return Reply(response.status, told, response.read())


def test_every_page_has_the_body_and_the_headers_that_django_gives(site: Place, port: int) -> None:
    pages = [address for address in _addresses(site) if address.endswith("/")]
    assert len(pages) > 70
    encodings = [name for name in DECODED if name != "br" or BROTLI.exists()]
    for address in pages:
        django = site.get(address, cookie="x=1")
        for encoding in encodings:
            got, from_memory = (
                ask(address, accept_encoding=encoding) for ask in (lambda *a, **k: _get(site, port, *a, **k), site.get)
            )
            assert got.headers["server"].startswith("nginx")
            assert got.headers["x-stored"] == "yes", address
            assert DECODED[encoding](got.body) == django.body
            assert {**_policy(got.headers), **ITS_OWN} == {**_policy(django.headers), **ITS_OWN}
            same = OWN - {"server", "date", "x-stored"}  # from memory it says when
            assert {name: got.headers.get(name) for name in same} == {name: from_memory.headers.get(name) for name in same}


def test_a_proxy_that_knows_other_headers_finds_nothing(site: Place, port: int) -> None:
    """So new style sheets never meet the policy of the old ones."""
    told = site.folder / "perspectief" / "page-headers.conf"
    text = told.read_text()
    try:
        told.write_text(re.sub("(stored_headers) [0-9a-f]+;", r"\1 0123456789abcdef;", text))
        _read_anew(site, until=lambda: _get(site, port, "/contact/").headers.get("x-stored") != "yes")
        assert _get(site, port, "/contact/").body == site.get("/contact/").body
    finally:
        told.write_text(text)
        _read_anew(site, until=lambda: _get(site, port, "/contact/").headers.get("x-stored") == "yes")


def _read_anew(site: Place, *, until: Callable[[], bool]) -> None:
    """nginx goes over to its new configuration without losing a request."""
    os.kill(int((site.folder / "nginx.pid").read_text()), signal.SIGHUP)
    patience = time.monotonic() + 10
    while not until():
        assert time.monotonic() < patience
        time.sleep(0.05)


def test_the_file_for_the_proxy_is_what_the_site_says(site: Place) -> None:
    manage = [sys.executable, str(ROOT / "site" / "manage.py"), "keep_pages", "--headers-for-nginx"]
    told = subprocess.run(manage, check=True, env=site.environment, cwd=site.folder, capture_output=True, text=True)
    assert told.stdout == (DEPLOYED / "page-headers.conf").read_text()


@pytest.mark.parametrize(
    "headers",
    [{"cookie": "x=1"}, {"cookie": "|"}, {"host": "evil.example"}, {"host": "evil.example|evil.example"}],
    ids=str,
)
def test_who_says_more_gets_django(site: Place, port: int, headers: dict[str, str]) -> None:
    assert "x-stored" not in _get(site, port, "/", **headers).headers


@pytest.mark.parametrize(
    "headers",
    [{"authorization": "Basic eDp5"}, {"range": "bytes=0-5"}, {"if_match": '"x"'}],
    ids=str,
)
def test_who_wants_a_part_gets_the_whole_page_from_the_site(site: Place, port: int, headers: dict[str, str]) -> None:
    """nginx would send a part of its file, or refuse to. The site itself says when a stored page was made."""
    got = _get(site, port, "/", **headers)
    assert got.headers.get("x-stored") != "yes"
    assert (got.status, got.body) == (200, site.get("/").body)


@pytest.mark.parametrize(
    "path",
    ["//", "/contact//", "/con%74act/", "/none/", "/nl/", "/en/nl/", "/other/", "/?a", "/generation.json"],
)
def test_a_strange_address_gets_what_django_gives(site: Place, port: int, path: str) -> None:
    got, django = _get(site, port, path), site.get(path, cookie="x=1")
    assert (got.status, got.headers.get("location")) == (django.status, django.headers.get("location"))
    assert "x-stored" not in got.headers or got.body == django.body


def test_nginx_leads_nobody_out_of_the_folder(site: Place, port: int) -> None:
    for path in ("/%2e%2e/", "/../", "/..%2f..%2f", "/%2e%2e/%2e%2e/etc/passwd"):
        reply = _get(site, port, path)
        assert reply.status in (400, 404)
        assert "x-stored" not in reply.headers


def test_a_page_that_did_not_change_is_not_sent_again(site: Place, port: int) -> None:
    tag = site.get("/contact/", accept_encoding="gzip").headers["etag"]  # of the other server
    again = _get(site, port, "/contact/", accept_encoding="gzip", if_none_match=tag)
    assert (again.status, again.body, again.headers["etag"]) == (304, b"", tag)
    assert _get(site, port, "/contact/", if_modified_since="Sun, 01 Jan 2090 00:00:00 GMT").status == 200


def test_head_and_the_form_work_too(site: Place, port: int) -> None:
    assert _get(site, port, "/", method="HEAD").headers["content-length"] == str(len(site.get("/").body))
    assert "x-stored" not in _get(site, port, "/aanmelden/").headers
    assert _get(site, port, "/aanmelden/").status == 200


def test_a_change_shows_at_the_next_request(site: Place, port: int) -> None:
    site.halt_keeper()
    assert "x-stored" in _get(site, port, "/privacy/").headers
    site.staff.do('page = at("/privacy/"); page.lead = "Door nginx heen."; page.save_revision().publish()')
    after = _get(site, port, "/privacy/")
    assert "Door nginx heen." in after.text
    assert "x-stored" not in after.headers
