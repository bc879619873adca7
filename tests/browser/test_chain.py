"""The whole way: somebody reads, signs up and gets a code; intake opens exactly that letter; an editor cannot."""

import re

import pytest
from playwright.sync_api import Page, expect

from selfreferral.models import Letter
from selfreferral.receipts import digest
from tests.browser import form
from tests.browser.answered import at_the_check_page
from tests.browser.staff import log_in

pytestmark = pytest.mark.on_both


@pytest.mark.parametrize("has_scripts", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_victim_reads_signs_up_and_is_found_by_intake(open_browser, intake_worker, editor, has_scripts):
    visitor = open_browser(java_script_enabled=has_scripts)
    _read(visitor)
    form.to_the_check_page(visitor)
    expect(visitor.locator("main")).to_contain_text("06 12 34 56 78")
    code = form.send(visitor)
    expect(visitor.locator("main")).not_to_contain_text("Noor")
    letter = Letter.objects.get()
    assert bytes(letter.receipt_digest) == digest(code)

    reference = letter.id.hex[:8].upper()
    worker = open_browser()
    log_in(worker, intake_worker, "/beheer/aanmeldingen/")
    worker.get_by_role("link", name=re.compile(reference)).first.click()
    for answer in ("Noor", "Graag rustig uitleggen."):
        expect(worker.locator("main")).to_contain_text(answer)
    expect(worker.locator("main")).not_to_contain_text("06 12 34 56 78")
    worker.get_by_label(re.compile("Ik heb gelezen: .*Zeg niet dat Perspectief belt")).check()
    worker.get_by_role("button", name="Toon het telefoonnummer").click()
    expect(worker.get_by_role("link", name="06 12 34 56 78")).to_have_attribute("href", "tel:+31612345678")

    nosy = open_browser()
    log_in(nosy, editor, "/beheer/")
    expect(nosy).to_have_url(re.compile(r"/beheer/$"))
    for address in ("/beheer/aanmeldingen/", f"/beheer/aanmeldingen/{letter.id}/"):
        refused = nosy.goto(address)
        assert refused is not None
        assert refused.status == 403
        expect(nosy.locator("body")).not_to_contain_text("Noor")


def _read(visitor: Page) -> None:
    """From the front door, through what happens, to the form."""
    visitor.goto("/")
    visitor.locator("main").get_by_role("link", name=re.compile("slachtoffer", re.IGNORECASE)).first.click()
    expect(visitor).to_have_url(re.compile(r"/slachtoffers/$"))
    visitor.get_by_role("link", name=re.compile("werkwijze|hoe (het|wij|bemiddeling)", re.IGNORECASE)).first.click()
    expect(visitor).to_have_url(re.compile(r"/slachtoffers/.+/$"))
    visitor.get_by_role("link", name="Aanmelden", exact=True).first.click()
    expect(visitor).to_have_url(re.compile(r"/aanmelden/$"))


def test_coming_back_to_the_form_after_sending_shows_the_receipt_and_no_answer(page):
    at_the_check_page(page)
    code = form.send(page)
    page.goto("/aanmelden/naam/")
    form.heading(page, form.DONE_HEADING)
    assert page.locator(".receipt-code").inner_text().strip().replace(" ", "-") == code


def test_an_answer_can_be_changed_from_the_check_page(page):
    at_the_check_page(page)
    page.get_by_role("link", name=re.compile(r"Wijzig\s*: Hoe mogen we u noemen")).click()
    expect(page.get_by_label("Hoe mogen we u noemen?", exact=True)).to_have_value("Noor")
    form.write(page, "Hoe mogen we u noemen?", "Sam")
    form.heading(page, form.CHECK_HEADING)
    expect(page.locator("main")).to_contain_text("Sam")
    expect(page.locator("main")).not_to_contain_text("Noor")


def test_a_mistake_is_named_and_what_was_typed_stays(page):
    page.goto("/aanmelden/")
    page.get_by_role("link", name="Begin met aanmelden").click()
    form.choose(page, "Meldt u uzelf aan of iemand anders?", "Mijzelf")
    form.choose(page, "Wat past het best bij u?", "Slachtoffer")
    form.choose(page, "Hoe oud bent u?", "18 jaar of ouder")
    form.write(page, "Hoe mogen we u noemen?", "Noor")
    form.choose(page, "Hoe kunnen we u veilig bereiken?", "Bellen")
    form.write(page, "Op welk telefoonnummer kunnen we u bellen?", "06-123")
    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    expect(page).to_have_title(re.compile("^Fout: "))
    summary.get_by_role("link").click()
    field = page.get_by_label("Op welk telefoonnummer kunnen we u bellen?", exact=True)
    expect(field).to_be_focused()
    expect(field).to_have_value("06-123")
