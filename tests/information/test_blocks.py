"""Every block an editor can place shows up on a page of the public process."""

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page

from information.blocks import EVERY_BLOCK
from information.models import InformationPage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded_site")]


def _body() -> list[tuple[str, object]]:
    image = get_image_model().objects.create(title="Proef", file=get_test_image_file())
    document = get_document_model().objects.create(title="Proef", file=ContentFile(b"%PDF-1.4", name="proef.pdf"))
    page = Page.objects.get(slug="contact", locale__language_code="nl")
    text = (
        f'<p>Tekst met <a linktype="page" id="{page.pk}">een pagina</a> en'
        f' <a linktype="document" id="{document.pk}">een document</a>.</p>'
    )
    return [
        ("text", {"heading": "Kop tekst", "text": text}),
        ("callout", {"heading": "Kop let op", "text": text}),
        (
            "steps",
            {"heading": "Kop stappen", "steps": [{"heading": "Een", "text": text}, {"heading": "Twee", "text": text}]},
        ),
        ("questions", {"heading": "Kop vragen", "questions": [{"question": "Mag dat?", "answer": text}]}),
        ("two_sides", {"heading": "", "first_heading": "Wel", "first": text, "second_heading": "Niet", "second": text}),
        (
            "comparison",
            {
                "heading": "Kop vergelijking",
                "columns": ["Gesprek", "Brief"],
                "rows": [{"aspect": "Elkaar zien", "cells": ["ja", "nee"]}],
            },
        ),
        ("example", {"heading": "Kop voorbeeld", "text": text}),
        ("figure", {"image": image, "caption": "Kop plaatje"}),
        ("sign_up", {"heading": "Kop aanmelden", "text": text}),
        ("contact_details", None),
        ("help_numbers", None),
    ]


def test_a_page_with_every_block_is_shown(visitor: Client) -> None:
    page = InformationPage.objects.get(slug="contact", locale__language_code="nl")
    page.body = _body()
    assert {name for name, _ in _body()} == set(EVERY_BLOCK)
    page.save_revision().publish()
    html = visitor.get("/contact/").text
    for heading in ("tekst", "let op", "stappen", "vragen", "voorbeeld", "vergelijking", "plaatje", "aanmelden"):
        assert f"Kop {heading}" in html
    assert "Mag dat?" in html
    assert 'href="/media/documents/proef' in html
    assert "0800-2000" in html
    assert "<img" in html


def test_an_example_always_says_that_it_is_one(visitor: Client) -> None:
    page = InformationPage.objects.get(slug="contact", locale__language_code="nl")
    page.body = [("example", {"heading": "Twee buren", "text": "<p>Het liep goed af.</p>"})]
    page.save_revision().publish()
    assert "Voorbeeld" in visitor.get("/contact/").text
