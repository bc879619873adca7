"""Editors keep the synonyms; writers and intake workers have no business there."""

import pytest
from django.urls import reverse

from home.models import SearchSynonym
from home.synonyms_seed import seed_synonyms
from tests.cast import Player

pytestmark = pytest.mark.django_db


def test_an_editor_adds_a_row(editor: Player) -> None:
    address = reverse("wagtailsnippets_home_searchsynonym:add")
    assert "Zet komma" in editor.client.get(address).text
    editor.client.post(address, {"words": "praten, gesprek"})
    assert SearchSynonym.objects.get().words == "praten, gesprek"


def test_an_intake_worker_cannot(intake_worker: Player) -> None:
    intake_worker.client.post(reverse("wagtailsnippets_home_searchsynonym:add"), {"words": "a, b"})
    assert not SearchSynonym.objects.exists()


def test_the_first_rows_are_sown_once_and_then_belong_to_the_editors() -> None:
    assert seed_synonyms() > 10
    SearchSynonym.objects.exclude(pk=SearchSynonym.objects.first().pk).delete()
    assert seed_synonyms() == 0
    assert SearchSynonym.objects.count() == 1
