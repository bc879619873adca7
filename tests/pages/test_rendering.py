"""What is stored has to be for everybody."""

import pytest

from perspectief.pages.rendering import render
from perspectief.pages.writing import file_for

pytestmark = pytest.mark.pure

HTML = ("Content-Type", "text/html; charset=utf-8")


def _asked(status: str, *headers: tuple[str, str]):
    def application(environ, start_response):
        assert "HTTP_COOKIE" not in environ
        start_response(status, [HTML, *headers])
        return [b"words"]

    return render(application, host="www.perspectief.example", address="/?a")


def test_a_page_may_be_kept():
    assert _asked("200 OK", ("Cache-Control", "public, max-age=3600"), ("Vary", "Accept-Encoding")).may_be_kept


@pytest.mark.parametrize(
    "header",
    [
        ("Set-Cookie", "csrf=1"),
        ("Cache-Control", "no-store"),
        ("Cache-Control", "max-age=3, Private"),
        ("Vary", "Cookie"),
        ("Vary", "Accept-Encoding, Accept-Language"),
        ("vary", "*"),
    ],
)
def test_what_is_for_one_visitor_may_not(header):
    assert not _asked("200 OK", header).may_be_kept


@pytest.mark.parametrize("status", ["301 Moved", "404 Not Found", "410 Gone", "500 Error", "503 Away"])
def test_what_is_no_page_may_not(status):
    assert not _asked(status).may_be_kept


@pytest.mark.parametrize(
    "address", ["/../x", "/../x/", "/a//", "/é/", "/a\n/", "/a?b=/", "/robots.txt", "/a", "/?eenvoudig"]
)
def test_only_addresses_of_pages_become_names_of_files(address):
    assert file_for(address, room="nl").startswith("other/")
    assert file_for("/contact/", room="nl") == "nl/contact/index.html"
