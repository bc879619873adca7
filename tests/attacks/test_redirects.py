"""Nobody is sent to a place that an address names (OWASP A01; WSTG-CLNT-04)."""

import re
from urllib.parse import unquote, urlsplit

import pytest
from django.test import Client

from home.models import OrganisationSettings
from tests import second_factor
from tests.attacks.inputs import FIELDS, QUERY, addresses
from tests.attacks.payloads import ELSEWHERE
from tests.attacks.posing import answered
from tests.cast import PASSWORD, Player
from tests.staff_addresses import staff_addresses

NEXT = (
    "next",
    "volgende",
    "url",
    "return_url",
    "return_to",
    "redirect",
    "redirect_url",
    "redirect_to",
    "goto",
    "success_url",
    "continue",
)
LEAVING = {"/verlaat-deze-site/", "/en/leave-this-site/"}
LOG_IN, CODE, CONFIRM = "/beheer/login/", "/beheer/twee-factor/code/", "/beheer/twee-factor/bevestigen/"

on_postgres = pytest.mark.usefixtures("on_postgres", "seeded_site", "db")


def leads_away(location: str) -> bool:
    """As browsers read it: signs below a space are dropped, a backslash is a slash (WHATWG URL, 4.4)."""
    read = re.sub(r"[\t\n\r]", "", location).strip("".join(map(chr, range(33)))).replace("\\", "/")
    scheme, colon, rest = read.partition(":")
    if colon and re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*", scheme):
        return scheme.lower() not in ("http", "https") or urlsplit("//" + rest.lstrip("/")).netloc != "testserver"
    return read.startswith("//") and urlsplit("//" + read.lstrip("/")).netloc != "testserver"


@pytest.mark.pure
@pytest.mark.parametrize("place", [one for one in ELSEWHERE if not one.startswith(("/%", "/beheer", "\u2044", "\x00"))])
def test_what_reads_a_place_to_go_to_knows_that_it_is_elsewhere(place: str) -> None:
    assert leads_away(place)


@pytest.mark.pure
@pytest.mark.parametrize("place", ["/", "/beheer/?next=//evil.example", "http://testserver/x/", "", "x/y", "?a=b"])
def test_what_reads_a_place_to_go_to_knows_that_it_is_here(place: str) -> None:
    assert not leads_away(place)


@on_postgres
def test_no_address_of_the_site_leads_away() -> None:
    exits = {OrganisationSettings.load().exit_url}
    for number, address in enumerate(addresses()):
        client = answered()
        for place in (ELSEWHERE[number % len(ELSEWHERE)], *(ELSEWHERE if address in LEAVING else ())):
            asked = dict.fromkeys((*QUERY, *NEXT), place)
            for reply in (
                client.get(address, asked),
                client.post(address, dict.fromkeys((*FIELDS, *NEXT), place), query_params=asked),
            ):
                location = reply.get("Location", "")
                assert not leads_away(location) or (address in LEAVING and location in exits), (address, place, location)


@on_postgres
def test_no_odd_address_leads_away(visitor: Client) -> None:
    for path in (
        "//evil.example",
        "///evil.example/",
        "/\\evil.example",
        "//evil.example/%2e%2e",
        "/%5cevil.example",
        "/en//evil.example",
        "//evil.example/aanmelden",
    ):
        assert not leads_away(visitor.get(path).get("Location", "")), path
        assert not leads_away(unquote(visitor.get(path).get("Location", ""))), path


@on_postgres
@pytest.mark.parametrize("place", ELSEWHERE)
def test_logging_in_leads_into_the_house(editor: Player, place: str) -> None:
    client = Client()
    first = client.post(
        LOG_IN, {"login": editor.user.username, "password": PASSWORD, "next": place}, query_params={"next": place}
    )
    assert first.status_code == 302
    assert not leads_away(first["Location"])
    second = client.post(CODE, {"code": second_factor.code(editor.user), "next": place}, query_params={"next": place})
    assert second.status_code == 302
    assert not leads_away(second["Location"])
    assert not leads_away(client.post("/beheer/logout/", {"next": place}, query_params={"next": place}).get("Location", ""))


@on_postgres
def test_no_address_of_colleagues_leads_away(technical_administrator: Player, coordinator: Player) -> None:
    for player in (technical_administrator, coordinator):
        player.client.raise_request_exception = False
    for number, address in enumerate(one for one in staff_addresses() if "logout" not in one):
        player = coordinator if "/aanmeldingen/" in address else technical_administrator
        place = ELSEWHERE[number % len(ELSEWHERE)]
        reply = player.client.get(address, dict.fromkeys(NEXT, place))
        assert not leads_away(reply.get("Location", "")), (address, place, reply["Location"])
