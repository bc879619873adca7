"""Somebody finds what they mean, whatever word they use and however they write it."""

import logging
import time

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from home.models import SearchSynonym
from home.search.answering import LONGEST
from home.synonyms_seed import seed_synonyms
from information.models import InformationPage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded_site")]


@pytest.fixture(autouse=True)
def _synonyms(seeded_site: None) -> None:
    seed_synonyms()


@pytest.fixture
def passage() -> InformationPage:
    """A page whose words no other page has."""
    page = InformationPage.objects.get(slug="contact", locale__language_code="nl")
    page.title, page.lead = "Fietsenmaker", "Hier repareren wij fietsbanden."
    page.body = [("text", {"heading": "Ventielen", "text": "<p>Een lekke band <b>plakken</b> en herstellen we samen.</p>"})]
    page.save_revision().publish()
    return page


def found(visitor: Client, words: str) -> list[str]:
    return [result.url for result in visitor.get("/zoeken/", {"q": words}).context["results"]]


@pytest.mark.parametrize(
    "words",
    [
        "fietsenmaker",
        "FIETSENMAKERS",
        "fietsenmakre",  # swapped
        "fietsenmker",  # missing
        "fietzenmaaker",  # two errors in a long word
        "plakt",  # another form of the word
        "ventiel",
        "fietsband",
        "lekke banden",
        "plakken  ventielen?!",
    ],
)
def test_a_page_is_found_in_other_forms_and_with_typing_errors(visitor: Client, passage: Page, words: str) -> None:
    assert found(visitor, words)[:1] == ["/contact/"]


def test_part_of_a_compound_is_found(visitor: Client, passage: Page) -> None:
    assert "/contact/" in found(visitor, "maker")


def test_a_title_weighs_more_than_a_heading_and_a_heading_more_than_text(visitor: Client) -> None:
    places = {"doel": "text", "nut": "heading", "werkwijze": "title"}
    for slug, place in places.items():
        page = InformationPage.objects.get(slug=slug, url_path__contains="daders")
        heading = "Fietsbel" if place == "heading" else "Iets"
        page.title = "De fietsbel" if place == "title" else page.title
        text = "fietsbel" if place == "text" else "iets"
        page.body = [("text", {"heading": heading, "text": f"<p>{text}</p>"})]
        page.save_revision().publish()
    assert found(visitor, "fietsbel") == ["/daders/werkwijze/", "/daders/nut/", "/daders/doel/"]


@pytest.mark.parametrize("words", ["velo", "rijwiel hersteller", "Rijwiel-hersteller"])
def test_synonyms_of_one_word_and_of_more_words_are_found(visitor: Client, passage: Page, words: str) -> None:
    SearchSynonym.objects.create(words="fietsenmaker, velo, rijwiel hersteller")
    assert found(visitor, words)[:1] == ["/contact/"]


@pytest.mark.parametrize("words", ["mediation", "herstelgesprek", "slachtoffer in beeld", "mediaton"])
def test_the_words_people_use_for_mediation_lead_to_mediation(visitor: Client, words: str) -> None:
    page = visitor.get("/zoeken/", {"q": words})
    assert page.context["total"] >= 5
    assert "<mark>" in page.text


def test_an_editor_puts_a_page_first_with_a_row_that_has_its_title(visitor: Client) -> None:
    assert found(visitor, "gesprek")[0] != "/privacy/"
    SearchSynonym.objects.create(words="gesprek, Privacy")
    page = visitor.get("/zoeken/", {"q": "gesprek"})
    first = page.context["results"][0]
    assert (first.url, first.is_promoted) == ("/privacy/", True)
    assert "aanbevolen" in page.text


def test_the_page_says_how_many_there_are_in_its_title_and_heading(visitor: Client, passage: Page) -> None:
    page = visitor.get("/zoeken/", {"q": "ventielen"}).text
    assert page.count("1 pagina gevonden voor ‘ventielen’") == 2
    assert page.count("<h1") == 1


