"""Seeding fills an empty house once, and after that the house belongs to the editors."""

from collections.abc import Callable
from datetime import timedelta
from io import StringIO

import pytest
from django.core import serializers
from django.core.management import call_command
from django.utils.timezone import localdate
from wagtail.models import Page, PageLogEntry, Revision, Site

from home.models import HelpNumber, HomePage, OrganisationSettings
from home.seed_sources import sources
from home.seeding import LANGUAGE, SEED, WELCOME, languages
from information.models import AudiencePage, InformationPage, NewsIndexPage, PublicationsPage

pytestmark = pytest.mark.django_db
TABLES = (Page, HomePage, AudiencePage, InformationPage, Revision, PageLogEntry, Site, OrganisationSettings, HelpNumber)


def seed() -> str:
    """What the command says."""
    out = StringIO()
    call_command("seed_site", stdout=out)
    return out.getvalue()


def everything() -> str:
    return serializers.serialize("json", [row for table in TABLES for row in table.objects.order_by("pk")])


def dutch_home() -> HomePage:
    return HomePage.objects.get(locale__language_code=LANGUAGE)


def page(address: str) -> Page:
    return Page.objects.get(url_path=f"{dutch_home().url_path}{address}").specific


def edit(target: Page) -> None:
    target.title = "Anders"
    target.save_revision().publish()


def rename(target: Page) -> None:
    target.slug = "anders"
    target.save_revision().publish()


def delete_everything(_: Page) -> None:
    dutch_home().delete()


def test_a_new_site_gets_its_pages_and_settings() -> None:
    written = [source for language in languages(SEED) for source in sources(SEED / language)]
    assert seed() == f"Seeded {len(written)} pages and the organisation's settings.\n"
    assert [child.title for child in dutch_home().get_children().in_menu()] == [
        "Slachtoffers",
        "Daders",
        "Professionals",
        "Over ons",
        "Contact",
    ]
    settings = OrganisationSettings.objects.get()
    assert settings.telephone == "+31302340045"
    assert [number.number for number in settings.help_numbers.all()][:2] == ["112", "0900-8844"]


def test_every_page_is_published_with_a_history_and_a_date_to_read_it_again(seeded_site: None) -> None:
    for found in Page.objects.filter(depth__gt=1).specific():
        assert (found.live, found.has_unpublished_changes, found.owner) == (True, False, None)
        assert found.live_revision_id == found.latest_revision_id is not None
        assert found.first_published_at
        assert found.body or isinstance(found, NewsIndexPage | PublicationsPage)
        assert found.locale == found.get_ancestors(inclusive=True).get(depth=2).locale
        assert isinstance(found, HomePage) or found.review_date == localdate(found.first_published_at) + timedelta(days=365)


def test_links_between_pages_survive_a_move(seeded_site: None) -> None:
    rename(page("slachtoffers/"))
    assert 'href="/anders/werkwijze/"' in str(page("anders/").body)


def test_the_default_site_shows_our_home_page_where_the_options_say() -> None:
    call_command("seed_site", "--hostname", "perspectief.example", "--port", "443", stdout=StringIO())
    site = Site.objects.get()
    assert (site.hostname, site.port, site.is_default_site) == ("perspectief.example", 443, True)
    assert site.root_page.specific == dutch_home()
    assert site.site_name == "Perspectief Herstelbemiddeling"


def test_running_it_again_changes_nothing(seeded_site: None) -> None:
    before = everything()
    assert seed() == "Nothing to seed: the content is the editors' now.\n"
    assert everything() == before


@pytest.mark.parametrize(
    "deed",
    [
        edit,
        rename,
        Page.unpublish,
        Page.delete,
        lambda target: target.move(page("over-ons/"), "last-child"),
        delete_everything,
    ],
    ids=["edited", "renamed", "unpublished", "deleted", "moved", "deleted with its home page"],
)
def test_a_page_stays_as_an_editor_left_it(seeded_site: None, deed: Callable[[Page], object]) -> None:
    deed(page("slachtoffers/doel/"))
    before = everything()
    seed()
    assert everything() == before


def test_settings_stay_as_an_editor_left_them(seeded_site: None) -> None:
    settings = OrganisationSettings.objects.get()
    settings.telephone = "+31201234567"
    settings.help_numbers = []
    settings.save()
    seed()
    assert OrganisationSettings.objects.get().telephone == "+31201234567"
    assert not HelpNumber.objects.exists()


def test_the_welcome_page_of_wagtail_goes(seeded_site: None) -> None:
    assert not Page.objects.filter(title=WELCOME).exists()


def test_a_welcome_page_that_somebody_used_stays() -> None:
    welcome = Page.objects.get(title=WELCOME)
    welcome.save_revision()
    seed()
    assert Page.objects.filter(pk=welcome.pk).exists()
    assert Page.find_problems() == ([], [], [], [], [])
