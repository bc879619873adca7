"""What goes over the wire is Django's own answer, byte for byte, and nobody can change what another visitor gets."""

import base64
import contextlib
import gzip
import hashlib
import json
import re
import socket

import brotli
import pytest

from tests.pages.place import Place
from tests.serving import HOST

COOKIE = {"cookie": "x=1"}  # with it, Django answers
OWN = {"vary", "etag", "x-stored", "server", "date", "content-length", "content-encoding"}
DECODED = {"br": brotli.decompress, "gzip": gzip.decompress, "identity": bytes}


def _policy(headers: dict[str, str]) -> dict[str, object]:
    """Headers to compare: django-csp writes its directives in any order."""
    kept = {name: value for name, value in headers.items() if name not in OWN}
    policy = frozenset(kept.pop("content-security-policy", "").split("; "))
    return {**kept, "policy": policy}


def _addresses(site: Place) -> list[str]:
    index = json.loads((site.current / "generation.json").read_text())
    return list(index["pages"])


def test_every_stored_page_is_what_django_answers(site: Place) -> None:
    addresses = _addresses(site)
    assert len(addresses) > 100
    assert {"/", "/en/", "/robots.txt", "/sitemap.xml", "/slachtoffers/?eenvoudig"} <= set(addresses)
    for address in addresses:
        django = site.get(address, **COOKIE)
        assert not django.is_stored
        for encoding, decoded in DECODED.items():
            stored = site.get(address, accept_encoding=encoding)
            assert stored.is_stored, address
            assert stored.headers.get("content-encoding", "identity") == encoding
            assert decoded(stored.body) == django.body, address
            assert int(stored.headers["content-length"]) == len(stored.body)
            assert _policy(stored.headers) == _policy(django.headers), address


STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
LOOK_NEEDS = re.compile(r"""url\("([^"]+)"\)""")


def test_every_page_brings_its_look_along_and_its_policy_allows_it(site: Place) -> None:
    """By the hash of the text (CSP Level 3, 2.3.1), and nothing else inline. A sheet that is linked is not waited for."""
    pages = [address for address in _addresses(site) if address.endswith("/")]
    for address in [*pages, "/aanmelden/", "/aanmelden/voor-wie/", "/mijn-aanmelding/", "/zoeken/", "/bestaat-niet/"]:
        page = site.get(address)
        policy = page.headers["content-security-policy"]
        assert "unsafe" not in policy
        sheets = STYLE.findall(page.text)
        assert sheets, address
        for sheet in sheets:
            assert f"'sha256-{base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode()}'" in policy, address
        head = page.text.partition("</head>")[0]
        waited_for = [link for link in re.findall(r"<link[^>]*stylesheet[^>]*>", head) if 'media="print"' not in link]
        assert waited_for == [], address
    assert all(site.get(found).status == 200 for found in set(LOOK_NEEDS.findall(site.get("/").text)))


def test_no_stored_page_has_a_cookie_or_a_token(site: Place) -> None:
    for address in _addresses(site):
        stored = site.get(address)
        assert "set-cookie" not in stored.headers
        assert "csrfmiddlewaretoken" not in stored.text


@pytest.mark.parametrize(
    "path",
    [
        *("/aanmelden/", "/aanmelden/voor-wie/", "/mijn-aanmelding/", "/zoeken/", "/zoeken/?q=hulp", "/-/health/"),
        *("/professionals/folder/", "/bestaat-niet/", "/en/search/", "/verlaat-deze-site/", "/?", "/?a=1", "/?eenvoudig=1"),
    ],
)
def test_what_is_for_one_visitor_or_nobody_is_not_stored(site: Place, path: str) -> None:
    # `/?` is the page itself: an empty query asks for nothing
    assert site.get(path).is_stored == (path == "/?")


@pytest.mark.parametrize(
    "headers",
    [
        COOKIE,
        {"cookie": "__Host-formulier=abc"},
        {"cookie": ""},
        {"x_forwarded_proto": "http"},
        {"x_forwarded_proto": "https, http"},
    ],
    ids=str,
)
def test_who_says_who_they_are_gets_django(site: Place, headers: dict[str, str]) -> None:
    assert not site.get("/", **headers).is_stored


@pytest.mark.parametrize(
    "headers",
    [
        {"authorization": "Basic eDp5"},
        {"range": "bytes=0-10"},
        {"if_match": '"x"'},
        {"if_unmodified_since": "Sun, 01 Jan 2006 00:00:00 GMT"},
        {"if_modified_since": "Sun, 01 Jan 2090 00:00:00 GMT"},
        {"accept_language": "en"},
    ],
    ids=str,
)
def test_what_changes_nothing_for_django_changes_nothing(site: Place, headers: dict[str, str]) -> None:
    stored, django = site.get("/", **headers), site.get("/", **headers, **COOKIE)
    assert (stored.is_stored, django.is_stored) == (True, False)
    assert (stored.status, stored.body) == (django.status, django.body) == (200, site.get("/").body)


BODIES = {
    "a length": ("Content-Length: 5", b"hello"),
    "in pieces": ("Transfer-Encoding: chunked", b"5\r\nhello\r\n0\r\n\r\n"),
    "another request": ("Content-Length: 29", b"GET /contact/ HTTP/1.1\r\nX: y\r"),
    "more than anybody may send": (f"Content-Length: {2**30}", b"hello"),
}