def test_a_corrected_word_is_told(visitor: Client, passage: Page) -> None:
    assert "Wij zochten naar <strong>fietsenmaker</strong>" in visitor.get("/zoeken/", {"q": "fietsenmker"}).text


def test_the_excerpt_shows_the_words_and_escapes_the_rest(visitor: Client, passage: Page) -> None:
    passage.body = [("text", {"heading": "", "text": "<p>5 &lt; 6 &amp; &lt;script&gt; en wij plakken.</p>"})]
    passage.save_revision().publish()
    page = visitor.get("/zoeken/", {"q": "geplakt plakken"}).text
    assert "<mark>plakken</mark>" in page
    assert "5 &lt; 6 &amp; &lt;script&gt;" in page


def test_nothing_found_still_helps(visitor: Client) -> None:
    page = visitor.get("/zoeken/", {"q": "bemidbemiddelbaarheid"})
    assert page.status_code == 200
    assert "Niets gevonden voor" in page.text
    assert "Bedoelde u" in page.text
    for help_text in (
        "030 234 00 45",
        'href="/slachtoffers/"',
        'href="/daders/"',
        'href="/professionals/"',
        'href="/contact/"',
    ):
        assert help_text in page.text[page.text.index("<main") :]


@pytest.mark.parametrize("words", ["bemidelling", "herstelgesprek", "slachtoffer in beeld"])
def test_what_we_do_comes_before_what_we_do_not(visitor: Client, words: str) -> None:
    urls = found(visitor, words)
    assert set(urls[:2]) == {"/slachtoffers/doel/", "/daders/doel/"}
    assert found(visitor, "mediation in strafzaken")[0] == "/mediation-in-strafzaken/"


def test_what_it_costs_is_answered_for_the_people_it_is_about_first(visitor: Client) -> None:
    assert not found(visitor, "kosten")[0].startswith("/professionals/werkwijze/")
    assert visitor.get("/zoeken/", {"q": "kosten"}).context["results"][0].is_promoted


@pytest.mark.parametrize("words", ["HALT", "halt", "taakstraf", "werkstraf"])
def test_other_penalties_are_no_typing_errors(visitor: Client, words: str) -> None:
    page = visitor.get("/zoeken/", {"q": words})
    assert page.context["total"]
    assert not page.context["answer"].understood


def test_an_answer_is_shown_with_its_question(visitor: Client, passage: InformationPage) -> None:
    pairs = [("Waar staat de pomp?", "Bij de deur."), ("Plakt u ook tandems?", "Dat doen we met een lange lijmtube.")]
    questions = [{"question": asked, "answer": f"<p>{told}</p>"} for asked, told in pairs]
    passage.body = [("questions", {"heading": "Vragen", "questions": questions})]
    passage.save_revision().publish()
    first = visitor.get("/zoeken/", {"q": "lijmtube"}).context["results"][0]
    assert "Plakt u ook tandems?" in first.excerpt
    assert "<mark>lijmtube</mark>" in first.excerpt
    assert "Bij de deur" not in first.excerpt


def test_pages_with_the_same_title_say_where_they_stand(visitor: Client) -> None:
    page = visitor.get("/zoeken/", {"q": "ervaringen"}).text
    assert "<mark>Ervaringen</mark>: Slachtoffers</a>" in page
    assert "<mark>Ervaringen</mark>: Daders</a>" in page
    assert "<mark>Contactverbod</mark></a>" in visitor.get("/zoeken/", {"q": "contactverbod"}).text


WAYS = ("/slachtoffers/", "/daders/", "/professionals/", "/brief-gekregen/", "/in-detentie/", "/jongeren/", "/keuzehulp/")


