"""Each kind of page shows what it is for, and reads the same without scripts."""

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from information.models import NewsIndexPage
from tests.information import kinds

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("seeded_site", "each_kind")]

MOST_QUERIES = 12


@pytest.fixture
def each_kind(seeded_site: None) -> None:
    kinds.make_each_kind()


@pytest.mark.parametrize("address", kinds.ADDRESSES)
def test_each_kind_is_shown_with_few_queries(
    visitor: Client, address: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    assert visitor.get(address).status_code == 200
    with django_assert_max_num_queries(MOST_QUERIES):
        html = visitor.get(address).text
    assert html.count("<h1") == 1
    assert "Set-Cookie" not in visitor.get(address).headers


def test_the_decision_aid_shows_both_sides_with_what_to_take_along(visitor: Client) -> None:
    html = visitor.get("/proef-keuzehulp/").text
    reading = html[: html.index("<template>")]
    for statement, _side, take_along in kinds.STATEMENTS:
        assert reading.count(statement) == 1
        assert reading.count(take_along) == 1
    assert reading.index(kinds.FOR) < reading.index("Wat ertegen kan pleiten") < reading.index(kinds.AGAINST)


def test_the_decision_aid_has_a_form_that_goes_nowhere_and_does_not_urge(visitor: Client) -> None:
    html = visitor.get("/proef-keuzehulp/").text
    assert re.findall(r"<form[^>]*>", html) == [
        '<form class="weighing__form" method="dialog" autocomplete="off" aria-labelledby="uitspraken">'
    ]
    assert "/aanmelden/" not in html


def test_plain_language_is_offered_where_it_was_written(visitor: Client) -> None:
    normal, easy = visitor.get("/proef-lezen/").text, visitor.get("/proef-lezen/?eenvoudig").text
    assert 'href="?eenvoudig"' in normal
    assert kinds.EASY not in normal
    assert kinds.EASY in easy
    assert "Wat het is" not in easy
    assert 'href="/proef-lezen/">Lees de gewone tekst' in easy
    assert "in eenvoudige taal" in easy[: easy.index("</title>")]


def test_where_no_plain_language_was_written_the_normal_page_is_shown(visitor: Client) -> None:
    html = visitor.get("/proef-nieuws/bericht-1/?eenvoudig").text
    assert "Wat het is" in html
    assert "eenvoudige taal" not in html


def test_news_is_shown_newest_first_ten_to_a_page(visitor: Client) -> None:
    first, second = visitor.get("/proef-nieuws/").text, visitor.get("/proef-nieuws/?pagina=2").text
    titles = re.compile(r'entry__title"><a href="[^"]+">([^<]+)<')
    assert titles.findall(first) == [f"Bericht {day}" for day in range(12, 2, -1)]
    assert titles.findall(second) == ["Bericht 2", "Bericht 1"]
    assert "12 maart 2026" in first
    assert 'href="?pagina=2">Oudere berichten' in first
    assert "Nieuwere" not in first
    assert 'href="?pagina=1">Nieuwere berichten' in second
    assert "Oudere" not in second


def test_news_tells_its_day(visitor: Client) -> None:
    assert '<time datetime="2026-03-01">1 maart 2026</time>' in visitor.get("/proef-nieuws/bericht-1/").text


def test_without_news_the_list_says_so(visitor: Client) -> None:
    news = NewsIndexPage.objects.get(slug="proef-nieuws")
    news.get_children().delete()
    assert "Er is nog geen nieuws." in visitor.get("/proef-nieuws/").text


def test_publications_say_what_they_are_and_how_large_the_document_is(visitor: Client) -> None:
    overview = visitor.get("/proef-publicaties/").text
    assert overview.index("Jaarverslag 2023") < overview.index("Jaarplan 2018")
    assert "Met document (pdf, 120 kB)" in overview


def test_a_publication_is_a_page_to_read_with_the_document_as_an_extra(visitor: Client) -> None:
    html = visitor.get("/proef-publicaties/verslag/").text
    assert "Wat het is" in html
    assert re.search(r'href="/media/documents/proefverslag[^"]*\.pdf">Download \(pdf, 120 kB\)', html)
    assert "Download" not in visitor.get("/proef-publicaties/plan/").text


def test_a_comparison_is_a_table_with_headers_on_both_sides(visitor: Client) -> None:
    html = visitor.get("/proef-lezen/").text
    table = html[html.index("<table") : html.index("</table>")]
    [named_by] = re.findall(r'aria-labelledby="([^"]+)"', table)
    assert f'<h2 id="{named_by}">Vormen van contact naast elkaar</h2>' in html
    assert re.findall(r'scope="col"[^>]*>([^<]+)<', table) == kinds.COMPARISON["columns"]
    assert re.findall(r'scope="row"[^>]*>([^<]+)<', table) == ["Elkaar zien", "Eigen tempo"]
    assert html.count("Helemaal zelf te bepalen") == 1
