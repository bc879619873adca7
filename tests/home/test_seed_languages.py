"""Every language is a tree of its own, made once, in which each page knows its Dutch original."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.core import serializers
from django.utils import translation
from pytest_django import Settings
from wagtail.models import Locale, Page, PageLogEntry, Site

from home import addresses
from home.models import HomePage
from home.seeding import seed_pages
from information.models import AudiencePage, DecisionAidPage, InformationPage, NewsPage, PublicationPage

pytestmark = [pytest.mark.django_db, pytest.mark.once]
FRONT = '+++\ntitle = "{slug}"\nslug = "{slug}"\norder = 1\nsearch_description = "x"\nlead = "x"\n{more}\n+++\n{text}\n'


@pytest.fixture
def folder(tmp_path: Path, settings: Settings) -> Path:
    """Two languages to seed from; of a third there is no content."""
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = [("nl", "Nederlands"), ("en", "English"), ("fr", "Français")]
    write(tmp_path, "nl/index", "voorpagina")
    write(tmp_path, "nl/daders/index", "daders", more='audience = "offenders"')
    write(tmp_path, "nl/daders/doel", "doel")
    write(tmp_path, "nl/alleen-hier", "alleen-hier")
    write(tmp_path, "en/index", "front-page")
    write(
        tmp_path, "en/daders/index", "offenders", more='audience = "offenders"', text="[a](/offenders/aim/) [b](/aanmelden/)"
    )
    write(tmp_path, "en/daders/doel", "aim")
    return tmp_path


def write(folder: Path, file: str, slug: str, *, more: str = "", text: str = "Tekst.") -> None:
    path = folder / f"{file}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(FRONT.format(slug=slug, more=more, text=text), encoding="utf-8")


def seed(folder: Path) -> int:
    return seed_pages(hostname="127.0.0.1", port=8000, today=date(2026, 11, 23), folder=folder)


def home(language: str) -> HomePage:
    return HomePage.objects.get(locale__language_code=language)


def page(address: str) -> Page:
    return Page.objects.get(url_path=address).specific


def everything() -> str:
    return serializers.serialize(
        "json", [row for table in (Page, PageLogEntry, Site) for row in table.objects.order_by("pk")]
    )


def test_a_language_with_content_gets_a_home_page_of_its_own(folder: Path) -> None:
    assert seed(folder) == 4 + 3
    assert Site.objects.get().root_page.specific == home("nl")
    assert [child.slug for child in home("en").get_children()] == ["offenders"]
    assert {found.locale.language_code for found in home("en").get_descendants(inclusive=True)} == {"en"}
    assert not Locale.objects.filter(language_code="fr").exists()


def test_a_page_is_the_translation_of_the_page_whose_file_stands_at_the_same_place(folder: Path) -> None:
    seed(folder)
    assert home("en").get_translation(home("nl").locale) == home("nl")
    assert page("/front-page/offenders/aim/").get_translations().get().specific == page("/voorpagina/daders/doel/")
    assert not page("/voorpagina/alleen-hier/").get_translations().exists()


def test_links_stay_within_their_language(folder: Path) -> None:
    seed(folder)
    with translation.override("en"):
        form = addresses.in_language(addresses.SIGN_UP)
    assert form.startswith("/en/")
    assert page("/front-page/offenders/").body.raw_data[0]["value"]["text"] == (
        f'<p><a linktype="page" id="{page("/front-page/offenders/aim/").pk}">a</a> <a href="{form}">b</a></p>'
    )


def test_a_language_outside_the_settings_waits(folder: Path, settings: Settings) -> None:
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = [("nl", "Nederlands")]
    assert seed(folder) == 4
    assert HomePage.objects.count() == 1


def test_a_language_that_comes_later_joins_the_pages_that_are_still_in_their_place(folder: Path, settings: Settings) -> None:
    both = settings.LANGUAGES
    settings.LANGUAGES = both[:1]
    seed(folder)
    moved = page("/voorpagina/daders/doel/")
    moved.slug = "waarom"
    moved.save_revision().publish()
    settings.LANGUAGES = both
    assert seed(folder) == 3
    assert page("/front-page/offenders/").translation_key == page("/voorpagina/daders/").translation_key
    assert page("/front-page/offenders/aim/").translation_key != moved.translation_key


def test_seeding_again_changes_nothing(folder: Path) -> None:
    seed(folder)
    before = everything()
    assert seed(folder) == 0
    assert everything() == before


@pytest.mark.parametrize(
    "deed",
    [
        lambda: page("/front-page/offenders/aim/").delete(),
        lambda: home("en").unpublish(),
        lambda: home("en").delete(),
        lambda: home("nl").delete(),
    ],
    ids=["page deleted", "home page unpublished", "home page deleted", "Dutch home page deleted"],
)
def test_a_language_stays_as_an_editor_left_it(folder: Path, deed: Callable[[], object]) -> None:
    seed(folder)
    deed()
    before = everything()
    assert seed(folder) == 0
    assert everything() == before


def test_without_dutch_pages_there_is_nothing_to_translate(folder: Path, settings: Settings) -> None:
    both = settings.LANGUAGES
    settings.LANGUAGES = both[:1]
    seed(folder)
    home("nl").delete()
    settings.LANGUAGES = both
    assert seed(folder) == 0


def test_a_translation_that_editors_made_themselves_is_left_alone(folder: Path, settings: Settings) -> None:
    both = settings.LANGUAGES
    settings.LANGUAGES = both[:1]
    seed(folder)
    settings.LANGUAGES = both
    home("nl").copy_for_translation(Locale.objects.create(language_code="en"))
    assert seed(folder) == 0


def test_a_page_is_of_the_kind_that_its_file_names(folder: Path) -> None:
    write(folder, "nl/nieuws/index", "nieuws", more='kind = "news_index"')
    write(folder, "nl/nieuws/een", "een", more='kind = "news"\ndate = 2026-11-01')
    write(folder, "nl/stukken/index", "stukken", more='kind = "publications"')
    write(folder, "nl/stukken/plan", "plan", more='kind = "publication"\nsort = "plan"\nyear = 2018')
    write(folder, "nl/jong", "jong", more="says_je = true", text="Je.\n+++easy\n## Kort\nJe.")
    statements = ":::statements\n- voor: Ik wil het weten. | Ik heb een vraag.\n- tegen: Ik ben bang. | Ik wacht.\n:::"
    write(folder, "nl/keuzehulp", "keuzehulp", more='kind = "decision_aid"', text=statements)
    seed(folder)
    assert NewsPage.objects.get().date == date(2026, 11, 1)
    assert NewsPage.objects.get().get_parent().slug == "nieuws"
    assert (PublicationPage.objects.get().sort, PublicationPage.objects.get().year) == ("plan", 2018)
    young = InformationPage.objects.get(slug="jong")
    assert (young.says_je, young.easy_body.raw_data[0]["value"]) == (True, {"heading": "Kort", "text": "<p>Je.</p>"})
    assert [dict(child.value) for child in DecisionAidPage.objects.get().statements] == [
        {"statement": "Ik wil het weten.", "side": "for", "take_along": "Ik heb een vraag."},
        {"statement": "Ik ben bang.", "side": "against", "take_along": "Ik wacht."},
    ]
    assert not AudiencePage.objects.get(locale__language_code="nl").says_je
