"""The whole site, every page of it: what a visitor may count on wherever they are."""

from collections import Counter
from urllib.parse import urlsplit

import pytest

from home.seed_sources import page_addresses, sources
from home.seeding import SEED
from tests.browser.crawling import Site, crawl

PREFIXES = {"nl": "", "en": "/en"}

_read: list[Site] = []


@pytest.fixture
def whole(request: pytest.FixtureRequest) -> Site:
    """The first content, read once: no test here changes it."""
    if not _read:
        page, root = request.getfixturevalue("page"), request.getfixturevalue("site")
        page.context.set_default_timeout(60_000)
        _read.append(crawl(page, root))
    return _read[0]


def _where(whole: Site, is_wrong) -> list[str]:
    return [address for address, facts in whole.pages.items() if is_wrong(facts)]


def test_every_door_and_every_kind_of_page_is_reached(whole):
    paths = {urlsplit(address).path for address in whole.pages}
    expected = {"/", "/slachtoffers/", "/daders/werkwijze/", "/contact/", "/aanmelden/", "/zoeken/", "/en/"}
    assert expected | {"/slachtoffers/folder/", "/professionals/kaartje/"} <= paths


def test_every_page_of_the_first_content_is_reached(whole):
    paths = {urlsplit(address).path for address in whole.pages}
    written = {f"{prefix}{address}" for code, prefix in PREFIXES.items() for address in _addresses(code)}
    assert written - paths == set()


def _addresses(code: str) -> list[str]:
    return list(page_addresses(sources(SEED / code)).values())


def test_no_link_is_broken(whole):
    assert whole.broken == []


def test_every_page_has_one_main_heading(whole):
    assert _where(whole, lambda facts: facts["headings"] != 1) == []


def test_every_page_says_the_language_of_its_address(whole):
    said = {address: facts["language"] for address, facts in whole.pages.items()}
    assert {address for address, code in said.items() if code != _language(address)} == set()


def _language(address: str) -> str:
    first = urlsplit(address).path.split("/")[1]
    return first if first in {"en"} else "nl"


def test_no_two_pages_of_a_language_have_the_same_title(whole):
    titles = Counter((facts["language"], facts["title"]) for facts in _at_their_own_address(whole))
    assert [title for title, times in titles.items() if times > 1] == []


def _at_their_own_address(whole: Site) -> list[dict]:
    """Without the further pages of a list and other ways to see the same page."""
    return [facts for address, facts in whole.pages.items() if not urlsplit(address).query]


def test_every_page_has_a_title_and_a_description(whole):
    assert _where(whole, lambda facts: not facts["title"].strip() or not facts["description"].strip()) == []


def test_every_image_has_an_alternative(whole):
    assert _where(whole, lambda facts: facts["without_alt"]) == []


def test_no_place_in_a_page_is_named_twice(whole):
    assert _where(whole, lambda facts: facts["twice"]) == []


def test_no_style_or_script_stands_in_a_page(whole):
    assert [found for facts in whole.pages.values() for found in facts["inline"]] == []


def test_nothing_is_asked_of_another_server(whole):
    (address, *_) = whole.pages
    assert whole.hosts - {""} == {urlsplit(address).netloc}


def test_reading_leaves_no_cookie(whole):
    assert whole.cookies == []


def test_the_browser_complains_about_nothing(whole):
    assert whole.complaints == []
