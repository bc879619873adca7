"""A page is shared with a picture of our own, which changes with its title."""

import io
import re

import pytest
from django.test import Client
from PIL import Image
from wagtail.models import Page

from home.share_image import share_image

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded_site")]

ROOT = "http://127.0.0.1:8000"


def _picture(visitor: Client, path: str) -> str:
    [address] = re.findall('<meta property="og:image" content="([^"]*)"', visitor.get(path).text)
    return str(address).removeprefix(ROOT)


def test_a_picture_is_of_the_size_that_others_expect_and_is_kept(visitor: Client) -> None:
    response = visitor.get(_picture(visitor, "/daders/nut/"))
    assert response["Content-Type"] == "image/png"
    assert "immutable" in response["Cache-Control"]
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert not response.cookies
    assert Image.open(io.BytesIO(response.content)).size == (1200, 630)
    assert len(response.content) < 60_000


def test_another_title_gets_another_picture_and_the_old_address_leads_to_it(visitor: Client) -> None:
    old = _picture(visitor, "/daders/nut/")
    Page.objects.filter(slug="nut", url_path__contains="/daders/").update(title="Iets anders")
    new = _picture(visitor, "/daders/nut/")
    assert new != old
    assert visitor.get(old)["Location"] == new


def test_a_page_that_is_not_published_has_no_picture(visitor: Client) -> None:
    old = _picture(visitor, "/daders/nut/")
    Page.objects.get(slug="nut", url_path__contains="/daders/", locale__language_code="nl").specific.unpublish()
    assert visitor.get(old).status_code == 404
    assert visitor.get("/delen/1-00000000.png").status_code == 404


@pytest.mark.parametrize("title", ["", "Kort", "Herstelbemiddelingsmedewerkersoverleg " * 6, "مرحبا", "n" * 255])
def test_every_title_can_be_drawn(title: str) -> None:
    assert share_image(title).startswith(b"\x89PNG")


def test_a_title_with_a_letter_that_only_the_other_font_has_is_written_in_that() -> None:
    assert len({share_image("Ätherisch"), share_image("therisch"), share_image("")}) == 3


def test_a_title_in_letters_that_our_fonts_lack_is_left_out_and_ours_are_not() -> None:
    assert share_image("مرحبا") == share_image("") != share_image("Privé: één keuze – ‘van u’")
