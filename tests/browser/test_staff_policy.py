"""Colleagues' pages work under the policy they are sent with: no script in them, and a style only where text is edited."""

import io
from collections.abc import Iterator

import pytest
from PIL import Image
from playwright.sync_api import Page, expect
from wagtail.models import Page as SitePage

from tests.browser.staff import log_in
from tests.cast import Player

# Reports and lists that are cut by a date or by who did something, and forms with choosers.
PLACES = (
    *("reports/site-history/", "reports/nakijken/", "reports/workflow/", "users/", "redirects/add/", "workflows/add/"),
    *("documents/multiple/add/", "snippets/home/searchsynonym/", "account/", "images/"),
)
REFUSED = """
document.addEventListener("securitypolicyviolation", (event) =>
  window.refused(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`));
"""


@pytest.fixture
def refused(page: Page, technical_administrator: Player) -> Iterator[list[str]]:
    """What the policy refused and what failed, in the browser of somebody who is logged in and may do everything."""
    told: list[str] = []
    page.context.expose_binding("refused", lambda source, words: told.append(f"{source['page'].url} {words}"))
    page.context.add_init_script(REFUSED)
    page.on("pageerror", lambda error: told.append(f"{page.url} {error}"))
    log_in(page, technical_administrator)
    yield told
    page.goto("/beheer/")  # leaving a form tells the server so, which needs its database
    page.wait_for_load_state("networkidle")


def test_what_has_a_date_a_chooser_or_rows_works(page: Page, refused: list[str]) -> None:
    for place in PLACES:
        page.goto(f"/beheer/{place}")
        expect(page.locator("template[data-controller=start]")).to_have_count(0)  # all are started
    _pick_a_date(page)
    _choose_a_page(page)
    _add_a_row(page)
    _upload(page)
    assert refused == []


def test_a_page_is_written_under_the_policy(page: Page, refused: list[str]) -> None:
    page.goto(f"/beheer/pages/{SitePage.objects.get(slug='over-ons').pk}/edit/")
    text = page.locator("[role=textbox][contenteditable=true]").first
    text.press("Control+A")
    page.locator("[name=LINK]").first.click()
    page.locator(".modal a.choose-page").first.click()
    expect(text.locator("[data-draftail-trigger]").first).to_be_visible()
    for panel in ("preview", "checks", "status"):
        page.locator(f"[data-side-panel-toggle={panel}]").click()
        expect(page.locator(f"[data-side-panel={panel}]")).to_be_visible()
    assert refused == []


def _pick_a_date(page: Page) -> None:
    page.goto("/beheer/reports/site-history/")
    page.get_by_role("button", name="Toon filters").click()
    page.locator(".w-drilldown__toggle", has_text="Datum").click()
    page.locator("[name=timestamp_from]").click()
    page.locator(".xdsoft_datetimepicker:visible .xdsoft_date").first.click()
    expect(page.locator("[name=timestamp_from]")).not_to_have_value("")


def _choose_a_page(page: Page) -> None:
    page.goto("/beheer/redirects/add/")
    page.locator("[data-chooser-action-choose]:visible").click()
    page.locator(".modal a.choose-page").first.click()
    expect(page.locator("[name=redirect_page]")).not_to_have_value("")


def _add_a_row(page: Page) -> None:
    page.goto("/beheer/settings/home/organisationsettings/")
    rows = page.locator("[data-inline-panel-child]")
    number = rows.count()
    page.locator("#id_help_numbers-ADD").click()
    expect(rows).to_have_count(number + 1)


def _upload(page: Page) -> None:
    kept = io.BytesIO()
    Image.new("RGB", (40, 40), "navy").save(kept, "PNG")
    page.goto("/beheer/images/multiple/add/")
    page.set_input_files("input[type=file]", {"name": "brug.png", "mimeType": "image/png", "buffer": kept.getvalue()})
    expect(page.locator("#upload-list [name$=title]")).to_have_value("brug")
