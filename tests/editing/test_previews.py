"""What an editor sees before publishing: the page at the width of a telephone and a desktop, and each block by itself."""

import re

import pytest
from django.urls import reverse
from wagtail import blocks

from home.models import OrganisationSettings
from information.blocks import EVERY_BLOCK
from information.models import InformationPage
from tests.cast import Player
from tests.editing.conftest import MakePage, text

pytestmark = pytest.mark.django_db

EASY = "<p>Dit is kort.</p>"
FULL = "<p>Dit is het hele verhaal.</p>"


def form(page: InformationPage) -> dict[str, str]:
    streams = {f"{name}-count": "1" for name in ("body", "easy_body")}
    blocks_ = {}
    for name, words in (("body", "Dit is het hele verhaal."), ("easy_body", "Dit is kort.")):
        content = f'{{"blocks": [{{"key": "a", "type": "unstyled", "text": "{words}", "depth": 0, "inlineStyleRanges": [], '
        content += '"entityRanges": []}], "entityMap": {}}'
        blocks_ |= {f"{name}-0-deleted": "", f"{name}-0-order": "0", f"{name}-0-type": "text", f"{name}-0-id": ""}
        blocks_ |= {f"{name}-0-value-heading": "", f"{name}-0-value-text": content}
    comments = {f"comments-{name}_FORMS": "0" for name in ("TOTAL", "INITIAL")}
    return {"title": page.title, "slug": page.slug, "lead": page.lead, **streams, **blocks_, **comments}


def test_the_preview_has_a_telephone_and_a_desktop_with_dutch_names(editor: Player, make_page: MakePage) -> None:
    html = editor.client.get(reverse("wagtailadmin_pages:edit", args=[make_page().pk])).text
    sizes = re.findall(
        r'value="(mobile|desktop)"[^>]*aria-label="([^"]+)"[^>]*data-device-width="(\d+)"', " ".join(html.split())
    )
    assert sizes == [
        ("mobile", "Voorvertoning op mobiel formaat", "375"),
        ("desktop", "Voorvertoning op desktop formaat", "1280"),
    ]


def test_plain_language_is_a_mode_of_the_preview_where_it_was_written(editor: Player, make_page: MakePage) -> None:
    page = make_page(body=[text(FULL)], easy_body=[text(EASY)])
    html = editor.client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).text
    assert re.findall(r'<option value="(\w*)"[^>]*>([^<]+ (?:tekst|taal))</option>', html) == [
        ("", "Gewone tekst"),
        ("eenvoudig", "In eenvoudige taal"),
    ]
    without = editor.client.get(reverse("wagtailadmin_pages:edit", args=[make_page("Nut", slug="nut").pk])).text
    assert "In eenvoudige taal</option>" not in without
    assert 'name="preview_mode"' not in without


@pytest.mark.parametrize(("mode", "shown", "hidden"), [("", FULL, EASY), ("eenvoudig", EASY, FULL)])
def test_each_mode_shows_its_own_text(editor: Player, make_page: MakePage, mode: str, shown: str, hidden: str) -> None:
    page = make_page(slug="doel")
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    assert editor.client.post(preview, form(page)).json()["is_valid"]
    html = re.sub(r' data-block-key="\w+"', "", editor.client.get(preview, {"mode": mode}).text)
    assert shown in html
    assert hidden not in html
    assert ("is-easy" in html) == (mode == "eenvoudig")


def definitions() -> dict[str, blocks.Block]:
    return dict(InformationPage._meta.get_field("body").stream_block.child_blocks)


def preview(player: Player, block: blocks.Block) -> tuple[int, str]:
    response = player.client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})
    return response.status_code, response.text


@pytest.mark.parametrize("name", EVERY_BLOCK)
def test_every_block_can_be_seen_before_it_is_chosen(editor: Player, name: str) -> None:
    block = definitions()[name]
    assert block.is_previewable
    status, html = preview(editor, block)
    assert status == 200
    assert "css/blocks.css" in html
    assert f"Voorbeeld: {block.label}" in html
    assert "<script" not in html
    for words in _words(block.get_preview_value()):
        assert words in html


def test_the_preview_of_contact_shows_the_numbers_of_the_settings(editor: Player) -> None:
    settings = OrganisationSettings.objects.create(telephone="+31201234567")
    settings.help_numbers.create(name="Noodnummer", number="112", purpose="Bij gevaar")
    settings.save()
    assert "020 123 45 67" in preview(editor, definitions()["contact_details"])[1]
    assert "Bij gevaar" in preview(editor, definitions()["help_numbers"])[1]


def _words(value: object) -> list[str]:
    """The plain texts of an example."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, blocks.StructValue):
        return [words for one in value.values() for words in _words(one)]
    if isinstance(value, blocks.list_block.ListValue):
        return [words for one in value for words in _words(one)]
    return []
