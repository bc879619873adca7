"""A real Chromium, without our Content-Security-Policy to help, gets every payload as the site would show it."""

from playwright.sync_api import Page

from information.sanitise import sanitise
from tests.information.xss import PAYLOADS

EVERY_ATTRIBUTE = """() => [...document.body.querySelectorAll("*")].flatMap(
  element => [...element.attributes].map(({ name }) => `${element.localName} ${name}`))"""
ADDRESSES = """() => [...document.links].map(
  link => new URL(link.getAttribute("href"), "https://site.example/").protocol)"""


def test_nothing_runs_in_a_browser_that_would_let_it(page: Page) -> None:
    ran: list[str] = []
    page.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.dismiss()))
    page.set_content("<p><img src=x onerror=alert(1)></p>")
    page.wait_for_timeout(200)
    assert ran  # this browser does run what is not sanitised
    ran.clear()
    for payload in PAYLOADS:
        page.set_content(f"<!doctype html><body><div>{sanitise(payload)}</div>", wait_until="commit")
        assert set(page.evaluate(EVERY_ATTRIBUTE)) <= {"a href", "a linktype", "a id"}, payload
        assert set(page.evaluate(ADDRESSES)) <= {"http:", "https:", "mailto:", "tel:"}, payload
        page.dispatch_event("body", "mouseover")
    page.wait_for_timeout(300)
    assert ran == []
