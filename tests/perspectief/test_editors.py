"""What communication staff can do, and what they can't."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from information.models import InformationPage
from tests.cast import Player

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded_site")]


@pytest.mark.parametrize(
    "name",
    ["wagtailadmin_home", "wagtailadmin_explore_root", "wagtailimages:index", "wagtaildocs:index", "wagtailimages:add"],
)
def test_an_editor_reaches_pages_images_and_documents(editor: Player, name: str) -> None:
    assert editor.client.get(reverse(name), follow=True).status_code == 200


def test_an_editor_keeps_an_old_address_alive(editor: Player, visitor: Client) -> None:
    page = InformationPage.objects.get(slug="contact", locale__language_code="nl")
    answers = {"old_path": "/oude-site/folder.html", "site": "", "is_permanent": "on", "redirect_page": page.pk}
    assert editor.client.post(reverse("wagtailredirects:add"), answers).status_code == 302
    moved = visitor.get("/oude-site/folder.html")
    assert (moved.status_code, moved["Location"]) == (301, "/contact/")


def test_an_editor_keeps_the_organisation_s_telephone_and_hours(editor: Player) -> None:
    address = reverse("wagtailsettings:edit", args=["home", "organisationsettings"])
    page = editor.client.get(address, follow=True)
    assert page.status_code == 200
    assert "help_numbers" in page.content.decode()


@pytest.mark.parametrize(
    "name",
    [
        "wagtailusers_users:index",
        "wagtailusers_groups:index",
        "wagtailsites:index",
        "wagtailadmin_workflows:index",
        "wagtailadmin_collections:index",
    ],
)
def test_an_editor_has_no_business_with_people_and_machinery(editor: Player, name: str) -> None:
    response = editor.client.get(reverse(name))
    assert response.status_code in {302, 403}
    assert response.get("Location", "/beheer/") == "/beheer/"


def test_what_an_editor_publishes_is_on_the_site_at_once(editor: Player, visitor: Client) -> None:
    page = InformationPage.objects.get(slug="doel", url_path__contains="slachtoffers")
    page.lead = "Deze zin is net geschreven."
    page.save_revision(user=editor.user).publish()
    assert "Deze zin is net geschreven." in visitor.get("/slachtoffers/doel/").content.decode()


def test_a_draft_is_seen_by_its_editor_and_not_by_visitors(editor: Player, visitor: Client) -> None:
    page = InformationPage.objects.get(slug="doel", url_path__contains="slachtoffers")
    page.lead = "Nog niet af."
    page.save_revision(user=editor.user)
    draft = editor.client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
    assert "Nog niet af." in draft.content.decode()
    assert "Nog niet af." not in visitor.get("/slachtoffers/doel/").content.decode()


def test_pages_cannot_be_made_private_because_that_needs_a_session(editor: Player) -> None:
    page = Page.objects.get(slug="slachtoffers").specific
    assert not page.private_page_options
