"""Coming back with the code in a real browser: with and without scripts, by keyboard, on a small screen, and leaving."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from home.models import OrganisationSettings
from selfreferral.models import Kind, Letter
from selfreferral.public.mine.visit import SILENCE
from selfreferral.public.models import Draft
from tests.browser import form
from tests.browser.answered import at_the_check_page

EXIT = "https://elsewhere.example/"
STANDING = "Zo staat het met de aanmelding"
MINUTES = 60_000


def _sign_up(page: Page) -> str:
    """Somebody signs up and closes the page; returns the code."""
    at_the_check_page(page)
    return _sent(page)


def _sent(page: Page) -> str:
    code = form.send(page)
    page.get_by_role("button", name="Ik heb de code, sluit af").click()
    form.heading(page, "U bent klaar")
    return code


def _walk(page: Page) -> str:
    """The same, by every page of the form."""
    page.goto("/aanmelden/")
    form.to_the_check_page(page)
    return _sent(page)


def _come_back(page: Page, code: str) -> None:
    page.goto("/")
    page.get_by_role("contentinfo").get_by_role("link", name="Mijn aanmelding").click()
    page.get_by_role("link", name="Vul uw code in").click()
    form.write(page, "Wat is uw code?", code)
    form.heading(page, STANDING)


def _do(page: Page, what: str) -> None:
    page.get_by_role("link", name=what).click()


@pytest.fixture
def holder(page: Page) -> Page:
    """Somebody who looks at where it stands."""
    _come_back(page, _sign_up(page))
    return page


@pytest.mark.on_both
@pytest.mark.parametrize("has_scripts", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_the_whole_way_back(open_browser, has_scripts):
    page = open_browser(java_script_enabled=has_scripts)
    code = _walk(page)
    page.goto("/mijn-aanmelding/code/")
    form.write(page, "Wat is uw code?", "verkeerd")
    expect(page.get_by_role("alert")).to_contain_text("Met deze code vinden wij geen aanmelding.")
    _come_back(page, code.lower().replace("-", " "))
    expect(page.locator("[aria-current=step]")).to_contain_text("Ontvangen")
    expect(page.locator("main")).not_to_contain_text("Noor")

    _do(page, "Iets toevoegen")
    page.get_by_label("Wat wilt u toevoegen?").fill("Bel niet op zondag.")
    page.get_by_role("button", name="Verstuur", exact=True).click()
    expect(page.locator("main").get_by_role("status").first).to_contain_text("Wat u toevoegde, is aangekomen.")

    _do(page, "Wijzigen hoe wij u bereiken")
    form.choose(page, "Hoe kunnen we u veilig bereiken?", "Brief")
    form.write(page, "Op welk adres kunnen we u schrijven?", "Kerkstraat 1")
    form.choose(page, "Kan iemand anders uw e-mail of post lezen?", "Ja")
    form.heading(page, "Controleer de wijziging")
    page.get_by_role("button", name="Verstuur de wijziging").click()
    form.heading(page, STANDING)

    _do(page, "De aanmelding intrekken")
    page.get_by_role("button", name="Ja, trek de aanmelding in").click()
    expect(page.get_by_role("heading", name="De aanmelding is ingetrokken")).to_be_visible()
    _do(page, "Vragen om de gegevens te verwijderen")
    page.get_by_role("button", name="Ja, verwijder de gegevens").click()
    expect(page.get_by_role("heading", name="Er is gevraagd om de gegevens te verwijderen")).to_be_visible()
    page.get_by_role("button", name="Klaar, sluit af").click()
    form.heading(page, "U bent afgemeld")
    kinds = list(Letter.objects.order_by("received_at").values_list("kind", flat=True))
    assert kinds == [Kind.REFERRAL, Kind.ADDITION, Kind.CORRECTION, Kind.WITHDRAWAL, Kind.ERASURE]
    assert page.context.cookies() == []


def test_axe_finds_nothing_on_any_page_and_none_scrolls_sideways(page, axe):
    page.set_viewport_size({"width": 360, "height": 740})
    code = _sign_up(page)
    found = []

    def check() -> None:
        found.extend(axe.violations_in_any_colours(page))
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append(f"{page.url} is too wide")

    for address in ("", "code/", "afgesloten/"):
        page.goto(f"/mijn-aanmelding/{address}")
        check()
    page.goto("/mijn-aanmelding/code/")
    form.write(page, "Wat is uw code?", "verkeerd")
    page.get_by_role("alert").wait_for()
    check()
    _come_back(page, code)
    check()
    for address in ("aanvullen/", "bereiken/bereiken/", "intrekken/", "verwijderen/"):
        page.goto(f"/mijn-aanmelding/{address}")
        check()
    page.goto("/mijn-aanmelding/intrekken/")
    page.get_by_role("button", name="Ja, trek de aanmelding in").click()
    page.get_by_role("heading", name="De aanmelding is ingetrokken").wait_for()
    check()
    assert found == []


def test_it_works_with_the_keyboard_alone(page):
    code = _sign_up(page)
    page.goto("/mijn-aanmelding/code/")
    page.get_by_label("Wat is uw code?").focus()
    page.keyboard.insert_text(code)
    page.keyboard.press("Enter")
    form.heading(page, STANDING)
    page.get_by_role("link", name="De aanmelding intrekken").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Ja, trek de aanmelding in").focus()
    page.keyboard.press("Enter")
    expect(page.locator("main").get_by_role("status").first).to_contain_text("De aanmelding is nu ingetrokken.")
    expect(page.locator("main").get_by_role("status").first).to_be_focused()


@pytest.mark.parametrize("way", ["shift", "click"])
def test_leaving_wipes_the_visit_and_the_cookies(page, way):
    OrganisationSettings.objects.update_or_create(pk=OrganisationSettings.load().pk, defaults={"exit_url": EXIT})
    page.context.route(f"{EXIT}**", lambda route: route.fulfill(body="Het weer"))
    _come_back(page, _sign_up(page))
    assert Draft.objects.count() == 1
    page.wait_for_load_state("domcontentloaded")  # after that the script listens
    if way == "shift":
        for _ in range(3):
            page.keyboard.press("Shift")
    else:
        page.get_by_role("link", name="Verlaat deze site").first.click()
    page.wait_for_url(EXIT)
    form.soon(page, lambda: not Draft.objects.exists())
    form.soon(page, lambda: page.context.cookies() == [])


def test_the_way_back_after_signing_off_shows_nothing(holder):
    holder.get_by_role("button", name="Klaar, sluit af").click()
    form.heading(holder, "U bent afgemeld")
    holder.go_back()
    form.heading(holder, "Wat is uw code?")


def test_the_first_page_sets_no_cookie(page):
    page.goto("/mijn-aanmelding/", wait_until="networkidle")
    assert page.context.cookies() == []


def test_who_is_silent_is_asked_and_can_go_on(page, axe):
    page.clock.install()
    _come_back(page, _sign_up(page))
    _do(page, "Iets toevoegen")
    page.get_by_label("Wat wilt u toevoegen?").fill("Half getypt")
    asked = page.get_by_role("dialog", name="Bent u er nog?")
    page.clock.fast_forward(11 * MINUTES)
    expect(asked).to_be_hidden()
    page.clock.fast_forward(2 * MINUTES)
    expect(asked).to_contain_text("sluiten wij af")
    assert axe.violations(page) == []
    page.get_by_role("button", name="Ga door").click()
    expect(asked).to_be_hidden()
    expect(page.get_by_label("Wat wilt u toevoegen?")).to_have_value("Half getypt")
    Draft.objects.update(saved_at=timezone.now() - SILENCE - timedelta(seconds=1))  # the server's clock
    page.clock.fast_forward(16 * MINUTES)
    page.wait_for_url("**/mijn-aanmelding/code/")
    assert "Half getypt" not in page.content()


def test_the_confirmation_leads_back_on_screen_and_on_paper(page):
    at_the_check_page(page)
    form.send(page)
    expect(page.get_by_role("link", name="Dat kan bij Mijn aanmelding").first).to_have_attribute("href", "/mijn-aanmelding/")
    page.emulate_media(media="print")
    expect(page.get_by_text(re.compile(r"127\.0\.0\.1:\d+/mijn-aanmelding/"))).to_be_visible()
