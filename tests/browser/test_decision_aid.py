"""The decision aid helps to weigh: it never advises, and what somebody ticks stays with them."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.information import kinds

ADDRESS = "/proef-keuzehulp/"
MINE, NOT_MINE, UNSURE = "Dat geldt voor mij", "Niet voor mij", "Weet ik niet"
STATEMENTS = [statement for statement, _side, _take_along in kinds.STATEMENTS]


@pytest.fixture
def site(site):
    kinds.make_each_kind()
    return site


def _answer(page: Page, *answers: str) -> None:
    for statement, answer in zip(STATEMENTS, answers, strict=False):
        page.get_by_role("group", name=statement).get_by_label(answer, exact=True).check()


def _show(page: Page) -> None:
    page.get_by_role("button", name="Laat zien wat ik heb aangekruist").click()
    expect(page.get_by_role("heading", name="Wat ik heb aangekruist")).to_be_focused()


def _column(page: Page, name: str):
    return page.locator("section.weighing__column").filter(has=page.get_by_role("heading", name=name, exact=True))


def test_what_applies_stands_in_two_equal_columns_to_take_along(page):
    page.goto(ADDRESS)
    _answer(page, MINE, MINE, UNSURE, NOT_MINE)
    _show(page)
    in_favour = _column(page, "Wat voor mij vóór contact pleit")
    against = _column(page, "Wat voor mij ertegen pleit, of voor nu nog niet")
    expect(in_favour.locator("[data-answer=yes] li")).to_have_text([kinds.FOR])
    expect(in_favour.get_by_role("heading", name="Waar ik nog over twijfel: vóór contact")).to_be_visible()
    expect(in_favour.locator("[data-answer=unsure] li")).to_have_text([kinds.STATEMENTS[2][2]])
    expect(against.get_by_role("listitem")).to_have_text([kinds.AGAINST])
    expect(against.get_by_role("heading", name=re.compile("Waar ik nog over twijfel"))).to_be_hidden()
    sizes = [column.bounding_box() for column in (in_favour, against)]
    for measure in ("width", "height"):
        assert sizes[0][measure] == pytest.approx(sizes[1][measure], abs=0.5)


def test_the_overview_follows_a_change_of_mind(page):
    page.goto(ADDRESS)
    _answer(page, MINE)
    _show(page)
    _answer(page, NOT_MINE)
    in_favour = _column(page, "Wat voor mij vóór contact pleit")
    expect(in_favour.get_by_role("listitem")).to_have_count(0)
    expect(in_favour).to_contain_text("Hier is niets aangekruist.")


def test_nothing_chosen_is_no_outcome(page):
    page.goto(ADDRESS)
    page.get_by_role("button", name="Laat zien wat ik heb aangekruist").click()
    expect(page.get_by_role("status").filter(has_text="U hebt nog niets gekozen.")).to_be_visible()
    expect(page.get_by_role("heading", name="Wat ik heb aangekruist")).to_be_hidden()


def test_there_is_no_score_no_advice_and_no_way_to_sign_up(page):
    page.goto(ADDRESS)
    _answer(page, MINE, NOT_MINE, MINE, NOT_MINE)
    _show(page)
    words = page.locator("main").inner_text()
    assert "Dit is geen uitslag en geen advies." in words
    assert not re.search(r"\d+ ?%|punten|score|wij raden|aanmelden", words, re.IGNORECASE)
    expect(page.get_by_role("link", name=re.compile("aanmelden|meld u", re.IGNORECASE))).to_have_count(0)


def test_nothing_is_sent_stored_or_put_in_the_address(page):
    page.goto(ADDRESS, wait_until="networkidle")
    before = (page.url, page.evaluate("history.length"))
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    _answer(page, MINE, UNSURE, NOT_MINE, MINE)
    _show(page)
    page.get_by_role("group", name=STATEMENTS[0]).get_by_label(MINE, exact=True).press("Enter")
    page.get_by_role("button", name="Wis mijn antwoorden").click()
    page.wait_for_timeout(300)
    assert asked == []
    assert (page.url, page.evaluate("history.length")) == before
    assert page.context.storage_state(indexed_db=True) == {"cookies": [], "origins": []}
    assert page.evaluate("sessionStorage.length") == 0
    assert page.evaluate("caches.keys()") == []


def test_wiping_empties_everything_and_says_so(page):
    page.goto(ADDRESS)
    _answer(page, MINE, UNSURE)
    _show(page)
    page.get_by_role("button", name="Wis mijn antwoorden").click()
    expect(page.get_by_text("De antwoorden zijn gewist.")).to_be_visible()
    expect(page.get_by_role("heading", name="Wat telt voor mij?")).to_be_focused()
    _is_empty(page)


def _is_empty(page: Page) -> None:
    expect(page.get_by_role("heading", name="Wat ik heb aangekruist")).to_be_hidden()
    assert page.locator("input:checked").count() == 0
    assert kinds.FOR not in page.locator(".weighing__result").inner_html()


def test_coming_back_to_the_page_finds_it_empty(page):
    page.goto(ADDRESS)
    _answer(page, MINE, UNSURE)
    _show(page)
    page.goto("/contact/")
    page.go_back()
    _is_empty(page)
    page.reload()
    _is_empty(page)


def test_a_page_that_the_browser_keeps_in_memory_is_kept_empty(page):
    page.goto(ADDRESS)
    _answer(page, MINE, UNSURE)
    _show(page)
    page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))")
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    _is_empty(page)


def test_it_works_with_the_keyboard_alone(page):
    page.goto(ADDRESS)
    page.get_by_role("heading", name="Wat telt voor mij?").focus()
    for _ in STATEMENTS:
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Laat zien wat ik heb aangekruist")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Wat ik heb aangekruist")).to_be_focused()
    assert page.locator("input:checked").evaluate_all("all => all.map(one => one.value)") == ["yes", "yes", "yes", "no"]


def test_on_paper_stands_what_was_ticked_and_nothing_else(page):
    page.goto(ADDRESS)
    _answer(page, MINE)
    _show(page)
    page.emulate_media(media="print")
    expect(_column(page, "Wat voor mij vóór contact pleit")).to_contain_text(kinds.FOR)
    for hidden in (
        page.locator("form"),
        page.get_by_text("Wat het is"),
        page.get_by_role("button"),
        page.locator(".page-head__lead"),
    ):
        for place in hidden.all():
            expect(place).to_be_hidden()
    expect(page.get_by_text("Wat vóór contact kan pleiten")).to_be_hidden()


def test_the_print_button_prints(page):
    page.add_init_script("window.print = () => { window.printed = true; }")
    page.goto(ADDRESS)
    _answer(page, MINE)
    _show(page)
    page.get_by_role("button", name="Druk dit af").click()
    assert page.evaluate("window.printed")


def test_without_scripts_both_sides_can_be_read_and_ticked_on_paper(open_browser):
    page = open_browser(java_script_enabled=False)
    page.goto(ADDRESS)
    expect(page.get_by_role("radio")).to_have_count(0)
    for name, side in (("Wat vóór contact kan pleiten", "for"), ("Wat ertegen kan pleiten, of voor nu nog niet", "against")):
        expected = [f"{statement}{take_along}" for statement, which, take_along in kinds.STATEMENTS if which == side]
        expect(_column(page, name).get_by_role("listitem")).to_have_text(expected)
    page.emulate_media(media="print")
    expect(page.get_by_text("Wat ik zelf nog wil opschrijven:").first).to_be_visible()


def test_axe_finds_nothing_before_and_after(page, axe):
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(ADDRESS)
    found = axe.violations_in_any_colours(page)
    _answer(page, MINE, MINE, UNSURE, UNSURE)
    _show(page)
    assert found + axe.violations_in_any_colours(page) == []


def test_axe_finds_nothing_where_it_is_only_read(page, axe):
    page.route("**/decision-aid*.js", lambda route: route.abort())
    page.goto(ADDRESS)
    expect(page.get_by_text("Wat vóór contact kan pleiten")).to_be_visible()
    assert axe.violations(page) == []
