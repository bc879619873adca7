"""A visitor's browser talks to this site and to nobody else, and reading leaves nothing behind in it."""

from urllib.parse import urlsplit

from tests.browser import form
from tests.browser.test_accessibility import INFORMATION


def test_no_page_asks_anything_of_another_server(page, site):
    asked = set()
    page.on("request", lambda request: asked.add(urlsplit(request.url).netloc))
    for address in INFORMATION:
        page.goto(address, wait_until="networkidle")
    page.goto("/aanmelden/")
    form.to_the_check_page(page)
    form.send(page)
    assert asked - {""} == {urlsplit(site).netloc}


def test_reading_sets_no_cookie_and_stores_nothing(page):
    for address in (*INFORMATION, "/aanmelden/"):
        page.goto(address, wait_until="networkidle")
        assert page.context.cookies() == [], address
        assert page.evaluate("localStorage.length + sessionStorage.length") == 0, address


def test_nothing_is_refused_by_our_own_policy_and_no_script_fails(page):
    complaints = []
    page.on("console", lambda message: complaints.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    for address in INFORMATION:
        if address != "/er-is-niets/":
            page.goto(address, wait_until="networkidle")
    page.goto("/aanmelden/")
    form.to_the_check_page(page)
    form.send(page)
    assert complaints == []


def test_every_file_a_page_asks_for_is_there(page):
    missing = []
    page.on("response", lambda reply: missing.append(f"{reply.status} {reply.url}") if reply.status >= 400 else None)
    for address in (*INFORMATION[:-1], "/aanmelden/", "/aanmelden/voor-wie/"):
        page.goto(address, wait_until="networkidle")
    assert missing == []


def test_the_cookies_of_the_form_end_with_the_browser_and_are_for_us_alone(page):
    page.goto("/aanmelden/voor-wie/")
    form.choose(page, "Meldt u uzelf aan of iemand anders?", "Mijzelf")
    form.heading(page, "Wat past het best bij u?")
    for cookie in page.context.cookies():
        assert cookie["expires"] == -1, cookie["name"]
        assert cookie["httpOnly"], cookie["name"]
        assert cookie["sameSite"] == "Strict", cookie["name"]
