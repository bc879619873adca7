"""Texts that should be read again are in one list, for who can do something about it."""

import csv
import io
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from information.models import AudiencePage
from tests.cast import Player
from tests.editing.conftest import MakePage

pytestmark = pytest.mark.django_db


def listed(player: Player) -> list[str]:
    return [page.title for page in player.client.get(reverse("review_report")).context["object_list"]]


@pytest.fixture
def pages(make_page: MakePage, editor: Player):
    today = timezone.localdate()
    for title, review_date, extra in [
        ("Lang geleden", today - timedelta(days=400), {"owner": editor.user}),
        ("Vandaag", today, {}),
        ("Morgen", today + timedelta(days=1), {}),
        ("Geen datum", None, {}),
        ("Concept", today - timedelta(days=9), {"live": False}),
    ]:
        make_page(title, review_date=review_date, **extra)


def test_the_report_lists_what_is_due_oldest_first_and_without_a_date_last(pages, editor: Player):
    assert listed(editor) == ["Lang geleden", "Vandaag", "Geen datum"]


def test_every_kind_of_page_with_a_review_date_is_in_it(front_door, editor: Player):
    front_door.add_child(instance=AudiencePage(title="Slachtoffers", lead="Voor u.", audience="victims"))
    assert listed(editor) == ["Slachtoffers"]


def test_the_report_names_the_owner_and_leads_to_the_page(pages, editor: Player):
    html = editor.client.get(reverse("review_report")).content.decode()
    assert "redacteur" in html
    assert "niemand: de redactie" in html
    assert "/beheer/pages/" in html


def test_the_report_is_in_the_menu_of_who_edits_pages(editor: Player, intake_worker: Player):
    address = reverse("review_report")
    assert address in editor.client.get(reverse("wagtailadmin_home")).content.decode()
    assert address not in intake_worker.client.get(reverse("wagtailadmin_home")).content.decode()


def test_an_intake_worker_and_an_outsider_cannot_open_it(intake_worker: Player, outsider: Player):
    for player in (intake_worker, outsider):
        response = player.client.get(reverse("review_report"))
        assert response.status_code in {302, 403}
        assert "Teksten om na te kijken" not in response.content.decode()


def test_the_list_can_be_taken_along_as_a_table(pages, editor: Player):
    answer = editor.client.get(reverse("review_report"), {"export": "csv"})
    rows = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode())))
    assert rows[0] == ["Pagina", "Opnieuw bekijken op", "Eigenaar"]
    assert [row[0] for row in rows[1:]] == ["Lang geleden", "Vandaag", "Geen datum"]
    assert rows[1][2] == "redacteur"
