"""One page of each kind with something on it, made on the seeded site for tests."""

from datetime import date

from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.models import Page

from home.models import HomePage
from information.models import (
    DecisionAidPage,
    InformationPage,
    NewsIndexPage,
    NewsPage,
    PublicationPage,
    PublicationsPage,
)

FOR = "Ik wil antwoorden die alleen de ander kan geven."
AGAINST = "Ik ben bang dat het mij te veel wordt."
EASY = "Dit is kort. Dit is makkelijk."
STATEMENTS = (
    ("Ik wil weten waarom het gebeurde.", "for", FOR),
    ("Ik slaap slecht als ik eraan denk.", "against", AGAINST),
    ("Ik wil laten zien wat het met mij deed.", "for", "Ik wil dat de ander hoort wat het met mij deed."),
    ("Mijn familie wil het liever niet.", "against", "Ik wil eerst met mijn familie praten."),
)
ADDRESSES = (
    *("/proef-keuzehulp/", "/proef-nieuws/", "/proef-nieuws/?pagina=2", "/proef-nieuws/bericht-1/"),
    *("/proef-publicaties/", "/proef-publicaties/verslag/", "/proef-lezen/", "/proef-lezen/?eenvoudig"),
)
COMPARISON = {
    "heading": "Vormen van contact naast elkaar",
    "columns": ["Gesprek", "Brief", "Bemiddelaar gaat heen en weer"],
    "rows": [
        {"aspect": "Elkaar zien", "cells": ["Ja, met de bemiddelaar erbij", "Nee", "Nee"]},
        {"aspect": "Eigen tempo", "cells": ["Op een afgesproken moment", "Helemaal zelf te bepalen", "Grotendeels"]},
    ],
}
BODY = [
    ("text", {"heading": "Wat het is", "text": "<p>Een eerste zin. Een <b>tweede</b> zin.</p>"}),
    ("questions", {"heading": "Vragen", "questions": [{"question": "Mag het ook niet?", "answer": "<p>Ja, dat mag.</p>"}]}),
    ("comparison", COMPARISON),
    ("example", {"heading": "Twee buren", "text": "<p>Het liep anders.</p>"}),
    ("text", {"heading": "Verder lezen", "text": '<p>Zie <a href="https://elders.example/wet">de wet</a>.</p>'}),
]


def make_each_kind(language: str = "nl") -> None:
    """Below the home page, at the addresses in ADDRESSES; in English those begin with /en."""
    home = HomePage.objects.get(locale__language_code=language)
    statements = [("statement", {"statement": text, "side": side, "take_along": take}) for text, side, take in STATEMENTS]
    _add(home, DecisionAidPage(title="Keuzehulp", slug="proef-keuzehulp", statements=statements, body=BODY[:1]))
    easy = [("text", {"heading": "", "text": f"<p>{EASY}</p>"})]
    _add(home, InformationPage(title="Om te lezen", slug="proef-lezen", body=BODY, easy_body=easy))
    _make_news(home)
    _make_publications(home)


def _make_news(home: Page) -> None:
    news = _add(home, NewsIndexPage(title="Nieuws", slug="proef-nieuws"))
    for day in range(1, 13):
        dated = NewsPage(title=f"Bericht {day}", slug=f"bericht-{day}", date=date(2026, 3, day), body=BODY[:1])
        _add(news, dated)


def _make_publications(home: Page) -> None:
    publications = _add(home, PublicationsPage(title="Publicaties", slug="proef-publicaties"))
    file = ContentFile(b"%PDF-1.4" + b" " * 119_992, name="proefverslag.pdf")
    document = get_document_model().objects.create(title="Jaarverslag", file=file)
    report = PublicationPage(
        title="Het jaar 2023", slug="verslag", sort="report", year=2023, document=document, body=BODY[:1]
    )
    _add(publications, report)
    _add(publications, PublicationPage(title="Plannen", slug="plan", sort="plan", year=2018))


def _add(parent: Page, page: Page) -> Page:
    page.lead = "Wat hier te lezen is, in een zin."
    parent.add_child(instance=page)
    return page
