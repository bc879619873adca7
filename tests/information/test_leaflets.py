"""Leaflets are made from the pages of today, and nobody sees from the outside whom one is for."""

import re

import pytest
from django.test import Client
from wagtail.models import Page

from information.models import AudiencePage, InformationPage
from information.qr_code import qr_code

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded_site")]

DOORS = ["slachtoffers", "daders", "professionals"]
SIDES = re.compile(r"slachtoffer|dader|verdachte|misdrijf|victim|offender|crime", re.IGNORECASE)


def _html(visitor: Client, path: str) -> str:
    response = visitor.get(path)
    assert response.status_code == 200
    return str(response.content.decode())


@pytest.mark.parametrize("door", DOORS)
def test_there_is_a_leaflet_behind_every_door(visitor: Client, door: str) -> None:
    page = AudiencePage.objects.get(slug=door, locale__language_code="nl")
    html = _html(visitor, f"/{door}/folder/")
    assert page.lead in html
    assert "030 234 00 45" in html
    assert f"http://127.0.0.1:8000/{door}/" in html


def test_a_leaflet_says_what_the_pages_say_today(visitor: Client) -> None:
    pages = InformationPage.objects.filter(slug="nut", url_path__contains="/daders/")
    pages.update(lead="Deze zin is van vandaag.")
    assert "Deze zin is van vandaag." in _html(visitor, "/daders/folder/")
    pages.get(locale__language_code="nl").unpublish()
    assert "Deze zin is van vandaag." not in _html(visitor, "/daders/folder/")


@pytest.mark.parametrize("door", DOORS)
def test_the_outside_names_no_side(visitor: Client, door: str) -> None:
    html = _html(visitor, f"/{door}/folder/")
    outside = re.search(r'<section class="sheet sheet--outside".*?</section>', html, re.DOTALL)
    assert outside
    assert not SIDES.search(outside[0])


def test_a_card_names_no_side_and_leads_to_the_front_page(visitor: Client) -> None:
    html = _html(visitor, "/professionals/kaartje/")
    cards = html[html.index('class="printable"') : html.index("</main>")]
    assert cards.count('class="hand-over"') == 8
    assert cards.count("http://127.0.0.1:8000/<") == 8
    assert not SIDES.search(cards)
    for word in ("vrijwillig", "vertrouwelijk", "gratis", "030 234 00 45"):
        assert cards.count(word) == 8, word


def test_a_screen_reader_hears_one_card_and_not_eight(visitor: Client) -> None:
    assert _html(visitor, "/professionals/kaartje/").count('class="cards-sheet__other" aria-hidden="true"') == 7


@pytest.mark.parametrize(
    "path", ["/contact/folder/", "/er-is-niets/folder/", "/slachtoffers/kaartje/", "/en/slachtoffers/folder/"]
)
def test_there_is_nothing_to_print_elsewhere(visitor: Client, path: str) -> None:
    assert visitor.get(path).status_code == 404


def test_a_door_that_is_closed_has_no_leaflet(visitor: Client) -> None:
    Page.objects.get(slug="daders", locale__language_code="nl").specific.unpublish()
    assert visitor.get("/daders/folder/").status_code == 404


def test_search_engines_find_the_pages_and_not_what_is_printed(visitor: Client) -> None:
    response = visitor.get("/slachtoffers/folder/")
    assert "noindex" in response["X-Robots-Tag"]
    assert 'rel="canonical"' not in response.content.decode()


def test_professionals_find_the_leaflets_and_others_are_not_bothered(visitor: Client) -> None:
    html = _html(visitor, "/professionals/")
    for path in (*(f"/{door}/folder/" for door in DOORS), "/professionals/kaartje/"):
        assert f'href="{path}"' in html, path
    assert "/folder/" not in _html(visitor, "/slachtoffers/")


def test_a_code_is_drawn_without_styles_and_tells_its_address_in_words(visitor: Client) -> None:
    code = qr_code("https://www.example.nl/?a=<b>")
    assert code.startswith("<svg")
    assert "style" not in code
    assert "<b>" not in code
    assert 'aria-label="QR-code die naar http://127.0.0.1:8000/daders/ gaat"' in _html(visitor, "/daders/folder/")


def test_a_leaflet_tells_how_it_goes_in_the_words_of_the_page(visitor: Client) -> None:
    page = InformationPage.objects.get(slug="werkwijze", url_path__contains="/daders/", locale__language_code="nl")
    (told,) = [block.value["steps"] for block in page.body if block.block_type == "steps"]
    html = _html(visitor, "/daders/folder/")
    inside = html[html.index("sheet--inside") :]
    assert [str(step["heading"]) for step in told] == re.findall(r"<li>([^<]*)</li>", inside)[: len(told)]
    assert "op papier" in inside


def test_professionals_find_the_leaflets_of_every_language_in_one_list(visitor: Client) -> None:
    html = _html(visitor, "/professionals/")
    for door in (*DOORS, "en/victims", "en/offenders", "en/professionals"):
        address = f"/{door}/leaflet/" if door.startswith("en/") else f"/{door}/folder/"
        assert f'href="{address}"' in html, address
        assert visitor.get(address).status_code == 200
    assert html.index('href="/daders/folder/"') < html.index('href="/en/offenders/leaflet/"')
    assert 'hreflang="en" lang="en">Leaflet: Offenders</a>' in html
