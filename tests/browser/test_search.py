"""Searching in a real browser: by keyboard, without JavaScript, for everybody."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.accessibility import Axe


def test_axe_finds_nothing_on_the_search_page(open_browser: Callable[..., Page], axe: Axe) -> None:
    page = open_browser(viewport={"width": 360, "height": 800})
    found = []
    for address in (
        "/zoeken/",
        "/zoeken/?q=bemideling",
        "/zoeken/?q=bemidbemiddelbaarheid",
        "/en/search/?q=mediation",
        "/weg/",
    ):
        page.goto(address)
        found += axe.violations_in_any_colours(page)
    assert found == []


def test_somebody_searches_by_keyboard_and_reads_what_was_found_without_javascript(
    open_browser: Callable[..., Page],
) -> None:
    page = open_browser(java_script_enabled=False)
    page.goto("/slachtoffers/")
    page.get_by_role("contentinfo").get_by_role("link", name="Zoeken").click()
    page.get_by_label("Waar zoekt u naar?").fill("vertrouwlijk")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("gevonden voor ‘vertrouwlijk’")
    expect(page.get_by_text("Wij zochten naar vertrouwelijk.")).to_be_visible()
    page.get_by_role("main").get_by_role("listitem").first.get_by_role("link").click()
    expect(page).not_to_have_title("Zoeken")
    assert page.context.cookies() == []


def test_a_suggestion_finds_something(open_browser: Callable[..., Page]) -> None:
    page = open_browser()
    page.goto("/zoeken/?q=bemidbemiddelbaarheid")
    page.get_by_role("main").get_by_role("listitem").first.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("gevonden voor")


def test_the_page_fits_a_narrow_screen_at_large_text(open_browser: Callable[..., Page]) -> None:
    page = open_browser(viewport={"width": 320, "height": 256})
    page.goto("/zoeken/?q=" + "a" * 100)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
