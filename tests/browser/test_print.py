"""On paper a page is black on white, complete, and says where it came from."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser import form
from tests.browser.answered import at_the_check_page
from tests.information import kinds

ADDRESS = "/proef-lezen/"
# Whatever is seen: the colours of all text, and of everything behind it.
COLOURS = """() => {
  const seen = [...document.querySelectorAll("body *")].filter((one) => one.checkVisibility() && one.innerText?.trim());
  const grey = (colour) => {
    const [red, green, blue, opacity = 1] = colour.match(/[\\d.]+/g).map(Number);
    return opacity === 0 || (red === green && green === blue);
  };
  const drawn = (one) => [getComputedStyle(one).color, getComputedStyle(one).backgroundColor];
  return seen.filter((one) => !drawn(one).every(grey)).map((one) => one.outerHTML.slice(0, 80));
}"""
PAPER = "/aanmelden/op-papier/client/"
EVERY_KIND = (*kinds.ADDRESSES, "/", "/slachtoffers/", "/contact/", "/aanmelden/", PAPER, "/er-is-niets/")


@pytest.fixture
def site(site):
    kinds.make_each_kind()
    return site


@pytest.fixture(params=["light", "dark"])
def paper(open_browser, request) -> Page:
    """A printer does not know that the screen was dark."""
    page = open_browser(color_scheme=request.param, viewport={"width": 700, "height": 1000})
    page.emulate_media(media="print", color_scheme=request.param)
    return page


def test_every_kind_of_page_prints_in_black_and_white_without_menu_or_way_out(paper):
    for address in EVERY_KIND:
        paper.goto(address)
        assert paper.evaluate(COLOURS) == [], address
        for unwanted in (".menu", ".leave", ".bar__sign-up", ".crumbs", ".foot__links", ".page-head__tools"):
            for place in paper.locator(unwanted).all():
                expect(place).to_be_hidden()
        expect(paper.locator("h1")).to_be_visible()
        expect(paper.locator(".foot__telephone")).to_be_visible()
        assert not paper.evaluate("document.documentElement.scrollWidth > innerWidth"), address


def test_a_page_says_its_own_address_and_those_of_other_sites_only(paper, site):
    paper.goto(ADDRESS)
    expect(paper.get_by_text(f"Deze pagina staat op {site.removeprefix('http://')}{ADDRESS}")).to_be_visible()
    after = "links => links.map(link => getComputedStyle(link, '::after').content)"
    assert paper.locator(".prose a[href^=http]").evaluate_all(after) == ['" (https://elders.example/wet)"']
    paper.goto("/slachtoffers/")
    assert set(paper.locator("main a:not([href^=http])").evaluate_all(after)) <= {"none", '""'}


def test_a_search_or_a_choice_in_the_address_is_not_printed(paper):
    paper.goto("/proef-nieuws/?pagina=2&q=geheim")
    expect(paper.get_by_text("Deze pagina staat op")).not_to_contain_text("?")


@pytest.mark.parametrize("has_scripts", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_answers_are_open_on_paper_and_closed_again_on_the_screen(open_browser, has_scripts):
    page = open_browser(java_script_enabled=has_scripts)
    page.goto(ADDRESS)
    answer = page.get_by_text("Ja, dat mag.")
    expect(answer).to_be_hidden()
    page.emulate_media(media="print")
    expect(answer).to_be_visible()
    assert answer.bounding_box()["height"] > 10
    page.emulate_media(media="screen")
    expect(answer).to_be_hidden()


def test_a_browser_without_that_style_opens_the_answers_by_script(open_browser):
    page = open_browser()
    page.add_init_script("CSS.supports = () => false;")
    page.goto(ADDRESS, wait_until="networkidle")
    details = page.locator("main details")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(details).to_have_attribute("open", "")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(details).not_to_have_attribute("open", "")


def test_a_comparison_prints_as_a_table(paper):
    paper.goto(ADDRESS)
    headers = paper.locator("thead th")
    assert len({headers.nth(place).bounding_box()["y"] for place in range(3)}) == 1


def test_the_receipt_prints_with_its_code_and_without_buttons(page):
    at_the_check_page(page)
    code = form.send(page)
    page.emulate_media(media="print")
    expect(page.locator(".receipt-code")).to_be_visible()
    assert page.locator(".receipt-code").inner_text().strip().replace(" ", "-") == code
    for button in page.locator("main button").all():
        expect(button).to_be_hidden()
    assert page.evaluate(COLOURS) == []
