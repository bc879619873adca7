"""What search engines read in a page: who we are, where it stands, and questions only where they are shown."""

import pytest
from django.test import Client

from home.models import OrganisationSettings
from information.models import InformationPage
from tests.home.microdata import items

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("seeded_site")]

QUESTIONS = ("questions", {"heading": "", "questions": [{"question": "Mag ik nee zeggen?", "answer": "<p>Ja.</p>"}]})
TEXT = ("text", {"heading": "", "text": "<p>U mag nee zeggen.</p>"})


def html(visitor: Client, path: str) -> str:
    return visitor.get(path).content.decode()


def test_search_engines_read_who_we_are(visitor: Client) -> None:
    OrganisationSettings.objects.update(visiting_address="Straat 1\nUtrecht", email="info@perspectief.example")
    (organisation,) = items(html(visitor, "/daders/nut/"))["Organization"]
    assert organisation.one("name") == "Perspectief Herstelbemiddeling"
    assert organisation.one("telephone") == "+31302340045"
    assert organisation.one("url") == "/"
    assert organisation.one("address") == "Straat 1\nUtrecht"


def test_search_engines_read_where_a_page_stands(visitor: Client) -> None:
    (trail,) = items(html(visitor, "/daders/nut/"))["BreadcrumbList"]
    steps = trail.properties["itemListElement"]
    assert [step.one("position") for step in steps if not isinstance(step, str)] == ["1", "2", "3"]
    assert [step.properties.get("item") for step in steps if not isinstance(step, str)] == [["/"], ["/daders/"], None]


def test_search_engines_read_questions_with_their_answers(visitor: Client) -> None:
    (page,) = items(html(visitor, "/daders/nut/"))["FAQPage"]
    questions = [question for question in page.properties["mainEntity"] if not isinstance(question, str)]
    assert questions
    for question in questions:
        answer = question.one("acceptedAnswer")
        assert question.kind == "https://schema.org/Question"
        assert question.one("name")
        assert not isinstance(answer, str)
        assert answer.one("text")


def test_a_page_without_questions_does_not_say_it_has_them(visitor: Client) -> None:
    InformationPage.objects.filter(slug="contact").update(body="[]")
    assert "FAQPage" not in items(html(visitor, "/contact/"))


def test_plain_language_without_questions_does_not_say_the_full_text_s(visitor: Client) -> None:
    page = InformationPage.objects.get(slug="contact", locale__language_code="nl")
    page.body, page.easy_body = [QUESTIONS], [TEXT]
    page.save_revision().publish()
    full, easy = html(visitor, "/contact/"), html(visitor, "/contact/?eenvoudig")
    assert "FAQPage" in items(full)
    assert "print.js" in full
    assert "FAQPage" not in items(easy)
    assert "https://schema.org/Question" not in easy
    assert "print.js" not in easy


def test_where_no_plain_language_was_written_the_questions_that_are_shown_are_said(visitor: Client) -> None:
    page = InformationPage.objects.get(slug="contact", locale__language_code="nl")
    page.body, page.easy_body = [QUESTIONS], []
    page.save_revision().publish()
    assert "FAQPage" in items(html(visitor, "/contact/?eenvoudig"))
