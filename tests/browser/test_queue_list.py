"""The list of the queue in a real browser: searched and narrowed by keyboard, also on a phone, and axe finds nothing."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from selfreferral.intake.models import Referral
from tests.browser.accessibility import STILL
from tests.browser.staff import is_in
from tests.browser.test_intake_pages import TOO_WIDE
from tests.selfreferral.intake.conftest import NOW, send_in

__all__ = ["send_in"]

LIST = "/beheer/aanmeldingen/"


@pytest.fixture(params=[360, 1280])
def staff_page(request, open_browser, intake_worker) -> Page:
    """The list, as wide as a telephone or a desk."""
    page: Page = open_browser(viewport={"width": request.param, "height": 900}, reduced_motion="reduce")
    is_in(page, intake_worker)
    page.goto(LIST)
    return page


def _row(page: Page, referral: Referral) -> Locator:
    return page.get_by_role("row").filter(has_text=referral.reference)


def _faults(page: Page, axe) -> list[str]:
    page.evaluate(STILL)  # a message that still fades in has no colour yet
    return [*axe.violations(page), *page.evaluate(TOO_WIDE)]


def test_who_calls_is_found_by_keyboard_and_what_looks_alike_is_decided(send_in, staff_page, axe):
    one, other = send_in(hours=400, name="Noor"), send_in(hours=2, name="Sam")
    page = staff_page
    page.reload()
    expect(page.get_by_text("Lijkt op een andere aanmelding")).to_have_count(2)
    assert _faults(page, axe) == []
    page.get_by_label("Zoek op naam").focus()
    page.keyboard.type("06 12345678")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Gevonden: 2")).to_be_visible()
    assert "0612345678" not in page.url.replace(" ", "")
    assert _faults(page, axe) == []
    page.get_by_role("link", name=f"Openen aanmelding {one.reference}").press("Enter")
    section = page.get_by_role("region", name="Hoort bij elkaar")
    expect(section).to_contain_text(f"Lijkt op aanmelding {other.reference}")
    assert _faults(page, axe) == []
    section.get_by_role("button", name="Hoort bij elkaar").press("Enter")
    expect(section).to_contain_text("Hoort bij elkaar: intaker")
    assert _faults(page, axe) == []


def test_a_filter_is_chosen_in_wagtails_drawer_and_keeps_the_tab(send_in, staff_page, axe):
    gone_by = int((timezone.now() - NOW).total_seconds() // 3600)  # what the server calls late depends on today
    late, new = send_in(hours=400 - gone_by), send_in(hours=2 - gone_by)
    page = staff_page
    page.get_by_role("link", name=re.compile("^Nieuw")).click()
    expect(_row(page, new)).to_be_visible()
    page.get_by_role("button", name="Toon filters").click()
    page.get_by_role("button", name="Alleen").click()
    page.get_by_label("Te laat").check()
    expect(_row(page, new)).to_have_count(0)
    expect(_row(page, late)).to_be_visible()
    assert "stand=nieuw" in page.url
    assert "alleen=te-laat" in page.url
    page.keyboard.press("Escape")
    assert _faults(page, axe) == []


def test_taking_from_the_list_stays_at_the_list(send_in, staff_page):
    referral = send_in()
    page = staff_page
    page.reload()
    page.get_by_role("button", name=f"Neem op mij aanmelding {referral.reference}").press("Enter")
    expect(page.get_by_text("De aanmelding staat op uw naam.")).to_be_visible()
    assert LIST in page.url
