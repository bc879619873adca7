"""Everybody at once, each with their own browser and passkey: somebody signs up, is called, and changes their mind."""

import re

import pytest
from playwright.sync_api import Page, expect

from perspectief.accounts.roles import INTAKE_WORKERS
from tests import second_factor
from tests.browser import form
from tests.browser.keys import Key, PlugIn, add, log_out
from tests.browser.staff import give_password
from tests.cast import Player

pytestmark = pytest.mark.on_both
QUEUE = "/beheer/aanmeldingen/"


def _choose_a_passkey(key: Key, player: Player) -> None:
    """A newcomer: the password leads to choosing, and from then on the passkey alone is enough."""
    second_factor.forget_app(player.user)
    key.page.goto(f"{key.home}/beheer/login/")
    give_password(key.page, player)
    key.page.wait_for_url("**/beheer/twee-factor/?*")
    add(key)
    expect(key.page.get_by_text("U ziet ze alleen nu.")).to_be_visible()
    log_out(key)


def _log_in(key: Key) -> Page:
    key.page.goto(f"{key.home}/beheer/login/")
    key.page.get_by_role("button", name="Inloggen met een passkey").click()
    key.page.wait_for_url("**/beheer/")
    return key.page


def _give_access(page: Page, home: str, newcomer: Player) -> None:
    page.goto(f"{home}{QUEUE}toegang/geven/")
    page.get_by_label("Collega").select_option(str(newcomer.user.pk))
    page.get_by_label(f"{INTAKE_WORKERS}:").check()
    page.get_by_role("button", name="Geef toegang").click()


def test_somebody_signs_up_is_called_and_withdraws(page, plug_in: PlugIn, coordinator, outsider, auditor) -> None:
    keys = {player: plug_in() for player in (coordinator, outsider, auditor)}
    for player in (coordinator, auditor):
        _choose_a_passkey(keys[player], player)
    at_the_desk = _log_in(keys[coordinator])
    home = keys[coordinator].home

    # Nobody who has only a password is given anything; who chose a passkey is.
    second_factor.forget_app(outsider.user)
    _give_access(at_the_desk, home, outsider)
    expect(at_the_desk.get_by_text("heeft nog geen tweede stap")).to_be_visible()
    _choose_a_passkey(keys[outsider], outsider)
    _give_access(at_the_desk, home, outsider)
    expect(at_the_desk.get_by_text(f"heeft nu de rol {INTAKE_WORKERS}")).to_be_visible()

    page.goto("/aanmelden/")
    form.to_the_check_page(page)
    code = form.send(page)

    worker = _log_in(keys[outsider])
    expect(worker.get_by_role("link", name="Nieuw: 1", exact=True)).to_be_visible()
    worker.goto(f"{home}{QUEUE}")
    worker.get_by_role("button", name=re.compile("^Neem op mij")).click()
    worker.get_by_role("link", name=re.compile("^Openen")).click()
    expect(worker.locator("main")).to_contain_text("Graag rustig uitleggen.")
    referral = worker.url
    worker.get_by_label(re.compile("Ik heb gelezen")).check()
    worker.get_by_role("button", name="Toon het telefoonnummer").click()
    expect(worker.get_by_role("link", name="06 12 34 56 78")).to_be_visible()
    worker.get_by_label("Hoe ging het?").select_option("spoken")
    worker.get_by_role("button", name="Bewaar poging").click()

    page.goto("/mijn-aanmelding/code/")
    form.write(page, "Wat is uw code?", code)
    expect(page.locator("[aria-current=step]")).not_to_contain_text("Ontvangen")
    page.get_by_role("link", name="De aanmelding intrekken").click()
    page.get_by_role("button", name="Ja, trek de aanmelding in").click()
    expect(page.get_by_role("heading", name="De aanmelding is ingetrokken")).to_be_visible()

    worker.goto(referral)
    expect(worker.locator("main")).to_contain_text("Ingetrokken")
    expect(worker.get_by_role("button", name="Toon het telefoonnummer")).to_have_count(0)

    checks = _log_in(keys[auditor])
    checks.goto(f"{home}/beheer/reports/wie-keek/")
    for words in ("hele aanmelding", "telefoonnummer of adres", "toegang gegeven", outsider.user.username):
        expect(checks.locator("main")).to_contain_text(words)
    expect(checks.locator("main")).not_to_contain_text("Noor")
    refused = checks.goto(referral)
    assert refused is not None
    assert refused.status == 403
