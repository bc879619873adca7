"""Writing a page: hints and Wagtail's own checks follow the draft, without a reload."""

import re

from playwright.sync_api import Page, expect
from wagtail.models import Page as SitePage

from tests.browser.staff import is_in
from tests.cast import Player

PACE = 120  # milliseconds for each letter: Wagtail first looks, for a while, at what stood there when the page opened


def open_page(page: Page, editor: Player, slug: str) -> None:
    is_in(page, editor)
    page.goto(f"/beheer/pages/{SitePage.objects.get(slug=slug).pk}/edit/")
    page.click("[data-side-panel-toggle=checks]")


def close_page(page: Page) -> None:
    """Leaving tells the server that nobody works on the page any more; that has to happen while there is a database."""
    page.goto("/beheer/")
    page.wait_for_load_state("networkidle")


def test_hints_and_wagtails_checks_follow_the_draft(page: Page, editor: Player):
    open_page(page, editor, "over-ons")
    expect(page.locator("[data-content-word-count]")).to_have_text(re.compile(r"^\d+$"))
    expect(page.locator("[data-writing-readability]")).to_contain_text("woorden per zin")
    hints = page.locator("[data-writing-hints]")
    expect(hints).not_to_contain_text("belofte over straf")
    page.evaluate("window.isStillTheSame = true")
    page.fill("[name=lead]", "")
    page.locator("[name=lead]").press_sequentially("Jij krijgt een lagere straf als u met ons praat.", delay=PACE)
    expect(hints).to_contain_text("belofte over straf", timeout=30_000)
    expect(hints).to_contain_text("Op deze pagina zeggen we ‘u’")
    assert page.evaluate("window.isStillTheSame")
    close_page(page)


def test_the_preview_is_there_for_a_telephone_and_a_desktop(page: Page, editor: Player):
    open_page(page, editor, "over-ons")
    page.click("[data-side-panel-toggle=preview]")
    sizes = page.locator("[data-side-panel=preview] input[type=radio]")
    assert [size.get_attribute("value") for size in sizes.all()] == ["mobile", "tablet", "desktop"]
    close_page(page)
