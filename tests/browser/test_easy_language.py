"""A page in plain language is one step away, where somebody wrote one; with and without scripts."""

import pytest
from playwright.sync_api import expect

from tests.information import kinds

ADDRESS = "/proef-lezen/"


@pytest.fixture
def site(site):
    kinds.make_each_kind()
    return site


@pytest.mark.parametrize("has_scripts", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_there_and_back(open_browser, has_scripts):
    page = open_browser(java_script_enabled=has_scripts)
    page.goto(ADDRESS)
    page.get_by_role("link", name="Lees dit in eenvoudige taal").click()
    expect(page.get_by_text(kinds.EASY)).to_be_visible()
    expect(page.get_by_role("heading", name="Wat het is")).to_have_count(0)
    page.get_by_role("link", name="Lees de gewone tekst").click()
    expect(page.get_by_role("heading", name="Wat het is")).to_be_visible()
    assert page.url.endswith(ADDRESS)
    assert page.context.cookies() == []


def test_plain_language_has_larger_letters_and_shorter_lines(page):
    measures = "element => [parseFloat(getComputedStyle(element).fontSize), element.getBoundingClientRect().width]"
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(ADDRESS)
    normal = page.locator(".text > .prose").first.evaluate(measures)
    page.goto(f"{ADDRESS}?eenvoudig")
    easy = page.locator(".text > .prose").first.evaluate(measures)
    assert easy[0] > normal[0] * 1.15
    assert easy[1] / easy[0] < normal[1] / normal[0]


@pytest.mark.parametrize("door", ["slachtoffers", "daders"])
def test_at_a_door_the_plain_text_comes_before_the_cards(page, door):
    page.goto(f"/{door}/?eenvoudig")
    text, card = page.locator(".page__body .prose").first, page.locator(".cards__item").first
    assert text.bounding_box()["y"] < card.bounding_box()["y"]
    assert page.locator(".page__body .prose, .cards").first.get_attribute("class") == "prose"


def test_links_stay_in_plain_language_where_the_next_page_has_it(page):
    page.goto("/daders/?eenvoudig")
    main = page.get_by_role("main")
    card = main.get_by_role("link", name="Werkwijze: hoe gaat het?")
    expect(card).to_have_attribute("href", "/daders/werkwijze/?eenvoudig")
    card.click()
    expect(main.get_by_role("link", name="Lees de gewone tekst")).to_be_visible()
    expect(main.locator(".page__body a[href^='/in-detentie/']").first).to_have_attribute("href", "/in-detentie/?eenvoudig")
    beside = main.get_by_role("navigation", name="Daders")
    expect(beside.get_by_role("link", name="Daders")).to_have_attribute("href", "/daders/?eenvoudig")
    without = beside.get_by_role("link", name="Ervaringen")
    expect(without).to_have_attribute("href", "/daders/ervaringen/")


def test_in_ordinary_language_no_link_changes_to_plain(page):
    page.goto("/daders/")
    assert page.locator("main a[href*=eenvoudig]").evaluate_all("all => all.map(one => one.getAttribute('href'))") == [
        "?eenvoudig"
    ]
