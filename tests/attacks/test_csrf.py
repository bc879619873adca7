"""Nothing is done for another site: every address that takes something wants the token (OWASP A01; WSTG-SESS-05)."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import resolve

from tests import second_factor
from tests.attacks.inputs import addresses
from tests.attacks.posing import answered
from tests.cast import Player
from tests.selfreferral.walking import FIRST
from tests.staff_addresses import staff_addresses

pytestmark = pytest.mark.usefixtures("on_postgres", "seeded_site", "db")

# It only wipes what belongs to the cookie it is sent with, and that cookie never comes from another site (SameSite=Strict).
WITHOUT_TOKEN = {"/verlaat-deze-site/", "/en/leave-this-site/"}


def test_no_address_of_the_site_takes_anything_without_a_token() -> None:
    for address in set(addresses()) - WITHOUT_TOKEN:
        client = answered()
        client.handler.enforce_csrf_checks = True
        assert client.post(address, {"name": "Zebedeus"}).status_code == 403, address


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_no_other_method_takes_anything_without_a_token(method: str, editor: Player) -> None:
    editor.client.handler.enforce_csrf_checks = True
    for address in (
        "/",
        FIRST,
        "/aanmelden/controleren/",
        "/mijn-aanmelding/code/",
        "/beheer/",
        "/beheer/account/",
        "/beheer/login/",
    ):
        assert getattr(editor.client, method)(address).status_code == 403, address


def test_what_is_taken_without_a_token_is_only_the_exit() -> None:
    for address in WITHOUT_TOKEN:
        client = Client(enforce_csrf_checks=True)
        assert client.post(address).status_code == 204


def test_no_address_of_colleagues_takes_anything_without_a_token(technical_administrator: Player) -> None:
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    second_factor.open_session(client, technical_administrator.user)
    tried = 0
    for address in sorted(set(staff_addresses())):
        assert client.post(address).status_code == 403, (address, resolve(address).view_name)
        tried += 1
    assert tried > 200


# Of colleagues, each sent in another way: fields, and files beside them.
SENT_TO = (
    "/beheer/account/",
    "/beheer/documents/multiple/add/",
    "/beheer/images/multiple/add/",
    "/beheer/account/apparaten/",
)


@pytest.mark.parametrize("address", SENT_TO)
def test_colleagues_are_taken_with_their_own_token_only(
    address: str, editor: Player, technical_administrator: Player
) -> None:
    """Not with none, not with a changed one, not with a colleague's; also not when it comes as a header."""
    client, own = _logged_in(technical_administrator, address)
    _, of_another = _logged_in(editor, address)
    changed = own[:-1] + ("a" if own[-1] != "a" else "b")
    for token in ("", "wapiti", changed, of_another, own[: len(own) // 2]):
        assert client.post(address, {"csrfmiddlewaretoken": token}).status_code == 403, token
        assert client.post(address, headers={"x-csrftoken": token}).status_code == 403, token
    assert client.post(address, {"csrfmiddlewaretoken": own}).status_code != 403


def _logged_in(player: Player, address: str) -> tuple[Client, str]:
    """A browser of theirs, and the token of a page that it read."""
    client = Client(enforce_csrf_checks=True)
    second_factor.open_session(client, player.user)
    return client, str(client.get(address).context["csrf_token"])


def _strict() -> tuple[Client, str]:
    """A browser with the cookie of a page of the form, and the token of that page."""
    client = Client(enforce_csrf_checks=True)
    token = client.get(FIRST).context["csrf_token"]
    return client, str(token)


SELF = {"route": "self"}


@pytest.mark.parametrize(
    "where", [{"origin": "null"}, {"origin": "null", "sec-fetch-site": "same-origin"}, {"origin": "http://testserver"}]
)
def test_who_hides_where_they_send_from_is_taken_with_the_token(where: dict[str, str]) -> None:
    """Browsers say `Origin: null` because the pages say no-referrer; those from before 2023 say nothing else."""
    client, token = _strict()
    reply = client.post(FIRST, {**SELF, "csrfmiddlewaretoken": token}, headers=where)
    assert reply.status_code == 302
    assert settings.DRAFT_COOKIE_NAME in reply.cookies


@pytest.mark.parametrize(
    "where",
    [
        {"origin": "null", "sec-fetch-site": "cross-site"},
        {"origin": "null", "sec-fetch-site": "same-site"},
        {"origin": "null", "sec-fetch-site": "none"},
        {"origin": "https://evil.example"},
        {"origin": "http://testserver.evil.example"},
        {"origin": "https://testserver"},
    ],
)
def test_who_sends_from_elsewhere_is_refused_even_with_the_token(where: dict[str, str]) -> None:
    client, token = _strict()
    assert client.post(FIRST, {**SELF, "csrfmiddlewaretoken": token}, headers=where).status_code == 403


@pytest.mark.parametrize("token", ["", "x", "a" * 64, "a" * 32, "é", "\0"])
def test_who_hides_where_they_send_from_needs_the_token(token: str) -> None:
    client, _ = _strict()
    reply = client.post(FIRST, {**SELF, "csrfmiddlewaretoken": token}, headers={"origin": "null"})
    assert reply.status_code == 403
    assert Client(enforce_csrf_checks=True).post(FIRST, SELF, headers={"origin": "null"}).status_code == 403


def test_colleagues_are_not_taken_for_who_hides(editor: Player) -> None:
    client = Client(enforce_csrf_checks=True)
    token = client.get("/beheer/login/").context["csrf_token"]
    assert client.post("/beheer/login/", {"csrfmiddlewaretoken": str(token)}, headers={"origin": "null"}).status_code == 403