@pytest.mark.parametrize("what", BODIES)
def test_what_is_sent_along_is_nobodys_next_request(site: Place, what: str) -> None:
    """Over one line: a page with a body, and then another. Either that is answered too, or the server hangs up."""
    told, body = BODIES[what]
    common = f"Host: {site.host}\r\nX-Forwarded-Proto: https\r\n"
    first = f"GET / HTTP/1.1\r\n{common}{told}\r\n\r\n".encode() + body
    then = f"GET /privacy/ HTTP/1.1\r\n{common}Connection: close\r\n\r\n".encode()
    with socket.create_connection((HOST, site.ports[0]), timeout=20) as line:
        line.sendall(first)
        if "more" in what:
            line.shutdown(socket.SHUT_WR)  # nobody waits for the rest
        else:
            line.sendall(then)
        answers = _everything(line).split(b"HTTP/1.1 ")[1:]
    assert site.get("/").body in answers[0]
    assert len(answers) <= 2
    assert all(site.get("/privacy/").body in answer for answer in answers[1:])


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "get"])
def test_only_get_and_head_are_answered_from_the_store(site: Place, method: str) -> None:
    assert b"x-stored" not in _raw(site, f"{method} / HTTP/1.1").lower()


def test_a_method_in_a_header_is_no_method(site: Place) -> None:
    assert site.get("/", x_http_method_override="DELETE").body == site.get("/").body


def test_head_tells_what_get_would(site: Place) -> None:
    got, told = site.get("/", accept_encoding="br"), site.get("/", method="HEAD", accept_encoding="br")
    assert told.body == b""
    assert {**told.headers, "date": ""} == {**got.headers, "date": ""}


@pytest.mark.parametrize("encoding", ["br", "gzip", "identity"])
def test_who_has_a_page_is_told_that_it_did_not_change(site: Place, encoding: str) -> None:
    first = site.get("/", accept_encoding=encoding)
    for condition in (first.headers["etag"], f"W/{first.headers['etag']}", f'"x", {first.headers["etag"]}', "*"):
        again = site.get("/", accept_encoding=encoding, if_none_match=condition)
        assert (again.status, again.body) == (304, b"")
        assert again.headers["etag"] == first.headers["etag"]
        assert again.headers["vary"] == "Accept-Encoding"
        assert "content-security-policy" in again.headers
    assert site.get("/", accept_encoding=encoding, if_none_match='"x"').status == 200


def test_forms_of_a_page_have_tags_of_their_own(site: Place) -> None:
    tags = {site.get("/", accept_encoding=encoding).headers["etag"] for encoding in DECODED}
    assert len(tags) == 3


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "127.0.0.1:80", "localhost", "", "127.0.0.1:1@evil.example"])
def test_another_host_gets_nothing_from_the_store_and_changes_nothing_in_it(site: Place, host: str) -> None:
    assert not site.get("/", host=host).is_stored
    assert "evil" not in site.get("/").text


def test_forwarded_names_are_not_believed(site: Place) -> None:
    told = {"x_forwarded_host": "evil.example", "x_host": "evil.example", "forwarded": "host=evil.example"}
    assert site.get("/", **told).body == site.get("/").body
    assert b"evil" not in site.get("/", **told, **COOKIE).body


STRANGE = [
    *("//", "//contact/", "/contact//", "/contact", "/./contact/", "/../contact/", "/x/../contact/", "/contact/."),
    *("/%2e%2e/contact/", "/..%2fcontact/", "/contact/%00", "/contact/%0d%0aSet-Cookie:%20x=1", "/%c0%af", "/%ff"),
    *("/generation.json", "/nl/index.html", "/contact/index.html", "/..%5c..%5cetc/passwd", "/Contact/", "/con%74act/"),
    *("/../../../../../../etc/passwd", "/%2e%2e/%2e%2e/generations/", "http://evil.example/contact/"),
]


@pytest.mark.parametrize("target", STRANGE)
def test_a_strange_address_gets_what_django_gives(site: Place, target: str) -> None:
    """Not: nothing. The store sees the address that Django sees, so both answer the same."""
    stored, django = _raw(site, f"GET {target} HTTP/1.1"), _raw(site, f"GET {target} HTTP/1.1", "Cookie: x=1")
    assert stored.split()[1] == django.split()[1]
    assert stored.partition(b"\r\n\r\n")[2] == django.partition(b"\r\n\r\n")[2]
    assert b"set-cookie" not in stored.lower().partition(b"\r\n\r\n")[0]
    assert b"root:" not in stored


def test_a_huge_wish_for_encodings_gets_the_page_as_it_is(site: Place) -> None:
    huge = site.get("/", accept_encoding="gzip;q=0.5, " * 500)
    assert huge.status in (200, 400, 431)
    assert "content-encoding" not in huge.headers


def _raw(site: Place, *lines: str) -> bytes:
    """Whatever comes back for these lines, until the server closes."""
    head, rest = [*lines], []
    if "" in head:
        place = head.index("")
        head, rest = head[:place], head[place + 1 :]
    told = [head[0], f"Host: {site.host}", "X-Forwarded-Proto: https", "Connection: close", *head[1:], "", "".join(rest)]
    with socket.create_connection((HOST, site.ports[0]), timeout=20) as line:
        line.sendall("\r\n".join(told).encode("latin-1"))
        return _everything(line)


def _everything(line: socket.socket) -> bytes:
    received = b""
    with contextlib.suppress(ConnectionResetError):  # it had enough
        while part := line.recv(65536):
            received += part
    return received


def test_the_keeper_writes_what_it_did_as_one_object_a_line(site: Place) -> None:
    lines = [json.loads(line) for line in (site.folder / "keeper.log").read_text().splitlines()]
    assert any(line["event"].endswith("pages are stored") for line in lines)
