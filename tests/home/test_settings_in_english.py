"""What editors keep in the settings is shown in the language of the page; Dutch elsewhere says that it is Dutch."""

import re
from importlib import import_module

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from home.models import HelpNumber, OrganisationSettings
from tests.cast import Player
from tests.languages.dutch import dutch_in

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("seeded_site")]

IN_DUTCH = re.compile(r'<span lang="nl" dir="ltr">([^<]*)</span>')


def test_every_first_help_number_has_its_english(visitor: Client) -> None:
    html = visitor.get("/en/contact/").text
    for number in HelpNumber.objects.all():
        assert number.name_en in html
        assert number.purpose_en in html
        assert not dutch_in(f"{number.name_en}. {number.purpose_en}")
    assert IN_DUTCH.findall(html) == []


def test_a_help_number_without_english_is_shown_in_dutch_and_says_so(visitor: Client) -> None:
    HelpNumber.objects.filter(number="112").update(purpose="Als het <brandt>", purpose_en="")
    assert IN_DUTCH.findall(visitor.get("/en/contact/").text) == ["Als het &lt;brandt&gt;"]
    dutch = visitor.get("/contact/").text
    assert "Als het &lt;brandt&gt;" in dutch
    assert IN_DUTCH.findall(dutch) == []


def test_the_opening_hours_are_in_the_language_of_the_page(visitor: Client) -> None:
    OrganisationSettings.objects.update(opening_hours="op werkdagen", opening_hours_en="on working days")
    assert "op werkdagen" in visitor.get("/contact/").text
    english = visitor.get("/en/contact/").text
    assert "on working days" in english
    assert "op werkdagen" not in english


@pytest.mark.parametrize("address", ["/en/contact/", "/en/sign-up/", "/en/victims/leaflet/"])
def test_opening_hours_without_english_are_shown_in_dutch_and_say_so(visitor: Client, address: str) -> None:
    OrganisationSettings.objects.update(opening_hours="op werkdagen", opening_hours_en="")
    html = visitor.get(address).text
    assert "op werkdagen" in IN_DUTCH.findall(html)
    assert "op werkdagen" not in IN_DUTCH.sub("", html)


def test_without_opening_hours_nothing_is_said_of_them(visitor: Client) -> None:
    OrganisationSettings.objects.update(opening_hours="", opening_hours_en="")
    assert IN_DUTCH.findall(visitor.get("/en/contact/").text) == []


def test_the_way_out_is_in_the_language_of_the_page(visitor: Client) -> None:
    OrganisationSettings.objects.update(exit_text="Snel weg")
    assert "Snel weg" in visitor.get("/").text
    english = visitor.get("/en/victims/").text
    assert "Leave this site" in english
    assert "Snel weg" not in english
    assert 'href="/en/leave-this-site/"' in english
    OrganisationSettings.objects.update(exit_text_en="Quick exit")
    assert "Quick exit" in visitor.get("/en/victims/").text
    assert "Quick exit" not in visitor.get("/").text


def test_editors_fill_both_languages_in_one_place(editor: Player) -> None:
    address = reverse("wagtailsettings:edit", args=["home", "organisationsettings"])
    html = editor.client.get(address, follow=True).text
    for label in (
        "naam in het engels",
        "waarvoor in het engels",
        "openingstijden in het engels",
        "tekst op die knop in het engels",
    ):
        assert label in html.lower()


def test_an_older_site_keeps_the_english_that_it_showed() -> None:
    HelpNumber.objects.update(name_en="", purpose_en="")
    HelpNumber.objects.filter(number="112").update(purpose="Als het brandt")
    HelpNumber.objects.filter(number="113").update(name_en="Our own words")
    import_module("home.migrations.0005_keep_what_is_said").say_it_in_english(apps, None)
    said = {number.number: (number.name_en, number.purpose_en) for number in HelpNumber.objects.all()}
    assert said["112"] == ("Emergency number", "")
    assert said["113"] == ("Our own words", "")
    assert said["0900-8844"] == ("Police", "If it is not urgent")
