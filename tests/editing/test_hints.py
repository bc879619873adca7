"""What an editor hears about a text, and what is left alone."""

from datetime import date

import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale

from home.addresses import SEARCH, SIGN_UP
from perspectief.editing.hints import hints_for
from tests.editing.conftest import MakePage, text

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 23)
LATER = date(2027, 11, 23)


def said(page, about: str) -> list[tuple[str, ...]]:
    """The places of the hints with these words in them."""
    return [hint.places for hint in hints_for(page, today=TODAY) if about in hint.text]


def test_a_careful_page_has_no_hints(make_page: MakePage):
    page = make_page(review_date=LATER, body=[text("<p>U praat met de ander. U stopt als u dat wilt.</p>")])
    assert hints_for(page, today=TODAY) == []


def test_a_long_sentence_is_quoted(make_page: MakePage):
    sentence = " ".join(["woord"] * 25) + "."
    assert said(make_page(body=[text(f"<p>{sentence}</p>")]), "meer dan 20 woorden") == [(sentence,)]


def test_list_items_are_sentences_of_their_own(make_page: MakePage):
    items = "".join(f"<li>{' '.join(['woord'] * 8)}</li>" for _ in range(4))
    assert not said(make_page(body=[text(f"<ul>{items}</ul>")]), "meer dan 20 woorden")


def test_long_words_are_named_and_the_word_of_the_site_is_not(make_page: MakePage):
    page = make_page(body=[text("<p>Herstelbemiddeling en vertrouwelijkheid.</p>")])
    assert said(page, "lang woord") == [("vertrouwelijkheid",)]


def test_je_on_an_ordinary_page_is_noticed_in_every_kind_of_field(make_page: MakePage):
    step = {"heading": "Bel", "text": "<p>Jij belt.</p>"}
    steps = {"heading": "Wat kun je doen", "steps": [step]}
    page = make_page(body=[{"type": "steps", "value": steps}], lead="Wat jij hier leest.")
    assert said(page, "zeggen we ‘u’") == [("Wat jij hier leest.", "Wat kun je doen", "Jij belt.")]


def test_u_on_a_page_for_young_people_is_noticed_and_je_is_not(make_page: MakePage):
    page = make_page(says_je=True, lead="Jij beslist.", body=[text("<p>Uw vraag is goed.</p><p>Je mag bellen.</p>")])
    assert said(page, "zeggen we ‘je’") == [("Uw vraag is goed.",)]


def test_what_others_say_may_be_said_in_their_way(make_page: MakePage):
    story = {"type": "example", "value": {"heading": "Sam", "text": "<p>Heb je spijt, vroeg ze.</p>"}}
    page = make_page(body=[story, text("<p>U kunt vragen: ‘Wat dacht je toen?’</p>")])
    assert not said(page, "zeggen we")


@pytest.mark.parametrize(
    "promise",
    [
        "U krijgt een lagere straf.",
        "Meedoen geeft minder straf.",
        "Dit levert strafvermindering op.",
        "De straf wordt vaak lager.",
        "U krijgt niet alleen antwoord maar ook een lagere straf.",
    ],
)
def test_a_promise_about_punishment_is_noticed(make_page: MakePage, promise: str):
    assert said(make_page(body=[text(f"<p>{promise}</p>")]), "belofte over straf") == [(promise,)]


@pytest.mark.parametrize(
    "truth",
    [
        "Wij beloven geen lagere straf.",
        "Meedoen geeft niet altijd minder straf.",
        "Niemand kan u een lagere straf beloven.",
        "De rechter bepaalt de straf.",
        "Krijg ik een lagere straf als ik meedoe?",
    ],
)
def test_saying_that_nothing_is_promised_is_no_promise(make_page: MakePage, truth: str):
    assert not said(make_page(body=[text(f"<p>{truth}</p>")]), "belofte over straf")


@pytest.mark.parametrize("pressure", ["U moet de dader vergeven.", "Vergeving is het doel.", "Zo leert u vergeven."])
def test_pressure_to_forgive_is_noticed(make_page: MakePage, pressure: str):
    assert said(make_page(body=[text(f"<p>{pressure}</p>")]), "Vergeven is nooit") == [(pressure,)]


def test_saying_that_one_need_not_forgive_is_no_pressure(make_page: MakePage):
    assert not said(make_page(body=[text("<p>U hoeft niet te vergeven. Niemand moet vergeven.</p>")]), "Vergeven is nooit")


def test_english_is_not_measured_as_dutch(make_page: MakePage):
    english, _ = Locale.objects.get_or_create(language_code="en")
    page = make_page(locale=english, lead="Je, u: " + " ".join(["word"] * 30), review_date=LATER)
    assert hints_for(page, today=TODAY) == []


@pytest.mark.parametrize(
    ("review_date", "words"),
    [(None, "geen datum"), (date(2026, 11, 23), "moest op 23-11-2026"), (date(2025, 1, 2), "moest op 02-01-2025")],
)
def test_a_review_date_that_is_missing_or_past_is_said(make_page: MakePage, review_date: date | None, words: str):
    assert said(make_page(review_date=review_date), words)


def test_a_page_without_a_description_for_search_engines_hears_so(make_page: MakePage):
    assert said(make_page(search_description=""), "beschrijving voor zoekmachines")


def test_a_telephone_number_in_the_text_points_to_the_one_place(make_page: MakePage):
    page = make_page(body=[text("<p>Bel 030 234 00 45 of 112, artikel 51 uit 2012.</p>")])
    assert said(page, "Los telefoonnummer") == [("030 234 00 45",)]


def test_links_that_lead_nowhere_are_named(make_page: MakePage):
    draft = make_page("Concept", live=False)
    stored = f'<a linktype="page" id="{draft.pk}">a</a> <a linktype="page" id="99">b</a> <a linktype="document" id="7">c</a>'
    typed = '<a href="/bestaat-niet/">d</a> <a href="http://testserver/weg/">e</a>'
    page = make_page(body=[text(f"<p>{stored} {typed}</p>")])
    assert said(page, "lopen dood") == [
        (
            "Concept (staat niet online)",
            "een pagina die is verwijderd",
            "een document dat is verwijderd",
            "/bestaat-niet/",
            "http://testserver/weg/",
        )
    ]


def test_links_that_lead_somewhere_are_left_alone(make_page: MakePage):
    goal = make_page("Nut", slug="nut")
    Redirect.objects.create(old_path="/oud", redirect_link="/nut/")
    own = ["/", "/nut/", "/nut", "/oud/", "/nut/folder/", SIGN_UP, f"{SIGN_UP}controleren/", SEARCH, "#hier"]
    addresses = [*own, "tel:112", "mailto:a@example.org", "https://example.org/weg/", "http://testserver/nut/?a=b#c"]
    links = " ".join(f'<a href="{address}">x</a>' for address in addresses)
    page = make_page(body=[text(f'<p><a linktype="page" id="{goal.pk}">a</a> {links}</p>')])
    assert not said(page, "lopen dood")
