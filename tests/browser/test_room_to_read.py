"""Every kind of page holds when somebody needs it larger, wider spaced, or in their own colours."""

import pytest
from playwright.sync_api import Page, expect

from tests.information import kinds

ADDRESSES = (*kinds.ADDRESSES, "/", "/slachtoffers/", "/slachtoffers/werkwijze/", "/contact/", "/aanmelden/voor-wie/")
# WCAG 1.4.12, word for word. A constructed sheet, because the policy of the site refuses an inline one.
SPACING = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
    p { margin-block-end: 2em !important; }`);
  document.adoptedStyleSheets = [sheet];
}"""
# Text that runs out of a box which hides what does not fit, or out of the window.
CUT_OFF = """() => [...document.querySelectorAll("body *")].filter((one) => {
  if (!one.checkVisibility() || one.closest(".visually-hidden, .skip, .comparison__aspect, svg")) return false;
  const style = getComputedStyle(one);
  const hides = [style.overflowX, style.overflowY].some((way) => way === "hidden" || way === "clip");
  if (hides && (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1)) return true;
  const { left, right } = one.getBoundingClientRect();
  return one.innerText?.trim() && (right > innerWidth + 1 || left < -1);
}).map((one) => one.outerHTML.slice(0, 90))"""


@pytest.fixture
def site(site):
    kinds.make_each_kind()
    return site


def _holds(page: Page, address: str) -> None:
    assert page.evaluate(CUT_OFF) == [], address
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), address


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_wider_spacing_cuts_nothing_off(page, width):
    page.set_viewport_size({"width": width, "height": 800})
    for address in ADDRESSES:
        page.goto(address)
        page.evaluate(SPACING)
        _holds(page, address)


def test_four_times_as_large_needs_no_scrolling_sideways(open_browser):
    """WCAG 1.4.10: 1280 pixels at 400% leaves 320 by 200."""
    page = open_browser(viewport={"width": 320, "height": 200}, device_scale_factor=4)
    for address in ADDRESSES:
        page.goto(address)
        _holds(page, address)


def test_letters_twice_as_large_hold(page):
    """WCAG 1.4.4: for who sets a larger letter in the browser."""
    page.set_viewport_size({"width": 640, "height": 800})
    for address in ADDRESSES:
        page.goto(address)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        _holds(page, address)


@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_on_any_kind_of_page(page, axe, width):
    page.set_viewport_size({"width": width, "height": 800})
    found = []
    for address in kinds.ADDRESSES:
        page.goto(address)
        found += axe.violations_in_any_colours(page)
    assert found == []


def test_in_forced_colours_every_box_to_tick_and_every_button_has_an_edge(open_browser):
    page = open_browser(forced_colors="active")
    page.goto("/proef-keuzehulp/")
    edge = "one => parseFloat(getComputedStyle(one).borderBlockStartWidth)"
    for place in (*page.locator(".weighing__answer").all(), *page.locator("main .button").all()):
        assert place.evaluate(edge) >= 1


@pytest.mark.parametrize("width", [320, 1280], ids=["narrow", "wide"])
def test_a_comparison_stays_a_table_for_a_screen_reader(page, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/proef-lezen/")
    table = page.get_by_role("table", name=kinds.COMPARISON["heading"])
    expect(table.get_by_role("columnheader")).to_have_text(kinds.COMPARISON["columns"])
    expect(table.get_by_role("rowheader")).to_have_text(["Elkaar zien", "Eigen tempo"])
    assert "Eigen tempo" not in page.get_by_role("cell", name="Helemaal zelf te bepalen").aria_snapshot()


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_every_row_of_a_comparison_has_as_many_cells_as_there_are_headers(page, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/proef-lezen/")
    rows = page.get_by_role("table", name=kinds.COMPARISON["heading"]).get_by_role("row").all()
    kinds_of_cell = ("cell", "columnheader", "rowheader")
    cells = [sum(row.get_by_role(kind).count() for kind in kinds_of_cell) for row in rows]
    assert cells == [1 + len(kinds.COMPARISON["columns"])] * (1 + len(kinds.COMPARISON["rows"]))


def test_the_name_of_a_comparison_is_its_heading_and_stands_there_once(page):
    page.goto("/proef-lezen/")
    assert page.locator(".comparison").inner_html().count(kinds.COMPARISON["heading"]) == 1
    expect(page.get_by_role("heading", level=2, name=kinds.COMPARISON["heading"])).to_have_count(1)
    expect(page.get_by_role("table", name=kinds.COMPARISON["heading"])).to_have_count(1)


def test_on_a_narrow_screen_each_column_is_a_list_of_its_own(page):
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto("/proef-lezen/")
    order = (
        "all => all.sort((a, b) => a.getBoundingClientRect().y - b.getBoundingClientRect().y).map((one) => one.innerText)"
    )
    first, second = kinds.COMPARISON["rows"]
    expected = [
        text
        for place, column in enumerate(kinds.COMPARISON["columns"])
        for text in (column, first["cells"][place], second["cells"][place])
    ]
    assert page.locator(".comparison__column, .comparison__cell").evaluate_all(order) == expected
