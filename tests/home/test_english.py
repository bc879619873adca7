"""The pages in English: nothing of them is left in Dutch, and the way to the other language is on every page."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Page

from home import addresses
from home.seed_sources import page_addresses, sources
from home.seeding import SEED
from tests.languages.dutch import dutch_in

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("seeded_site")]

WRITTEN = sources(SEED / "en")
ENGLISH = page_addresses(WRITTEN)
DUTCH = page_addresses(sources(SEED / "nl"))
MOST_QUERIES = 12
every_page = pytest.mark.parametrize("spot", ENGLISH, ids=lambda spot: "/".join(spot) or "front page")


def switch(page: str) -> list[tuple[str, str, str]]:
    """Address, language and name of each link in the language switch."""
    return re.findall(r'<a class="languages__link" href="([^"]*)" lang="(\w+)" hreflang="\2">(.*?)</a>', page)


@every_page
def test_a_page_is_in_english_from_top_to_bottom(visitor: Client, spot: tuple[str, ...]) -> None:
    response = visitor.get(f"/en{ENGLISH[spot]}")
    assert response.status_code == 200
    assert '<html lang="en">' in response.text
    assert response["Content-Language"] == "en"
    assert dutch_in(response.text) == []


@pytest.mark.parametrize("spot", [source.spot for source in WRITTEN if source.easy], ids="/".join)
def test_easy_language_is_offered_and_is_in_english_too(visitor: Client, spot: tuple[str, ...]) -> None:
    address = f"/en{ENGLISH[spot]}"
    assert "Read this in easy language" in visitor.get(address).text
    easy = visitor.get(f"{address}?eenvoudig").text
    assert "Read the standard text" in easy
    assert dutch_in(easy) == []


@every_page
def test_a_page_leads_to_the_same_page_in_the_other_language_and_back(visitor: Client, spot: tuple[str, ...]) -> None:
    english, dutch = f"/en{ENGLISH[spot]}", DUTCH[spot]
    assert switch(visitor.get(english).text) == [(dutch, "nl", "Nederlands")]
    assert switch(visitor.get(dutch).text) == [(english, "en", "English")]


def test_both_sides_have_the_same_journey() -> None:
    def below(door: str) -> list[str]:
        return [source.front.slug for source in WRITTEN if source.spot[:-1] == (door,)]

    assert below("slachtoffers") == [*below("daders"), "relatives-and-loved-ones"]
    assert below("professionals")[:3] == below("daders")[:3]


def test_a_page_without_a_translation_leads_to_the_other_front_door(visitor: Client) -> None:
    assert switch(visitor.get("/over-ons/aanpak/").text) == [("/en/", "en", "English")]


def test_a_translation_that_is_not_published_is_not_linked_to(visitor: Client) -> None:
    Page.objects.get(slug="about-us").specific.unpublish()
    assert switch(visitor.get("/over-ons/").text) == [("/en/", "en", "English")]


@pytest.mark.parametrize(("address", "other"), [("/bestaat-niet/", "/en/"), ("/en/not-there/", "/")])
def test_a_page_that_is_not_there_leads_to_the_other_front_door(visitor: Client, address: str, other: str) -> None:
    response = visitor.get(address)
    assert response.status_code == 404
    assert [url for url, _, _ in switch(response.text)] == [other]


def test_the_page_that_is_not_there_speaks_english_too(visitor: Client) -> None:
    page = visitor.get("/en/not-there/").text
    assert "This page does not exist" in page
    assert 'href="/en/victims/"' in page
    assert dutch_in(page) == []


@pytest.mark.parametrize("path", ["/en/", "/en/victims/", "/en/victims/purpose/", "/en/contact/"])
def test_a_page_takes_few_queries(visitor: Client, path: str, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    visitor.get(path)
    with django_assert_max_num_queries(MOST_QUERIES):
        visitor.get(path)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_addresses_that_every_page_links_to_exist(visitor: Client, language: str) -> None:
    with translation.override(language):
        assert addresses.in_language(addresses.SIGN_UP) == reverse("selfreferral:start")
        assert addresses.in_language(addresses.LEAVE) == reverse("selfreferral:leave")
        pages = (addresses.HOME, *(f"/{path}" for path in addresses.TRANSLATED))
        assert [visitor.get(addresses.in_language(path)).status_code for path in pages] == [200] * len(pages)
