"""Each kind of page offers the blocks that belong to it, and keeps what it had."""

import json
from itertools import pairwise

import pytest
from django.apps import apps
from wagtail.blocks.migrations.migrate_operation import MigrateStreamData
from wagtail.models import Page, get_page_models

from home.models import HomePage
from information.blocks import BELONGING, EVERY_BLOCK
from information.migrations._as_text import AsText
from information.models import AudiencePage, DecisionAidPage, InformationPage, InformingPage, NewsIndexPage, NewsPage
from tests.information import kinds

KINDS = [kind for kind in get_page_models() if kind is not Page]
every_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)


def offered(kind: type[Page], field: str = "body") -> list[str]:
    return list(kind._meta.get_field(field).stream_block.child_blocks)


@every_kind
def test_a_kind_offers_what_the_list_says(kind: type[Page]) -> None:
    name = kind.__name__.removesuffix("Page").lower()
    [listed] = [names for said, names in BELONGING.items() if said.replace("_", "") == name]
    assert set(offered(kind)) == listed


def test_only_a_page_to_read_has_every_block() -> None:
    assert [kind for kind in KINDS if set(offered(kind)) == set(EVERY_BLOCK)] == [InformationPage]


def test_a_list_of_news_has_no_stories_and_the_decision_aid_no_way_to_sign_up() -> None:
    assert offered(NewsIndexPage) == ["text", "callout"]
    assert not {"sign_up", "example"} & set(offered(DecisionAidPage))


@pytest.mark.parametrize("kind", [one for one in KINDS if issubclass(one, InformingPage)], ids=lambda one: one.__name__)
def test_plain_language_has_what_reads_easily_and_how_to_reach_people(kind: type[Page]) -> None:
    assert offered(kind, "easy_body") == ["text", "figure", "contact_details", "help_numbers"]


@every_kind
def test_the_chooser_shows_each_group_once(kind: type[Page]) -> None:
    blocks = kind._meta.get_field("body").stream_block.child_blocks.values()
    groups = [block.meta.group for block in blocks]
    changes = [group for before, group in pairwise(["", *groups]) if group != before]
    assert len(changes) == len(set(changes))
    assert set(changes) <= {"Tekst", "Beeld en overzicht", "Contact en aanmelden"}


STORED = [
    *({"type": name, "value": value, "id": str(number)} for number, (name, value) in enumerate(kinds.BODY)),
    {
        "type": "steps",
        "value": {"heading": "", "steps": [{"type": "item", "value": {"heading": "A & B", "text": "<p>c</p>"}}]},
    },
    {
        "type": "two_sides",
        "value": {"first_heading": "Wel", "first": "<p>d</p>", "second_heading": "Niet", "second": "<p>e</p>"},
    },
    {"type": "figure", "value": {"image": {"image": 1, "alt_text": "Een tafel"}, "caption": ""}},
    {"type": "sign_up", "value": {"heading": "Aanmelden?", "text": "<p>f</p>"}},
    {"type": "help_numbers", "value": None},
]


def test_what_belongs_nowhere_else_goes_on_as_text_with_all_its_words() -> None:
    made = AsText("text").apply(STORED)
    assert {block["type"] for block in made} == {"text"}
    assert [block.get("id") for block in made] == [block.get("id") for block in STORED]
    text = json.dumps(made, ensure_ascii=False)
    for words in ("Mag het ook niet?", "Ja, dat mag.", "Helemaal zelf te bepalen", "Voorbeeld: Twee buren", "A &amp; B"):
        assert words in text
    for words in ("Wel", "<p>e</p>", "Een tafel", "Aanmelden?", "/contact/"):
        assert words in text


def test_what_belongs_stays_as_it_is() -> None:
    assert AsText(*EVERY_BLOCK).apply(STORED) == STORED


@pytest.mark.django_db
@pytest.mark.usefixtures("seeded_site")
def test_the_migration_leaves_no_page_and_no_draft_with_fewer_words() -> None:
    news = NewsPage.objects.get(slug="nieuwe-website")
    draft = news.save_revision()
    NewsPage.objects.filter(pk=news.pk).update(body=STORED)
    draft.content["body"] = json.dumps(STORED)
    draft.save()
    MigrateStreamData("information", "NewsPage", "body", [(AsText(*BELONGING["news"]), "")]).code(apps, None)
    draft.refresh_from_db()
    for page in (NewsPage.objects.get(pk=news.pk), draft.as_object()):
        assert [block.block_type for block in page.body].count("figure") == 1
        assert len(page.body) == len(STORED)
        assert "Mag het ook niet?" in str(page.body)


@pytest.mark.parametrize("kind", [HomePage, AudiencePage])
def test_the_doors_lead_to_the_form(kind: type[Page]) -> None:
    assert "sign_up" in offered(kind)
