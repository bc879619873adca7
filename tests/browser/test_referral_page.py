"""A worker reads a referral, asks for the number and writes down how it went: on a phone, by keyboard, without scripts."""

import re
import uuid

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from selfreferral.intake import queue
from selfreferral.intake.models import ContactAttempt
from selfreferral.models import Kind
from selfreferral.public.secret import VisitSecret
from selfreferral.public.submit import drop_in, sealed_letter, submit
from selfreferral.receipts import digest
from tests.browser.accessibility import STILL
from tests.browser.staff import is_in

ANSWERS = {"name": "Noor", "channel": "phone", "phone": "+31612345678", "may_say_who": "no", "consent": True}
WORK = {"professional_name": "Jet", "professional_phone": "+31201234567"}


@pytest.fixture
def address(seeded_site) -> str:
    """A referral with something added later."""
    secret = VisitSecret.new()
    submit(secret=secret, answers={**ANSWERS, **WORK}, now=timezone.now())
    added = {"addition": "Bel niet op zondag."}
    receipt = digest(secret.receipt_code)
    drop_in(
        sealed_letter(letter_id=uuid.uuid4(), kind=Kind.ADDITION, receipt_digest=receipt, answers=added, now=timezone.now())
    )
    queue.collect_letters()
    return f"/beheer/aanmeldingen/{secret.letter_id}/"


def _ask(page: Page) -> None:
    page.get_by_label(re.compile("Ik heb gelezen")).check()
    page.get_by_role("button", name="Toon het telefoonnummer").click()
    expect(page.get_by_role("link", name="06 12 34 56 78")).to_be_visible()


def _log_voicemail(page: Page) -> None:
    page.get_by_label("Hoe ging het?").select_option("voicemail")
    page.get_by_role("button", name="Bewaar poging").click()
    expect(page.get_by_text("De afspraak was anders.")).to_be_visible()


def _export(page: Page) -> None:
    page.goto(f"{page.url.partition('poging')[0].rstrip('/')}/inzage/")
    page.get_by_role("button", name="Maak het bestand").click()
    expect(page.get_by_text("Vul de code in")).to_be_visible()


@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(open_browser, axe, intake_worker, address, width):
    page = open_browser(viewport={"width": width, "height": 900}, reduced_motion="reduce")
    is_in(page, intake_worker)
    page.goto(address)
    found = _found(page, axe)
    for go in (_ask, _log_voicemail, _export):
        go(page)
        found += _found(page, axe)
    assert found == []


def _found(page: Page, axe) -> list[str]:
    page.evaluate(STILL)  # Wagtail's messages slide in, half transparent
    wide = page.evaluate("""() => [...document.querySelectorAll('main *')]
        .filter(one => one.getBoundingClientRect().right > innerWidth + 1 && one.checkVisibility() && !one.closest('header'))
        .map(one => one.outerHTML.slice(0, 80))""")
    return [*axe.violations(page), *wide]


def test_all_of_it_works_without_scripts(open_browser, intake_worker, address):
    page = open_browser(java_script_enabled=False)
    is_in(page, intake_worker)
    page.goto(address)
    page.get_by_role("button", name="Toon het telefoonnummer").click()
    expect(page.get_by_text("Lees eerst de afspraken.")).to_be_visible()
    expect(page.locator("main")).not_to_contain_text("06 12 34 56 78")
    _ask(page)
    _log_voicemail(page)
    page.get_by_label("Hoe kwam dat?").select_option("incident")
    page.get_by_label(re.compile("Wat moet een collega weten")).fill("Per ongeluk ingesproken.")
    page.get_by_role("button", name="Bewaar poging").click()
    expect(page.get_by_text("Overleg vandaag nog met de coördinator.")).to_be_visible()
    expect(page.get_by_role("list").filter(has_text="Per ongeluk ingesproken.")).to_be_visible()
    assert ContactAttempt.objects.count() == 1


def test_the_number_is_asked_for_with_the_keyboard(open_browser, intake_worker, address):
    page = open_browser()
    is_in(page, intake_worker)
    page.goto(address)
    box = page.get_by_label(re.compile("Ik heb gelezen"))
    box.focus()
    page.keyboard.press("Space")
    expect(box).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="06 12 34 56 78")).to_be_visible()
