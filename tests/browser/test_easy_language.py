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
