"""A worker who was silent for a while, and the pages around logging in: what a person at a browser meets."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from selfreferral.intake.models import Note, Referral
from tests import second_factor
from tests.browser.accessibility import Axe
from tests.browser.staff import forget_proof, log_in
from tests.cast import Player
from tests.selfreferral.intake.conftest import referral, send_in

__all__ = ["referral", "send_in"]

NOTE = 'Noor belde terug.\nZe wil "rustig" praten, en liever \'s avonds: <niet> thuis & niet op het werk.'


def test_a_long_note_survives_the_silence(page: Page, intake_worker: Player, referral: Referral) -> None:
    address = reverse("aanmeldingen:referral", kwargs={"referral_id": referral.pk})
    log_in(page, intake_worker, address)
    note = page.locator("form[action$='/notitie/'] textarea")
    note.fill(NOTE)
    forget_proof()
    note.evaluate("note => note.form.submit()")
    expect(page.get_by_role("heading", name="Nog niet verstuurd")).to_be_visible()
    expect(page.get_by_label("Dit hebt u geschreven")).to_have_value(NOTE)
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Bevestig dat u het bent").click()
    tab = opened.value
    tab.get_by_label("Code").fill(second_factor.code(intake_worker.user))
    tab.get_by_role("button", name="Bevestigen").click()
    expect(tab.get_by_text("Ga terug naar het tabblad")).to_be_visible()
    tab.close()
    page.get_by_role("button", name="Verstuur opnieuw").click()
    page.wait_for_url(f"**{address}")
    assert Note.objects.count() == 1
    for line in NOTE.splitlines():
        expect(page.locator("main")).to_contain_text(line)


@pytest.fixture(params=[360, 1280], ids=["telephone", "desktop"])
def sized(open_browser: Callable[..., Page], request: pytest.FixtureRequest) -> Page:
    return open_browser(viewport={"width": request.param, "height": 900})


def test_axe_finds_nothing_around_logging_in_and_nothing_scrolls_sideways(
    sized: Page, technical_administrator: Player, editor: Player, axe: Axe
) -> None:
    log_in(sized, technical_administrator)
    addresses = [
        *(reverse(name) for name in ("mfa_index", "mfa_add_webauthn", "mfa_generate_recovery_codes", "mfa_reauthenticate")),
        *(reverse(name) for name in ("twofactor_confirmed", "twofactor_devices", "account_logout")),
        reverse("twofactor_colleague", args=[editor.user.pk]),
    ]
    found, too_wide = [], []
    for address in addresses:
        sized.goto(address)
        found += axe.violations(sized)
        if sized.evaluate("document.documentElement.scrollWidth > innerWidth"):
            too_wide.append(address)
    assert found == []
    assert too_wide == []


def test_axe_finds_nothing_on_the_page_of_an_app_and_of_who_has_to_wait(sized: Page, editor: Player, axe: Axe) -> None:
    second_factor.forget_app(editor.user)
    found = []
    for password in ("zomaar een woord",) * 5:
        sized.goto("/beheer/login/")
        sized.get_by_label("Gebruikersnaam").fill("iemand")
        sized.get_by_label("Wachtwoord").fill(password)
        sized.get_by_role("button", name="Inloggen", exact=True).click()
    expect(sized.get_by_role("heading", name="Even wachten")).to_be_visible()
    found += axe.violations(sized)
    log_in(sized, editor, "/beheer/twee-factor/app/", has_app=False)
    expect(sized.get_by_role("img", name="QR-code voor uw app")).to_be_visible()
    found += axe.violations(sized)
    assert not sized.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert found == []
