"""The checks panel of the editor shows the hints for the draft, and they change as it is saved."""

import pytest
from django.urls import reverse

from tests.cast import Player
from tests.editing.conftest import MakePage, text

pytestmark = pytest.mark.django_db


def panel(editor: Player, page) -> str:
    return editor.client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()


def test_the_panel_speaks_of_the_draft_and_not_of_what_is_online(editor: Player, make_page: MakePage):
    page = make_page(body=[text("<p>Alles is goed.</p>")])
    page.lead = "U krijgt een lagere straf."
    page.save_revision(user=editor.user)
    html = panel(editor, page)
    assert "Hints bij het schrijven" in html
    assert "Lijkt een belofte over straf" in html
    page.refresh_from_db()
    assert page.lead == "Wat u hier leest."


def test_the_panel_stands_beside_wagtails_own_checks(editor: Player, make_page: MakePage):
    html = panel(editor, make_page())
    checks = html[html.index('data-side-panel="checks"') :]
    assert checks.index("data-writing-hints") < checks.index("data-checks-panel")
    assert "checker-axe-configuration" in checks


def test_the_score_is_shown_once_there_is_enough_to_measure(editor: Player, make_page: MakePage):
    assert "Nog te weinig Nederlandse tekst" in panel(editor, make_page())
    long = make_page("Nut", slug="nut", body=[text("<p>" + "U praat met de ander. " * 20 + "</p>")])
    html = panel(editor, long)
    assert "heel makkelijk (90 of meer)" in html
    assert "5 woorden per zin" in html


def test_a_page_that_is_still_to_be_made_has_a_panel_too(editor: Player, front_door):
    address = reverse("wagtailadmin_pages:add", args=["information", "informationpage", front_door.pk])
    assert "Er is geen datum om deze tekst opnieuw te bekijken" in editor.client.get(address).content.decode()


def _form(**fields: str) -> dict[str, str]:
    streams = {f"{name}-count": "0" for name in ("body", "easy_body")}
    comments = {f"comments-{name}_FORMS": "0" for name in ("TOTAL", "INITIAL")}
    return {"title": "Doel", "slug": "doel", "lead": "Wat u leest.", **streams, **comments, **fields}


def test_saving_by_itself_brings_new_hints_without_a_reload(editor: Player, make_page: MakePage):
    page = make_page()
    answer = editor.client.post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        _form(lead="Jij krijgt een lagere straf."),
        headers={"Accept": "application/json"},
    ).json()
    assert answer["success"], answer
    assert "Lijkt een belofte over straf" in answer["html"]
    assert 'data-w-teleport-target-value="[data-writing-hints]"' in answer["html"]


def test_the_preview_lets_wagtail_check_it_and_the_page_itself_does_not(editor: Player, make_page: MakePage):
    page = make_page()
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    assert editor.client.post(preview, _form()).json()["is_valid"]
    assert "wagtail-userbar" in editor.client.get(preview, {"in_preview_panel": "true"}).content.decode()
    assert "wagtail-userbar" not in editor.client.get("/doel/", {"in_preview_panel": "true"}).content.decode()


def test_a_hint_never_stops_anybody(editor: Player, make_page: MakePage):
    page = make_page()
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = _form(lead="Jij krijgt een lagere straf en moet vergeven.", **{"action-publish": "action-publish"})
    assert editor.client.post(address, form).status_code == 302
    page.refresh_from_db()
    assert page.lead.startswith("Jij krijgt")
    assert page.live
