"""A button to print is there where scripts run, and only there: one module does it for the form and the leaflets."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser import form
from tests.browser.answered import at_the_check_page

COUNT = "window.printed = 0; window.print = () => { window.printed += 1; };"


def _leaflet(page: Page) -> str:
    page.goto("/slachtoffers/folder/")
    return "Print deze pagina"


def _receipt(page: Page) -> str:
    at_the_check_page(page)
    form.send(page)
    return "Druk deze pagina af"


@pytest.mark.parametrize("walk", [_leaflet, _receipt])
def test_the_button_prints_the_page_once(page: Page, walk):
    page.add_init_script(COUNT)
    page.get_by_role("button", name=walk(page)).click()
    assert page.evaluate("window.printed") == 1


@pytest.mark.parametrize("walk", [_leaflet, _receipt])
def test_without_scripts_there_is_no_button(open_browser, walk):
    page = open_browser(java_script_enabled=False)
    expect(page.get_by_role("button", name=walk(page))).to_have_count(0)
