"""Getting bytes: from the web within limits, or from a file.

What a page points at is chosen by whoever wrote that page. So it may lie on the page's own host, or on a public address,
and never on a machine that only our network can reach. (A name that changes its address between our look and the request
gets through; this command is for staff, with pages they chose.)
"""

import ipaddress
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import requests

MOST_HOPS = 5
SECONDS = 20
SECONDS_FOR_A_PIECE = 10
PIECE = 64 * 1024
HEADERS = {"User-Agent": "PerspectiefImport/1.0", "Accept-Encoding": "identity"}


class NotFetchedError(Exception):
    """It is not there, too big, too slow or not allowed. The message is a Dutch sentence for staff."""


@dataclass(frozen=True)
class Fetched:
    """What came back, where it came from in the end, and the charset that the server named."""

    content: bytes
    address: str
    charset: str | None = None


def anywhere(host: str) -> bool:
    """For the page itself, which a colleague chose."""
    return True


def fetch(address: str, *, at_most: int, may_visit: Callable[[str], bool] = anywhere) -> Fetched:
    """At most so many bytes of what is there. `may_visit` is asked for every host, also after a redirect."""
    deadline = time.monotonic() + SECONDS
    with requests.Session() as session:
        session.trust_env = False
        for _ in range(MOST_HOPS):
            with _answer(session, address, may_visit) as answer:
                if not answer.is_redirect:
                    return Fetched(_body(answer, at_most, deadline), address, _charset(answer))
                address = urljoin(address, answer.headers["location"])
    raise NotFetchedError("te vaak doorverwezen")


def is_there(address: str, *, may_visit: Callable[[str], bool]) -> bool:
    """Whether a link leads somewhere. A server that dislikes our way of asking counts as there."""
    with requests.Session() as session:
        session.trust_env = False
        for _ in range(MOST_HOPS):
            try:
                with _answer(session, address, may_visit, refuses=False) as answer:
                    if not answer.is_redirect:
                        return answer.status_code not in {404, 410}
                    address = urljoin(address, answer.headers["location"])
            except NotFetchedError:
                return False
    return False


def read_file(path: Path, *, at_most: int, below: Path | None = None) -> Fetched:
    """A file; a page's own pictures may only lie `below` its folder."""
    try:
        real = path.resolve(strict=True)
        if below is not None and not real.is_relative_to(below.resolve()):
            raise NotFetchedError("ligt buiten de map van de pagina")
        if not real.is_file() or real.stat().st_size > at_most:
            raise NotFetchedError("geen bestand, of te groot")
        return Fetched(real.read_bytes(), real.as_uri())
    except (OSError, ValueError) as error:
        raise NotFetchedError("het bestand kan niet worden gelezen") from error


def path_of(file_address: str) -> Path:
    """The path of a file:// address."""
    return Path(unquote(urlsplit(file_address).path))


def is_web(address: str) -> bool:
    """Whether it starts with http:// or https:// and names a host."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


def public_or_on(own_host: str | None) -> Callable[[str], bool]:
    """The hosts that a page of `own_host` may point us at."""

    def may_visit(host: str) -> bool:
        return host == own_host or _is_public(host)

    return may_visit


def _is_public(host: str) -> bool:
    try:
        found = socket.getaddrinfo(host, None)
    except (OSError, UnicodeError):
        return False
    return all(ipaddress.ip_address(str(one[4][0]).partition("%")[0]).is_global for one in found)


def _answer(
    session: requests.Session, address: str, may_visit: Callable[[str], bool], *, refuses: bool = True
) -> requests.Response:
    if not is_web(address):
        raise NotFetchedError("alleen adressen met http:// of https:// kunnen")
    if not may_visit(urlsplit(address).hostname or ""):
        raise NotFetchedError("staat op een adres dat niet openbaar is")
    try:
        answer = session.get(address, headers=HEADERS, timeout=SECONDS_FOR_A_PIECE, stream=True, allow_redirects=False)
    except (requests.RequestException, ValueError, UnicodeError) as error:
        raise NotFetchedError("de server geeft geen antwoord") from error
    if refuses and answer.status_code >= 400:
        answer.close()
        raise NotFetchedError(f"de server antwoordt met {answer.status_code}")
    return answer


def _body(answer: requests.Response, at_most: int, deadline: float) -> bytes:
    content = bytearray()
    try:
        for piece in answer.iter_content(PIECE):
            content += piece
            if len(content) > at_most:
                raise NotFetchedError(f"groter dan {at_most // 1_000_000} MB")
            if time.monotonic() > deadline:
                raise NotFetchedError("het duurt te lang")
    except requests.RequestException as error:
        raise NotFetchedError("de server brak het antwoord af") from error
    return bytes(content)


def _charset(answer: requests.Response) -> str | None:
    kind = answer.headers.get("content-type", "").lower()
    if kind and not kind.startswith(("text/", "image/", "application/xhtml", "application/octet-stream")):
        raise NotFetchedError(f"dit is geen webpagina maar {kind.partition(';')[0][:60]}")
    return kind.partition("charset=")[2].strip(" \"'") or None
