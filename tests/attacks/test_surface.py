"""What every answer of both sides tells a browser, at every address there is, as it comes through nginx."""

from datetime import UTC, datetime, timedelta

import pytest

from perspectief.headers import PERMISSIONS
from tests.attacks.inputs import addresses
from tests.attacks.place import Place
from tests.attacks.wire import Reply, ask
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


def test_cookies_are_of_this_host_alone(standing: Place) -> None:
    for address, port in (("/aanmelden/voor-wie/", standing.proxy.public), ("/beheer/login/", standing.proxy.staff)):
        told = [
            line
            for line in ask(standing.proxy, address.encode(), port=port).head.splitlines()
            if line.lower().startswith("set-cookie")
        ]
        assert told
        for line in told:
            assert "__Host-" in line
            assert "Secure" in line
            assert "HttpOnly" in line
            assert "SameSite=" in line
            assert "Domain" not in line


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
