"""A real Chromium at a real server. Each test has the site with its first content to itself."""

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from tests import programs
from tests.browser.accessibility import Axe
from tests.browser.keys import Key, PlugIn, plugged_in
from tests.browser.lines import live, wait_until_all_hung_up

QUIET = (
    *("--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",  # it asks nothing of the outside world
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser/" in item.path.as_posix():
            item.add_marker("browser")


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """pytest-playwright starts the Chromium of this machine. Chromium's sandbox refuses root."""
    root = ("--no-sandbox",) if os.geteuid() == 0 else ()
    return {"executable_path": str(programs.headless()), "args": [*QUIET, *root], "headless": True}


@pytest.fixture(scope="session")
def server(django_db_setup: None) -> Iterator[LiveServer]:
    """The development process on a free port. Its threads follow the database that is in use."""
    with live() as server:
        yield server


@pytest.fixture
def site(seeded_site: None, server: LiveServer) -> Iterator[str]:
    """The address of the site, without a slash at the end. Its database stays until everybody has left."""
    yield str(server.url)
    wait_until_all_hung_up(server)


@pytest.fixture
def open_browser(browser: Browser, site: str) -> Iterator[Callable[..., Page]]:
    """Somebody's own browser: nothing shared with another's."""
    contexts: list[BrowserContext] = []

    def with_options(**options: Any) -> Page:
        context = browser.new_context(base_url=site, locale="nl-NL", **options)
        context.set_default_timeout(15_000)
        contexts.append(context)
        return context.new_page()

    yield with_options
    for context in contexts:
        context.close()


@pytest.fixture
def plug_in(open_browser: Callable[..., Page], site: str) -> PlugIn:
    """Somebody's own browser with a key in it, at the site's name: a passkey belongs to a name and not to a number."""

    def plug(**options: object) -> Key:
        return plugged_in(open_browser(), home=site.replace("127.0.0.1", "localhost"), **options)

    return plug


@pytest.fixture
def page(open_browser: Callable[..., Page]) -> Page:
    """A visitor's browser."""
    return open_browser()


@pytest.fixture(scope="session")
def axe() -> Axe:
    """The accessibility checker."""
    return Axe()
