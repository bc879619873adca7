"""Every address under /beheer/, from the addresses there are: a password alone gets nowhere."""

import pytest
from django.test import Client
from django.urls import Resolver404, resolve
from wagtail.models import Page, PageViewRestriction

from perspectief.accounts.skipping import SKIP
from perspectief.accounts.twofactor.middleware import ENROLLING, OPEN, PROVING
from tests.cast import Player
from tests.perspectief.twofactor.conftest import with_password
from tests.staff_addresses import staff_addresses

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def _shut(*open_names: str) -> list[str]:
    """All addresses but these."""
    return [one for one in sorted(set(staff_addresses())) if resolve(one).view_name not in open_names]


def test_every_address_there_is_leads_somewhere() -> None:
    addresses = list(staff_addresses())
    assert len(addresses) > 200
    for address in addresses:
        try:
            resolve(address)
        except Resolver404:
            pytest.fail(f"{address} is no example of its pattern")


def _leaks(client: Client, addresses: list[str], *, leads_to: str) -> list[str]:
    found = []
    for address in addresses:
        read = client.get(address)
        is_asked = read.status_code == 302 and read["Location"].startswith(leads_to)
        refusals = (
            client.post(address, {"text": "getypt"}),
            client.options(address),
            client.get(address, headers={"Sec-Fetch-Mode": "cors"}),
        )
        if not is_asked or {answer.status_code for answer in refusals} != {403}:
            found.append(f"{address}: {read.status_code} {read.get('Location')}")
    return found


def test_with_a_password_alone_every_address_asks_for_the_second_factor(technical_administrator: Player) -> None:
    client = with_password(technical_administrator.user)
    assert _leaks(client, _shut(*OPEN, *PROVING), leads_to="/beheer/twee-factor/bevestigen/") == []


def test_without_a_factor_every_address_asks_to_choose_one(newcomer: Player) -> None:
    addresses = _shut(*OPEN, *ENROLLING, SKIP)
    assert _leaks(newcomer.client, addresses, leads_to="/beheer/twee-factor/?next=") == []


def test_what_is_open_opens_nothing(technical_administrator: Player) -> None:
    """The log-in, the second step of it, the pictures and the words of Wagtail's scripts."""
    client = with_password(technical_administrator.user)
    for address in ("/beheer/login/", "/beheer/twee-factor/code/", "/beheer/twee-factor/passkey/inloggen/"):
        answer = client.get(address, follow=True)
        assert answer.redirect_chain[-1][0].startswith("/beheer/twee-factor/bevestigen/")


def test_who_is_not_logged_in_sees_no_page_but_the_log_in(visitor: Client) -> None:
    seen = {one for one in _shut(*OPEN) if visitor.get(one).status_code == 200}
    assert seen == set()


def test_wagtails_own_log_in_and_reset_of_a_password_are_gone(visitor: Client) -> None:
    assert resolve("/beheer/login/").view_name == "account_login"
    assert resolve("/beheer/logout/").view_name == "account_logout"
    assert visitor.get("/beheer/password_reset/").status_code == 404
    assert visitor.get("/_util/login/").status_code == 404


def test_a_page_for_colleagues_outside_the_staff_side_is_not_shown_to_a_password(seeded_site: None, editor: Player) -> None:
    page = Page.objects.get(url_path__endswith="/contact/", locale__language_code="nl")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert editor.client.get("/contact/").status_code == 200
    assert with_password(editor.user).get("/contact/")["Location"] == "/beheer/login/?next=/contact/"
