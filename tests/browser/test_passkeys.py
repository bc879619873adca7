"""A passkey in a real Chromium, with a virtual key in it (CDP WebAuthn): chosen, logged in with, and asked for again."""

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import expect

from tests import second_factor
from tests.browser.accessibility import Axe
from tests.browser.keys import Key, PlugIn, add, log_out
from tests.browser.staff import forget_proof, give_password, log_in
from tests.cast import Player


@pytest.fixture
def key(plug_in: PlugIn) -> Key:
    """A key that asks for a finger."""
    return plug_in()


def test_a_newcomer_chooses_a_passkey_and_logs_in_with_it_alone(key: Key, intake_worker: Player, axe: Axe) -> None:
    second_factor.forget_app(intake_worker.user)
    key.page.set_viewport_size({"width": 360, "height": 740})
    key.page.goto(f"{key.home}/beheer/login/")
    give_password(key.page, intake_worker)
    key.page.wait_for_url("**/beheer/twee-factor/?*")
    found = axe.violations(key.page)
    add(key)
    expect(key.page.get_by_text("U ziet ze alleen nu.")).to_be_visible()
    found += axe.violations(key.page)
    log_out(key)
    found += axe.violations(key.page)
    key.page.get_by_role("button", name="Inloggen met een passkey").click()
    key.page.wait_for_url("**/beheer/")
    forget_proof()
    key.page.goto(f"{key.home}/beheer/aanmeldingen/")
    expect(key.page.get_by_role("heading", name="Bevestig dat u het bent")).to_be_visible()
    found += axe.violations(key.page)
    assert not key.page.evaluate("document.documentElement.scrollWidth > innerWidth")
    key.page.get_by_role("button", name="Met uw passkey").click()
    key.page.wait_for_url("**/beheer/aanmeldingen/")
    assert found == []


def test_a_key_in_the_hand_of_somebody_else_opens_nothing(key: Key, intake_worker: Player) -> None:
    log_in(key.page, intake_worker, at=key.home)
    key.page.goto(f"{key.home}/beheer/twee-factor/")
    key.recognise(owner=False)
    add(key)
    expect(key.page.get_by_role("alert")).to_contain_text("Het lukte niet")
    key.recognise(owner=True)
    key.page.get_by_role("button", name="Toevoegen").click()
    expect(key.page.get_by_text("De passkey is toegevoegd.")).to_be_visible()
    log_out(key)
    key.recognise(owner=False)
    key.page.get_by_role("button", name="Inloggen met een passkey").click()
    expect(key.page.get_by_role("alert")).to_contain_text("Het lukte niet")
    key.recognise(owner=True)
    key.page.get_by_role("button", name="Inloggen met een passkey").click()
    key.page.wait_for_url("**/beheer/")


def test_the_server_itself_refuses_a_key_that_asked_for_no_finger(plug_in: PlugIn, intake_worker: Player) -> None:
    """A browser that was tampered with asks its key for less than we asked."""
    key = plug_in(transport="usb", hasUserVerification=False, isUserVerified=False)
    log_in(key.page, intake_worker, at=key.home)
    key.page.goto(f"{key.home}/beheer/twee-factor/passkey/")
    key.page.get_by_label("zonder wachtwoord inloggen").uncheck()
    key.page.evaluate("""() => {
        const create = navigator.credentials.create.bind(navigator.credentials);
        navigator.credentials.create = (options) => {
            options.publicKey.authenticatorSelection.userVerification = "discouraged";
            return create(options);
        };
    }""")
    key.page.get_by_role("button", name="Toevoegen").click()
    expect(key.page.get_by_text("klopt niet")).to_be_visible()
    assert list(Authenticator.objects.values_list("type", flat=True)) == ["totp"]


def test_a_passkey_is_the_second_step_after_a_password(key: Key, editor: Player, axe: Axe) -> None:
    log_in(key.page, editor, at=key.home)
    key.page.goto(f"{key.home}/beheer/twee-factor/")
    add(key)
    expect(key.page.get_by_text("De passkey is toegevoegd.")).to_be_visible()
    found = axe.violations(key.page)
    key.page.goto(f"{key.home}/beheer/account/apparaten/")
    found += axe.violations(key.page)
    log_out(key)
    give_password(key.page, editor)
    key.page.wait_for_url("**/beheer/twee-factor/code/")
    found += axe.violations(key.page)
    key.page.get_by_role("button", name="Met uw passkey").click()
    key.page.wait_for_url("**/beheer/")
    assert found == []
