"""What every answer of both sides tells a browser, at every address there is, as it comes through nginx."""

import re
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

import pytest

from perspectief.headers import PERMISSIONS
from tests.attacks.inputs import addresses
from tests.attacks.place import Place
from tests.attacks.wire import Reply, ask, exchanged, request, understood
from tests.serving import HOST
from tests.staff_addresses import staff_addresses

EVERYWHERE = {
    "strict-transport-security": "max-age=31536000; includeSubDomains",
    "x-content-type-options": "nosniff",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": PERMISSIONS,
}
FORM = (
    "/aanmelden/",
    "/mijn-aanmelding/",
    "/en/sign-up/",
    "/en/my-referral/",
    "/zoeken/",
    "/en/search/",
    "/verlaat-deze-site/",
    "/en/leave-this-site/",
)
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


def _wrong(address: str, reply: Reply) -> list[str]:
    """What is missing or different."""
    told = reply.headers
    wrong = [f"{address}: {name} {told.get(name)}" for name, value in EVERYWHERE.items() if told.get(name) != value]
    if told.get("cross-origin-resource-policy") != "same-origin":
        wrong.append(f"{address}: resource policy {told.get('cross-origin-resource-policy')}")
    if told.get("server") not in ("nginx", None) or "x-powered-by" in told or "via" in told:
        wrong.append(f"{address}: server {told.get('server')}")
    if "access-control-allow-origin" in told:
        wrong.append(f"{address}: open to other sites")
    return wrong


def test_every_address_of_visitors_is_shut_to_others(standing: Place) -> None:
    wrong = []
    for address in addresses():
        reply = ask(standing.proxy, address.encode())
        wrong += _wrong(address, reply)
        policy, referrer = reply.headers.get("content-security-policy", ""), reply.headers.get("referrer-policy")
        if "default-src 'none'" not in policy or "unsafe" in policy or "http" in policy or "nonce" in policy:
            wrong.append(f"{address}: {policy}")
        if reply.status != 404 and referrer != ("no-referrer" if address.startswith(FORM) else "same-origin"):
            wrong.append(f"{address}: referrer {referrer}")
        if reply.headers.get("x-frame-options") != "DENY":
            wrong.append(f"{address}: may be framed")
        if reply.status != 404 and address.startswith(FORM) and reply.headers.get("cache-control") != "no-store":
            wrong.append(f"{address}: may be kept")
    assert wrong == []


def test_every_address_of_colleagues_is_shut_to_others(standing: Place) -> None:
    wrong = []
    for address in sorted(set(staff_addresses())):
        if "logout" in address or "reset" in address:
            continue
        reply = ask(
            standing.proxy, address.encode(), f"Cookie: __Host-medewerker={standing.session}", port=standing.proxy.staff
        )
        wrong += _wrong(address, reply)
        policy = reply.headers.get("content-security-policy", "")
        if not all(
            part in policy
            for part in ("object-src 'none'", "base-uri 'none'", "frame-ancestors 'self'", "form-action 'self'")
        ):
            wrong.append(f"{address}: {policy}")
    assert wrong == []


@pytest.mark.parametrize("address", ["/robots.txt", "/sitemap.xml", "/-/health/"])
def test_what_is_no_page_is_shut_too(standing: Place, address: str) -> None:
    assert _wrong(address, ask(standing.proxy, address.encode())) == []


def _told(reply: Reply) -> list[str]:
    return [line for line in reply.head.splitlines() if line.lower().startswith("set-cookie")]


def _sent(place: Place, address: str, port: int, **typed: str) -> Reply:
    """A form, as a browser sends it: with the token of the page and the cookie beside it."""
    page = ask(place.proxy, address.encode(), port=port)
    token = TOKEN.search(page.body.decode())
    assert token
    cookies = "; ".join(line.partition(": ")[2].partition(";")[0] for line in _told(page))
    told = ("Content-Type: application/x-www-form-urlencoded", f"Cookie: {cookies}", f"Referer: https://{HOST}:{port}/")
    body = urlencode({"csrfmiddlewaretoken": token[1], **typed}).encode()
    length = f"Content-Length: {len(body)}"
    return ask(place.proxy, address.encode(), *told, length, port=port, method="POST", body=body)


def test_cookies_are_of_this_host_alone_and_end_with_the_browser(standing: Place) -> None:
    public, staff = standing.proxy.public, standing.proxy.staff
    told = _told(ask(standing.proxy, b"/aanmelden/voor-wie/", port=public))
    told += _told(ask(standing.proxy, b"/beheer/login/", port=staff))
    told += _told(_sent(standing, "/aanmelden/voor-wie/", public, route="self"))
    told += _told(_sent(standing, "/beheer/login/", staff, login="aanval", password="p" * 20))
    names = {line.partition(": ")[2].partition("=")[0] for line in told}
    assert names >= {"__Host-formulier", "__Host-medewerker", "__Host-csrf-medewerker"}
    for line in told:
        assert line.partition(": ")[2].startswith("__Host-")
        assert "; Secure" in line
        assert "; HttpOnly" in line
        assert "; SameSite=Strict" in line or ("__Host-medewerker=" in line and "; SameSite=Lax" in line)
        assert "Domain" not in line
        assert "expires" not in line.lower()
        assert "max-age" not in line.lower()


def test_who_comes_without_https_is_sent_there(standing: Place) -> None:
    """By Python too, if nginx let it through: on port 80 it sends everybody on itself (deploy/nginx/perspectief.conf)."""
    for process in (standing.public, standing.staff):
        reply = understood(exchanged(process.port, request(b"/aanmelden/voor-wie/", HOST)))
        assert (reply.status, reply.location) == (301, f"https://{HOST}/aanmelden/voor-wie/")
        assert _told(reply) == []


def test_security_txt_says_whom_to_tell_and_until_when(standing: Place) -> None:
    for port in (standing.proxy.public, standing.proxy.staff):
        reply = ask(standing.proxy, b"/.well-known/security.txt", port=port)
        fields = dict(line.split(": ", 1) for line in reply.body.decode().splitlines())
        assert reply.headers["content-type"] == "text/plain; charset=utf-8"
        assert fields["Contact"] == standing.environment["SECURITY_CONTACT"]
        until = datetime.fromisoformat(fields["Expires"])
        assert timedelta(days=30) < until - datetime.now(tz=UTC) < timedelta(days=365)
        assert fields["Canonical"] == f"https://127.0.0.1:{port}/.well-known/security.txt"


@pytest.mark.django_db
def test_there_is_no_security_txt_without_somebody_to_tell(client) -> None:
    assert client.get("/.well-known/security.txt").status_code == 404
