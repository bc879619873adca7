"""Somebody whom a rule put aside: the form goes on as for everybody, and Google hears nothing before a click."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Request, expect

from selfreferral.models import Letter
from tests.browser import form
from tests.browser.answered import at_the_check_page
from tests.selfreferral.google import PROOF, Google

CLICK = "Naar de controle van Google"
BOX = "I'm not a robot"


@pytest.fixture(autouse=True)
def everybody_is_too_fast(settings) -> None:
    settings.LEAST_SECONDS = 3600


@pytest.fixture
def asked() -> set[str]:
    """Every server that the browser asked something of."""
    return set()


@pytest.fixture
def visitor(open_browser: Callable[..., Page], asked: set[str]) -> Callable[..., Page]:
    """Somebody at the check page; `by` every page before it, where that matters."""

    def arrived(*, by: Callable[[Page], None] = at_the_check_page, **options: object) -> Page:
        page = open_browser(ignore_https_errors=True, **options)
        page.on("request", lambda request: _note(asked, request))
        page.goto("/aanmelden/")
        by(page)
        return page

    return arrived


def _note(asked: set[str], request: Request) -> None:
    asked.add(urlsplit(request.url).netloc)


def _send_from_the_proof_page(page: Page) -> None:
    page.get_by_role("button", name="Verstuur de aanmelding").click()
    form.heading(page, form.DONE_HEADING)


def _is_put_aside() -> bool:
    return Letter.objects.get().needs_check


@pytest.mark.parametrize("has_scripts", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_without_keys_it_is_sent_like_any_other(visitor, has_scripts, asked, site):
    page = visitor(by=form.to_the_check_page, java_script_enabled=has_scripts)
    expect(page.get_by_role("button", name=CLICK)).to_have_count(0)
    form.send(page)
    assert _is_put_aside()
    assert asked == {urlsplit(site).netloc}


@pytest.mark.parametrize("has_scripts", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_without_a_click_google_hears_nothing_and_it_is_taken(google: Google, visitor, has_scripts, asked, site):
    page = visitor(by=form.to_the_check_page, java_script_enabled=has_scripts)
    expect(page.get_by_role("button", name=CLICK)).to_be_visible()
    form.send(page)
    assert _is_put_aside()
    assert asked == {urlsplit(site).netloc}
    assert google.loaded == google.asked == []


def test_after_the_click_a_person_can_show_to_be_one(google: Google, visitor, asked, site):
    page = visitor(by=form.to_the_check_page)
    assert asked == {urlsplit(site).netloc}
    page.get_by_role("button", name=CLICK).click()
    page.get_by_label(BOX).check()
    _send_from_the_proof_page(page)
    assert not _is_put_aside()
    assert asked == {urlsplit(site).netloc, google.domain}
    assert google.asked[0]["response"] == [PROOF]


def test_after_the_click_sending_without_the_box_is_taken(google: Google, visitor):
    page = visitor()
    page.get_by_role("button", name=CLICK).click()
    expect(page.get_by_label(BOX)).to_be_visible()
    _send_from_the_proof_page(page)
    assert _is_put_aside()


def test_version_3_needs_no_more_than_the_press(google: Google, visitor, settings):
    settings.RECAPTCHA_VERSION = "3"
    google.says = {"success": True, "action": "aanmelden", "score": 0.9}
    page = visitor()
    page.get_by_role("button", name=CLICK).click()
    expect(page.locator("main")).to_contain_text("U hoeft verder niets te doen")
    form.soon(page, lambda: bool(google.loaded))
    _send_from_the_proof_page(page)
    assert not _is_put_aside()


def test_version_3_is_waited_for_when_somebody_presses_before_its_script_arrived(google: Google, visitor, settings):
    settings.RECAPTCHA_VERSION = "3"
    google.says, google.waits = {"success": True, "action": "aanmelden", "score": 0.9}, 1
    page = visitor()
    page.get_by_role("button", name=CLICK).click(no_wait_after=True)
    form.soon(page, lambda: bool(google.loaded))  # asked for, and a second away
    _send_from_the_proof_page(page)
    assert not _is_put_aside()


@pytest.mark.parametrize("version", ["2", "3"])
def test_a_google_that_cannot_be_reached_stops_nobody(google: Google, visitor, settings, version):
    settings.RECAPTCHA_VERSION, settings.RECAPTCHA_DOMAIN = version, "127.0.0.1:1"
    page = visitor()
    page.get_by_role("button", name=CLICK).click()
    _send_from_the_proof_page(page)
    assert _is_put_aside()


def test_a_version_3_that_hangs_stops_nobody(google: Google, visitor, settings):
    settings.RECAPTCHA_VERSION = "3"
    page = visitor()
    page.route(re.compile(r"/recaptcha/api\.js"), lambda route: route.fulfill(body=HANGS, content_type="text/javascript"))
    page.get_by_role("button", name=CLICK).click()
    _send_from_the_proof_page(page)
    assert _is_put_aside()


HANGS = "window.grecaptcha = { ready: (then) => then(), execute: () => new Promise(() => {}) };"


def test_without_javascript_the_click_says_that_it_is_of_no_use(google: Google, visitor):
    page = visitor(java_script_enabled=False)
    page.get_by_role("button", name=CLICK).click()
    expect(page.locator("main")).to_contain_text("De controle werkt alleen met JavaScript")
    _send_from_the_proof_page(page)
    assert _is_put_aside()
    assert google.loaded == []


@pytest.mark.parametrize("is_clicked", [False, True], ids=["before the click", "after the click"])
def test_the_page_with_the_offer_is_accessible_and_our_policy_refuses_nothing(google: Google, visitor, axe, is_clicked):
    page = visitor()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type in {"error", "warning"} else None)
    if is_clicked:
        page.get_by_role("button", name=CLICK).click()
        expect(page.get_by_label(BOX)).to_be_visible()
    else:
        page.reload()
    assert complaints == []
    assert axe.violations(page) == []


def test_who_goes_back_finds_the_answers_and_can_send(google: Google, visitor):
    page = visitor()
    page.get_by_role("button", name=CLICK).click()
    expect(page.locator("main")).not_to_contain_text("Noor")
    page.get_by_role("link", name="Terug naar uw antwoorden").click()
    form.heading(page, form.CHECK_HEADING)
    form.send(page)
    assert _is_put_aside()


def test_nobody_can_see_or_reach_the_trap(visitor):
    page = visitor()
    trap = page.locator("[name=reden_bezoek]")
    expect(trap).to_be_hidden()
    assert "reden" not in page.locator("form").last.aria_snapshot().lower()