@pytest.mark.parametrize("address", ["/zoeken/", "/zoeken/?q=xqzzyxq", "/weg/"])
def test_who_finds_nothing_sees_where_to_begin(visitor: Client, address: str) -> None:
    main = visitor.get(address).text.split("<main")[1]
    assert [way for way in (*WAYS, "/contact/") if f'<a href="{way}"' not in main] == []


def test_english_readers_begin_in_english(visitor: Client) -> None:
    main = visitor.get("/en/nowhere/").text.split("<main")[1]
    for way in ("/en/received-a-letter/", "/en/young-people/", "/en/decision-aid/"):
        assert f'<a href="{way}"' in main


def test_an_unpublished_page_is_not_found_any_more(visitor: Client, passage: Page) -> None:
    assert found(visitor, "ventielen")
    passage.unpublish()
    assert found(visitor, "ventielen") == []


def test_a_draft_is_not_found(visitor: Client, passage: Page) -> None:
    passage.lead = "Nu met tandwielen."
    passage.save_revision()
    assert found(visitor, "tandwielen") == []


@pytest.mark.parametrize(
    "words",
    [
        "<script>alert(1)</script>",
        "' OR 1=1; DROP TABLE wagtailcore_page; --",
        "\x00\x1f\ufffe",
        "%s %(x)s {0} {{ settings }} {% debug %}",
        "()*+?[a-z]^$\\",
        "\U0001f47b" * 30,
        "a" * 20_000,
        "ab " * 5_000,
        "\u202e\u0301" * 50,
        "ﬁ Ⅷ ﷺ",
    ],
)
def test_hostile_words_are_only_words(visitor: Client, words: str) -> None:
    started = time.perf_counter()
    page = visitor.get("/zoeken/", {"q": words})
    assert time.perf_counter() - started < 2
    assert page.status_code == 200
    assert len(page.context["typed"]) <= LONGEST
    assert "<script>alert" not in page.text


def test_an_address_that_is_no_utf_8_is_no_fault(visitor: Client) -> None:
    assert visitor.get("/zoeken/?q=%ff%fe%00").status_code == 200


@pytest.mark.parametrize("words", ["", "bemiddeling", "xqzzy"])
def test_what_is_searched_is_not_kept_anywhere(visitor: Client, words: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        page = visitor.get("/zoeken/", {"q": words})
    assert {query["sql"].split()[0] for query in asked} <= {"SELECT"}
    assert not words or not [query for query in asked if words in query["sql"]]
    told = [record for record in caplog.records if record.name != "django.db.backends"]
    assert not words or not [record for record in told if words in record.getMessage()]
    assert not page.cookies
    assert page["Cache-Control"] == "no-store"
    assert "noindex" in page["X-Robots-Tag"]


def test_a_search_only_asks_and_never_changes(visitor: Client) -> None:
    assert visitor.post("/zoeken/", {"q": "x"}).status_code == 405


def test_a_search_takes_few_queries_and_little_time(visitor: Client) -> None:
    visitor.get("/zoeken/", {"q": "bemiddeling"})
    with CaptureQueriesContext(connection) as asked:
        visitor.get("/zoeken/", {"q": "bemideling"})
    assert len(asked) <= 15


def test_what_is_not_there_offers_a_search(visitor: Client) -> None:
    page = visitor.get("/bestaat-niet/")
    assert page.status_code == 404
    assert 'action="/zoeken/"' in page.text
    assert 'name="q"' in page.text


def test_every_page_leads_to_the_search(visitor: Client) -> None:
    html = visitor.get("/slachtoffers/").text
    menu = html[html.index('class="menu"') : html.index("<main")]
    assert 'href="/zoeken/"' in menu
    assert 'href="/zoeken/"' in html[html.index("<footer") :]


def test_a_language_finds_its_own_pages_only(visitor: Client, passage: Page) -> None:
    page = visitor.get(visitor.get("/en/").context["search_address"], {"q": "fietsenmaker"})
    assert page.status_code == 200
    assert page.context["results"] == []
