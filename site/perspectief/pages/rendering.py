"""Asking Django for a page as a visitor without cookies would, and judging whether everybody may get the answer."""

import io
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.conf import settings

from .generation import Headers

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

MADE_ANEW = frozenset({"content-length", "etag", "vary", "date"})
SAME_FOR_ALL = frozenset({"", "accept-encoding"})  # of Vary
PRIVATE = ("no-store", "private", "no-cache")


@dataclass(frozen=True)
class Rendered:
    """`headers` without those that depend on how it is sent."""

    status: int
    headers: Headers
    body: bytes
    given: Headers

    @property
    def may_be_kept(self) -> bool:
        """It is a page, it sets no cookie, and it is not for one visitor, or one kind of them, only."""
        named = {name.lower(): value.lower() for name, value in self.given}
        controlled = any(word in named.get("cache-control", "") for word in PRIVATE)
        varies = {word.strip() for word in named.get("vary", "").split(",")}
        return self.status == 200 and "set-cookie" not in named and not controlled and varies <= SAME_FOR_ALL


def render(application: Application, *, host: str, address: str) -> Rendered:
    """One GET. Raises what the application raises."""
    told: list[Any] = []
    path, _, query = address.partition("?")
    response = application(_environ(host, path, query), lambda status, headers, *_: told.extend([status, headers]))
    try:
        body = b"".join(response)
    finally:
        if hasattr(response, "close"):
            response.close()
    status, headers = told
    kept = [(str(name), str(value)) for name, value in headers if str(name).lower() not in MADE_ANEW]
    return Rendered(int(status.split()[0]), kept, body, headers)


def says_https() -> tuple[str, str]:
    """What stands in a WSGI environment, and with which value, when the visitor talks through HTTPS."""
    return settings.SECURE_PROXY_SSL_HEADER or ("wsgi.url_scheme", "https")


def _environ(host: str, path: str, query: str) -> dict[str, Any]:
    name, _, port = host.partition(":")
    said, https = says_https()
    return {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": path,
        "RAW_URI": quote(path),
        "QUERY_STRING": query,
        "SERVER_NAME": name,
        "SERVER_PORT": port or "443",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": host,
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "https",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": False,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        said: https,
    }
