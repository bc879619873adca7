"""No text becomes code in a real browser: not what visitors type, not what colleagues write (OWASP A03; WSTG-INPV-01, 02).

tests/attacks/test_scripts.py reads every answer; here Chromium does, on one page for each way that text is shown.
"""

import pytest
from playwright.sync_api import Page, expect
from wagtail.images import get_image_model

from home.models import OrganisationSettings
from information.models import InformationPage
from selfreferral.intake import queue
from selfreferral.intake.models import Referral
from tests.attacks.posing import TEXTS, signed_up
from tests.browser.staff import is_in
from tests.cast import Player
from tests.selfreferral.mine.coming_back import CODE
from tests.selfreferral.walking import FIRST

# Each would tell the binding, which no script of ours knows.
RUNS = "window.ran(document.location.href)"
PAYLOADS = (
    f"<script>{RUNS}</script>",
    f"<img src=x onerror={RUNS}>",
    f"<svg/onload={RUNS}>",
    f"\"><img src=x onerror='{RUNS}'>",
    f"</script><script>{RUNS}</script>",
)
ALL = " ".join(PAYLOADS)
SHORT = f"<img src=x onerror={RUNS}>"
LINK = f"javascript:{RUNS}"
RICH = f'<p>{SHORT}<a href="{LINK}">Lees</a><script>{RUNS}</script></p>'


@pytest.fixture
def ran(page: Page) -> list[str]:
    """Where a script of ours ran, or a dialogue opened."""
    told: list[str] = []
    page.context.expose_binding("ran", lambda _source, where: told.append(where))
    page.on("dialog", lambda dialog: (told.append(dialog.message), dialog.dismiss()))
    return told


def _look(page: Page, *addresses: str) -> None:
    for address in addresses:
        page.goto(address)
        page.wait_for_load_state("networkidle")
        page.evaluate("document.querySelectorAll('a[href^=\"javascript:\" i]').forEach((link) => link.click())")


def test_the_alarm_rings(page: Page, ran: list[str]) -> None:
    page.set_content(f"<title>x</title>{SHORT}")
    page.wait_for_function("true")
    expect(page.locator("img")).to_have_count(1)
    page.wait_for_timeout(200)
    assert ran


def test_what_a_visitor_types_is_text_to_them(page: Page, ran: list[str]) -> None:
    _look(page, f"/zoeken/?q={ALL}", f"/{SHORT}/")
    page.goto("/zoeken/?q=" + SHORT)
    expect(page.locator("main input[type=search]")).to_have_value(SHORT)
    _look(page, CODE)
    page.locator("[name=code]").fill(SHORT)
    page.locator("main form button[type=submit]").first.click()
    assert ran == []


def test_what_a_visitor_sent_is_text_to_colleagues(page: Page, ran: list[str], coordinator: Player) -> None:
    secret = signed_up(**dict.fromkeys(TEXTS, ALL), route="client", channel="other_person")
    queue.collect_letters()
    referral = Referral.objects.get(pk=secret.letter_id)
    is_in(page, coordinator)
    at = f"/beheer/aanmeldingen/{referral.pk}/"
    _look(page, "/beheer/aanmeldingen/", f"/beheer/aanmeldingen/?q={ALL}", f"{at}inzage/", f"{at}verwijder/", at)
    expect(page.get_by_text(PAYLOADS[0]).first).to_be_attached()
    assert ran == []


def test_what_colleagues_write_is_text(page: Page, ran: list[str], technical_administrator: Player) -> None:
    get_image_model().objects.update(title=SHORT, description=SHORT)
    OrganisationSettings.objects.update(opening_hours=SHORT, form_title=SHORT, exit_text=SHORT, exit_url=LINK)
    about = InformationPage.objects.get(slug="over-ons", locale__language_code="nl")
    about.title, about.lead, about.search_description = ALL[:200], ALL[:200], ALL[:200]
    about.body = [("text", {"heading": SHORT, "text": RICH}), ("text", {"heading": ALL[:200], "text": ALL})]
    about.save_revision().publish()
    edit = f"/beheer/pages/{about.pk}/"
    _look(page, "/", "/over-ons/", "/contact/", "/zoeken/?q=img", FIRST)
    page.goto("/over-ons/")
    expect(page.locator("h1")).to_contain_text(PAYLOADS[0])
    is_in(page, technical_administrator)
    _look(
        page, "/beheer/pages/", edit, f"{edit}edit/", f"{edit}history/", "/beheer/reports/site-history/", "/beheer/images/"
    )
    _look(page, "/beheer/")
    assert ran == []
