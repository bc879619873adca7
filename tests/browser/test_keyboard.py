"""Everything works from the keyboard; the way out is always near, and it really goes out."""

import pytest
from playwright.sync_api import Page, expect

from home.models import OrganisationSettings
from selfreferral.public.models import Draft
from tests.browser import form

EXIT = "https://elsewhere.example/"
PAGES = ("/", "/slachtoffers/", "/aanmelden/", "/aanmelden/voor-wie/")


@pytest.fixture
def page(page: Page) -> Page:
    """With a neutral site that answers from here: a test asks nothing of the outside world."""
    settings = OrganisationSettings.load()
    settings.exit_url = EXIT
    settings.save()
    page.context.route(f"{EXIT}**", lambda route: route.fulfill(body="<title>Het weer</title>", content_type="text/html"))
    return page


def _press_shift(page: Page, times: int) -> None:
    page.wait_for_load_state("domcontentloaded")  # after that the script listens
    for _ in range(times):
        page.keyboard.press("Shift")


@pytest.mark.parametrize("address", PAGES)
def test_the_first_two_stops_are_the_content_and_the_way_out(page, address):
    page.goto(address)
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Naar de inhoud")
    expect(page.locator(":focus")).to_be_in_viewport()
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_contain_text("Verlaat deze site")


def test_the_skip_link_goes_to_the_content(page):
    page.goto("/slachtoffers/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


@pytest.mark.parametrize("address", PAGES)
def test_the_way_out_stays_in_view_at_the_end_of_a_page(page, address):
    page.goto(address)
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    expect(page.get_by_role("link", name="Verlaat deze site")).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("address", PAGES)
def test_three_times_shift_leaves(page, address):
    page.goto(address)
    _press_shift(page, 3)
    page.wait_for_url(EXIT)


def test_two_times_shift_says_how_far_one_is_and_stays(page):
    page.goto("/")
    _press_shift(page, 2)
    expect(page.get_by_role("status")).to_contain_text("nog één keer")
    expect(page).not_to_have_url(EXIT)


def test_typing_capitals_does_not_leave(page):
    page.goto("/aanmelden/voor-wie/")
    for letter in "NOOR":
        page.keyboard.press(f"Shift+{letter}")
    _press_shift(page, 2)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.url != EXIT


@pytest.mark.parametrize("way", ["shift", "click"])
def test_leaving_in_the_middle_of_the_form_wipes_the_answers_and_the_cookies(page, way):
    page.goto("/aanmelden/voor-wie/")
    form.choose(page, "Meldt u uzelf aan of iemand anders?", "Mijzelf")
    form.heading(page, "Wat past het best bij u?")
    assert Draft.objects.count() == 1
    _press_shift(page, 3) if way == "shift" else page.get_by_role("link", name="Verlaat deze site").click()
    page.wait_for_url(EXIT)
    form.soon(page, lambda: not Draft.objects.exists())
    form.soon(page, lambda: page.context.cookies() == [])


def test_after_leaving_the_way_back_does_not_show_the_form(page):
    page.goto("/slachtoffers/")
    page.goto("/aanmelden/voor-wie/")
    _press_shift(page, 3)
    page.wait_for_url(EXIT)
    page.go_back()
    expect(page).not_to_have_url("**/aanmelden/**")


def test_without_scripts_the_way_out_goes_through_the_server_and_wipes_too(open_browser):
    OrganisationSettings.objects.update_or_create(pk=OrganisationSettings.load().pk, defaults={"exit_url": EXIT})
    page = open_browser(java_script_enabled=False)
    page.goto("/aanmelden/voor-wie/")
    form.choose(page, "Meldt u uzelf aan of iemand anders?", "Mijzelf")
    with page.expect_request(EXIT):  # it is led there, and a page that one is led to cannot be answered from here
        page.get_by_role("link", name="Verlaat deze site").click()
    assert not Draft.objects.exists()
    assert page.context.cookies() == []


def test_the_form_can_be_filled_in_with_the_keyboard_alone(page):
    page.goto("/aanmelden/voor-wie/")
    group = page.get_by_role("group", name="Meldt u uzelf aan of iemand anders?")
    group.get_by_label("Mijzelf", exact=True).focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    form.heading(page, "Wat past het best bij u?")
