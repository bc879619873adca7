"""Whoever edits reads Dutch: every field and every block says what it is, and never by its name in the code."""

import re
from collections.abc import Iterator

import pytest
from django.db.models import Field
from django.urls import reverse
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageBlock
from wagtail.models import Page, get_page_models

from home.models import HelpNumber, OrganisationSettings, SearchSynonym
from information.blocks import EVERY_BLOCK
from tests.cast import Player

KINDS = [kind for kind in get_page_models() if kind is not Page]
OURS = [*KINDS, OrganisationSettings, HelpNumber, SearchSynonym]
SAME_IN_BOTH = {"document"}
# Words without which an English label or explanation is hardly written, and that Dutch does not have ("of" it has).
ENGLISH = re.compile(
    r"\b(?:the|and|this|that|with|your|for|to|will|shown|page|pages|title|body|text|heading)\b", re.IGNORECASE
)
EXAMPLES = re.compile("‘Leave this site’|Monday to Friday, 9 am to 5 pm")  # of what to write in English
TAG = re.compile(r'<(?:[^>"]|"[^"]*")*>')  # the admin has ">" in attributes
SHOWN = (
    r'<label(?:[^>"]|"[^"]*")*>(.*?)</label>',
    r"<h2[^>]*data-panel-heading[^>]*>(.*?)</h2>",
    r'<div class="help"[^>]*>(.*?)</div>',
)


def fields() -> Iterator[tuple[str, Field]]:
    """Those that somebody fills in a form."""
    for model in OURS:
        for field in model._meta.get_fields():
            is_ours = isinstance(field, Field) and field.model._meta.app_label in {"home", "information"}
            if is_ours and field.editable and not field.primary_key and field.name not in {"page_ptr", "settings"}:
                yield f"{model.__name__}.{field.name}", field


def inside(block: blocks.Block, path: str) -> Iterator[tuple[str, blocks.Block]]:
    """A block and what it holds; Wagtail's own block for an image has Wagtail's own words."""
    yield path, block
    if isinstance(block, blocks.ListBlock):
        yield from inside(block.child_block, f"{path}.*")
    elif not isinstance(block, ImageBlock):
        for name, child in getattr(block, "child_blocks", {}).items():
            yield from inside(child, f"{path}.{name}")


def every_block() -> dict[str, blocks.Block]:
    """By its path below the body; a block that two kinds of page have is one and the same class."""
    streams = [field for kind in KINDS for field in kind._meta.get_fields() if isinstance(field, StreamField)]
    top = [named for field in streams for named in field.stream_block.child_blocks.items()]
    return dict(one for name, block in top for one in inside(block, name))


def explanation(block: blocks.Block) -> str:
    """What stands under a block, or under a field of one, in the form."""
    holder = block.field if isinstance(block, blocks.FieldBlock) else block.meta
    return str(getattr(holder, "help_text", "") or "")


def is_english(text: str) -> bool:
    return bool(ENGLISH.search(EXAMPLES.sub("", text)))


FIELDS, BLOCKS = dict(fields()), every_block()


@pytest.mark.parametrize("name", FIELDS)
def test_every_field_has_a_dutch_label_and_says_what_it_is_for(name: str) -> None:
    field, default = FIELDS[name], name.partition(".")[2].replace("_", " ")
    assert str(field.verbose_name) != default or default in SAME_IN_BOTH
    assert not is_english(str(field.verbose_name))
    assert field.help_text
    assert not is_english(str(field.help_text))


@pytest.mark.parametrize("path", BLOCKS)
def test_every_block_and_field_of_one_has_a_dutch_label(path: str) -> None:
    block = BLOCKS[path]
    assert block.meta.label, "without one Wagtail makes a label of the name in the code"
    assert not is_english(str(block.label))
    assert not is_english(explanation(block))


@pytest.mark.parametrize("path", [path for path, block in BLOCKS.items() if isinstance(block, blocks.FieldBlock)])
def test_every_field_of_a_block_says_what_it_is_for(path: str) -> None:
    assert explanation(BLOCKS[path.removesuffix(".*")])  # of a list, once above it


@pytest.mark.parametrize("name", EVERY_BLOCK)
def test_every_block_has_a_group_an_icon_and_a_description(name: str) -> None:
    block = EVERY_BLOCK[name]()
    assert block.meta.group
    assert block.meta.icon not in {"", "placeholder"}
    assert len(block.get_description()) > 20
    assert not is_english(block.get_description())


def test_no_two_blocks_look_the_same_in_the_chooser() -> None:
    made = [make() for make in EVERY_BLOCK.values()]
    assert len({block.meta.icon for block in made}) == len({block.meta.label for block in made}) == len(made)


def test_a_label_that_is_missing_would_be_noticed() -> None:
    class Untold(blocks.StructBlock):
        body = blocks.CharBlock()

    untold = dict(inside(Untold(label="Iets"), "iets"))["iets.body"]
    assert not untold.meta.label
    assert is_english(untold.label)


@pytest.mark.django_db
@pytest.mark.usefixtures("seeded_site")
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_the_form_of_each_kind_shows_no_english(kind: type[Page], editor: Player) -> None:
    page = kind.objects.filter(locale__language_code="nl").first()
    html = editor.client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).text
    assert _english_in(html) == []


@pytest.mark.django_db
@pytest.mark.usefixtures("seeded_site")
def test_the_form_of_the_organisation_shows_no_english(editor: Player) -> None:
    address = reverse("wagtailsettings:edit", args=["home", "organisationsettings"])
    assert _english_in(editor.client.get(address, follow=True).text) == []


def _english_in(html: str) -> list[str]:
    shown = [text for pattern in SHOWN for text in re.findall(pattern, html, re.DOTALL)]
    words = [" ".join(TAG.sub(" ", text).split()) for text in shown]
    assert len([text for text in words if text]) > 10
    return [text for text in words if is_english(text)]
