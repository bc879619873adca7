"""The decision aid in English, with the first content: its words, its outcome, its paper; with and without scripts."""

import re

from playwright.sync_api import Page, expect

from home.seed_blocks import statements
from home.seed_sources import sources
from home.seeding import SEED
from tests.languages.dutch import dutch_in

ADDRESS = "/en/decision-aid/"
MINE, NOT_MINE, UNSURE = "That is true for me", "That is not true for me", "I do not know"
[AID] = [source for source in sources(SEED / "en") if source.front.kind == "decision_aid"]
STATEMENTS = [statement["value"] for statement in statements(AID.pieces)]
FOR, AGAINST = ([one for one in STATEMENTS if one["side"] == side] for side in ("for", "against"))


def _answer_the_first_four(page: Page) -> None:
    for statement, answer in zip(STATEMENTS, (MINE, MINE, UNSURE, NOT_MINE), strict=False):
        page.get_by_role("group", name=statement["statement"]).get_by_label(answer, exact=True).check()
    page.get_by_role("button", name="Show what I ticked").click()
    expect(page.get_by_role("heading", name="What I ticked")).to_be_focused()


def _column(page: Page, name: str):
    return page.locator("section.weighing__column").filter(has=page.get_by_role("heading", name=name, exact=True))


def _visible(page: Page) -> str:
    """What can be read on the page, without the way to Dutch."""
    return page.locator("main").inner_text()


def test_what_applies_stands_in_two_columns_and_nothing_is_dutch(page):
    page.goto(ADDRESS)
    expect(page.get_by_role("heading", name="What matters to me?")).to_be_visible()
    expect(page.locator("legend")).to_have_text([one["statement"] for one in STATEMENTS])
    _answer_the_first_four(page)
    in_favour, against = _column(page, "My reasons for contact"), _column(page, "My reasons against it, or to wait")
    expect(in_favour.locator("[data-answer=yes] li")).to_have_text([FOR[0]["take_along"]])
    expect(in_favour.get_by_role("heading", name="What I am not sure about yet: for contact")).to_be_visible()
    expect(in_favour.locator("[data-answer=unsure] li")).to_have_text([FOR[1]["take_along"]])
    expect(against.get_by_role("listitem")).to_have_text([AGAINST[0]["take_along"]])
    assert "not a test result and not advice" in _visible(page)
    assert dutch_in(_visible(page)) == []
    page.get_by_role("button", name="Erase my answers").click()
    expect(page.get_by_text("The answers have been erased.")).to_be_visible()


def test_there_is_no_advice_and_no_way_to_sign_up(page):
    page.goto(ADDRESS)
    _answer_the_first_four(page)
    assert not re.search(r"\d+ ?%|score|we advise|we recommend", _visible(page), re.IGNORECASE)
    expect(page.locator("main").get_by_role("link", name=re.compile("sign up", re.IGNORECASE))).to_have_count(0)


def test_on_paper_stands_what_was_ticked_in_english(page):
    page.add_init_script("window.print = () => { window.printed = true; }")
    page.goto(ADDRESS)
    _answer_the_first_four(page)
    page.get_by_role("button", name="Print this").click()
    assert page.evaluate("window.printed")
    page.emulate_media(media="print")
    expect(_column(page, "My reasons for contact")).to_contain_text(FOR[0]["take_along"])
    expect(page.get_by_text("What I would like to add myself:").last).to_be_visible()
    expect(page.locator("form")).to_be_hidden()
    assert dutch_in(_visible(page)) == []


def test_without_scripts_both_sides_can_be_read_and_ticked_on_paper(open_browser):
    page = open_browser(java_script_enabled=False)
    page.goto(ADDRESS)
    expect(page.get_by_role("radio")).to_have_count(0)
    for name, side in (("Possible reasons for contact", FOR), ("Possible reasons against it, or to wait", AGAINST)):
        expected = [f"{one['statement']}{one['take_along']}" for one in side]
        expect(_column(page, name).get_by_role("listitem")).to_have_text(expected)
    page.emulate_media(media="print")
    expect(page.get_by_text("What I would like to add myself:").first).to_be_visible()
    assert dutch_in(_visible(page)) == []


def test_axe_finds_nothing_before_and_after(page, axe):
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(ADDRESS)
    found = axe.violations_in_any_colours(page)
    _answer_the_first_four(page)
    assert found + axe.violations_in_any_colours(page) == []
