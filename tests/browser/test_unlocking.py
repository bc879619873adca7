"""The whole way at a screen: a key of one's own, a copy, opening a referral, and the lock that falls by itself."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect

from selfreferral.intake.unlocking import session
from tests.browser.accessibility import Axe
from tests.browser.staff import log_in
from tests.cast import Player
from tests.selfreferral.intake.conftest import send_in
from tests.selfreferral.intake.unlocking.conftest import (
    NEW_PASSPHRASE,
    PASSPHRASE,
    Site,
    give_first_copy,
    light,
    personal,
)

__all__ = ["give_first_copy", "light", "personal", "send_in"]
KEY = "/beheer/aanmeldingen/sleutel/"
STILL = "Promise.all(document.getAnimations().map(one => one.finished))"  # what still fades in has no colour yet
NOTE = "Noor belde terug, liever 's avonds"


def _unlock(page: Page, passphrase: str) -> None:
    page.get_by_label("Uw wachtzin").fill(passphrase)
    page.keyboard.press("Enter")


def _lock_falls() -> None:
    """A quarter of an hour went by."""
    for row in Session.objects.all():
        kept = row.get_session_store_class()(row.pk)
        if session.UNLOCKED in kept:
            kept[session.UNLOCKED] = {**kept[session.UNLOCKED], session.USED_AT: 0}
            kept.save()


def _looked_at(page: Page, axe: Axe) -> list[str]:
    expect(page.get_by_role("main")).to_be_visible()  # the page may be on its way
    page.evaluate(STILL)
    wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    return [*axe.violations(page), *([f"{page.url} is wider than the screen"] if wide else [])]


@pytest.mark.usefixtures("seeded_site")
def test_a_newcomer_gets_a_copy_unlocks_reads_and_loses_no_word_when_the_lock_falls(
    open_browser: Callable[..., Page],
    axe: Axe,
    personal: Site,
    give_first_copy: Callable[..., Any],
    send_in: Callable[..., Any],
    intake_worker: Player,
    coordinator: Player,
) -> None:
    referral, found = send_in(), []
    give_first_copy(coordinator)
    page = open_browser(viewport={"width": 360, "height": 740})
    log_in(page, intake_worker, KEY)
    found += _looked_at(page, axe)
    page.get_by_role("link", name="Maak mijn sleutel").click()
    page.get_by_label("Nieuwe wachtzin").fill("kort")
    page.get_by_role("button", name="Maak mijn sleutel").click()
    expect(page.get_by_text("Maak uw wachtzin langer")).to_be_visible()
    found += _looked_at(page, axe)
    page.get_by_label("Nieuwe wachtzin").fill(NEW_PASSPHRASE)
    page.get_by_label("Nog een keer dezelfde wachtzin").fill(NEW_PASSPHRASE)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{KEY}")
    code = page.locator(".slot__code").inner_text()
    found += _looked_at(page, axe)

    desk = open_browser(viewport={"width": 1280, "height": 900})
    log_in(desk, coordinator, f"{KEY}kopieen/")
    found += _looked_at(desk, axe)
    desk.get_by_role("link", name="Geef een kopie").click()
    expect(desk.get_by_label("Uw wachtzin")).to_be_visible()  # by way of a redirect
    found += _looked_at(desk, axe)
    _unlock(desk, PASSPHRASE)
    expect(desk.get_by_text(code)).to_be_visible()
    desk.get_by_label("Ik heb de collega gesproken").check()
    found += _looked_at(desk, axe)
    desk.get_by_role("button", name="Geef een kopie").click()
    expect(desk.get_by_text("heeft nu een kopie")).to_be_visible()

    page.goto(f"/beheer/aanmeldingen/{referral.pk}/")
    found += _looked_at(page, axe)
    _unlock(page, "een heel andere wachtzin")
    expect(page.get_by_text("Deze wachtzin klopt niet")).to_be_visible()
    _unlock(page, NEW_PASSPHRASE)
    page.wait_for_url(f"**/{referral.pk}/")
    expect(page.get_by_text("Noor").first).to_be_visible()
    cookies = {cookie["name"]: cookie for cookie in page.context.cookies(f"{page.url}")}
    assert (cookies["slot"]["httpOnly"], cookies["slot"]["sameSite"]) == (True, "Strict")
    assert "slot" not in page.evaluate("document.cookie")

    page.locator("#note_text").fill(NOTE)
    _lock_falls()
    page.get_by_role("button", name="Bewaar notitie").click()
    expect(page.get_by_text("op slot").first).to_be_visible()
    expect(page.get_by_label("Dit hebt u geschreven")).to_have_value(NOTE)
    found += _looked_at(page, axe)
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Haal de aanmeldingen van het slot").click()
    _unlock(opened.value, NEW_PASSPHRASE)
    opened.value.wait_for_url("**/bevestigd/")
    page.get_by_role("button", name="Verstuur opnieuw").click()
    expect(page.get_by_text(NOTE)).to_be_visible()

    page.goto(KEY)
    found += _looked_at(page, axe)
    page.get_by_role("button", name="Zet nu op slot").click()
    page.goto("/beheer/aanmeldingen/")
    expect(page.get_by_text("De aanmeldingen zijn op slot").first).to_be_visible()
    found += _looked_at(page, axe)
    assert found == []
