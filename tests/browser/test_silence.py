"""Before answers are wiped a visitor is asked, and can go on with everything still on the page."""

import pytest
from playwright.sync_api import Page, expect

from selfreferral.public.models import Draft
from tests.browser import form
from tests.browser.answered import at_the_page

MINUTES = 60_000
NAME = "Hoe mogen we u noemen?"
TYPED = "Half getypt"


@pytest.fixture
def page(open_browser) -> Page:
    """Somebody who is typing a name, on a clock that we can turn."""
    page = open_browser()
    page.clock.install()
    at_the_page("/aanmelden/naam/", page)
    page.get_by_label(NAME, exact=True).fill(TYPED)
    return page


def asked(page):
    return page.get_by_role("dialog", name="Bent u er nog?")


def test_nobody_is_disturbed_before_it_is_needed(page):
    page.clock.fast_forward(54 * MINUTES)
    expect(asked(page)).to_be_hidden()


def test_who_goes_on_keeps_what_was_typed(page, axe):
    page.clock.fast_forward(56 * MINUTES)
    expect(asked(page)).to_contain_text("Over 4 minuten wissen wij")
    expect(page.get_by_role("button", name="Ga door")).to_be_focused()
    assert axe.violations(page) == []
    page.keyboard.press("Enter")
    expect(asked(page)).to_be_hidden()
    expect(page.get_by_label(NAME, exact=True)).to_have_value(TYPED)
    page.clock.fast_forward(30 * MINUTES)
    expect(asked(page)).to_be_hidden()
    form.go_on(page)
    form.heading(page, "Hoe kunnen we u veilig bereiken?")


def test_who_says_nothing_leaves_an_empty_screen(page):
    page.clock.fast_forward(61 * MINUTES)
    page.wait_for_url("**/aanmelden/verlopen/")
    assert TYPED not in page.content()


def test_escape_does_not_hide_what_is_about_to_happen(page):
    page.clock.fast_forward(56 * MINUTES)
    page.keyboard.press("Escape")
    expect(asked(page)).to_be_visible()


def test_the_way_out_is_in_the_question_too(page):
    page.route("https://www.buienradar.nl/**", lambda route: route.fulfill(body="elsewhere"))
    page.clock.fast_forward(56 * MINUTES)
    asked(page).get_by_role("link", name="Verlaat deze site").click()
    page.wait_for_url("https://www.buienradar.nl/")
    form.soon(page, lambda: not Draft.objects.exists())


def test_a_page_opened_in_another_tab_counts(page):
    page.clock.fast_forward(50 * MINUTES)
    other = page.context.new_page()
    other.goto("/aanmelden/naam/")
    page.clock.fast_forward(8 * MINUTES)
    expect(asked(page)).to_be_hidden()


def test_when_it_cannot_be_done_it_says_so(page):
    page.route("**/aanmelden/ga-door/", lambda route: route.abort())
    page.clock.fast_forward(56 * MINUTES)
    page.get_by_role("button", name="Ga door").click()
    expect(asked(page)).to_contain_text("Het lukt nu niet om door te gaan.")
    expect(page.get_by_label(NAME, exact=True)).to_have_value(TYPED)
