"""The form, filled in without a browser: for a claim about what comes after it. Walking there takes a browser seconds."""

from django.conf import settings
from django.test import Client
from playwright.sync_api import Page

from tests.browser import form
from tests.selfreferral.walking import CHECK, START, VICTIM_BY_PHONE, fill_in


def at_the_check_page(page: Page) -> None:
    """A victim who wants to be called, as in `form.to_the_check_page`."""
    at_the_page(CHECK, page)
    form.heading(page, form.CHECK_HEADING)


def at_the_page(address: str, page: Page) -> None:
    """The same, on the way. The site knows them by their cookie."""
    visitor = Client()
    fill_in(visitor, VICTIM_BY_PHONE, until=address)
    page.goto(START)
    cookie = {"value": visitor.cookies[settings.DRAFT_COOKIE_NAME].value, "url": page.url.removesuffix(START)}
    page.context.add_cookies([{"name": settings.DRAFT_COOKIE_NAME, "sameSite": "Strict", **cookie}])
    page.goto(address)
