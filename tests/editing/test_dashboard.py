"""The first page of the admin says what asks for attention, to each their own, in Dutch."""

from datetime import date

import pytest
from django.urls import reverse

from home.models import OrganisationSettings
from perspectief.accounts.moderation import ensure_moderation
from tests.cast import Player
from tests.editing.conftest import MakePage

pytestmark = pytest.mark.django_db


def home(player: Player) -> str:
    return " ".join(player.client.get(reverse("wagtailadmin_home")).content.decode().split())


def test_an_editor_sees_what_to_review_to_approve_and_to_put_online(
    editor: Player, technical_administrator: Player, make_page: MakePage
):
    ensure_moderation()
    page = make_page("Doel", review_date=date(2020, 1, 1))
    page.title = "Doel, nieuw"
    page.save_revision()
    page.get_workflow().start(page, technical_administrator.user)
    html = home(editor)
    assert "1 tekst om na te kijken" in html
    assert "1 tekst wacht op uw goedkeuring" in html
    assert "1 pagina met wijzigingen die nog niet online staan" in html
    assert "Doel, nieuw" in html
    assert reverse("review_report") in html


def test_a_quiet_day_says_so(editor: Player, make_page: MakePage):
    make_page(review_date=date(2999, 1, 1))
    html = home(editor)
    assert "Geen teksten om na te kijken" in html
    assert "Geen teksten wachten op uw goedkeuring" in html


def test_an_empty_postal_address_asks_who_may_fill_it_in(editor: Player, writer: Player):
    address = reverse("wagtailsettings:edit", args=["home", "organisationsettings"])
    assert "Het postadres is leeg." in home(editor)
    assert f'<a href="{address}">Vul het postadres in</a>' in home(editor)
    assert "Het postadres is leeg." not in home(writer)


def test_a_postal_address_that_is_there_asks_nothing(editor: Player):
    organisation = OrganisationSettings.load()
    organisation.postal_address = "Postbus 1\n1234 AB Utrecht"
    organisation.save()
    assert "Het postadres is leeg." not in home(editor)


def test_an_intake_worker_sees_nothing_of_the_pages(intake_worker: Player, make_page: MakePage):
    page = make_page("Doel", review_date=date(2020, 1, 1))
    page.save_revision()
    html = home(intake_worker)
    assert "Wat vraagt aandacht" not in html
    assert "om na te kijken" not in html
    assert "Doel" not in html


def test_an_editor_is_spared_reports_about_machinery_and_help_in_english(editor: Player, technical_administrator: Player):
    machinery = [reverse(f"wagtailadmin_reports:{name}") for name in ("page_types_usage", "aging_pages", "workflow_tasks")]
    for address in (*machinery, "guide.wagtail.org"):
        assert address not in _menu(editor)
    for address in machinery:
        assert address in _menu(technical_administrator)


def _menu(player: Player) -> str:
    """The menu as Wagtail hands it to its script."""
    html = home(player)
    return html[html.index('id="wagtail-sidebar-props"') :].partition("</script>")[0]
