"""A form of the editor that did not come as its scripts send it is refused (400), and what was typed is not gone."""

import json
from typing import Any

import pytest
from wagtail.models import Page

from tests.cast import Player

pytestmark = pytest.mark.usefixtures("seeded_site", "db")

WHOLE = {"title": "Over ons", "slug": "over-ons", "lead": "Wie wij zijn.", "body-count": "0", "easy_body-count": "0"}
FIRST = {"body-count": "1", "body-0-type": "text", "body-0-deleted": "", "body-0-order": "0", "body-0-id": ""}
TEXT = json.dumps({"blocks": [{"text": "x", "type": "zzz", "entityRanges": [{"offset": 0, "length": 1, "key": 5}]}]})


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {**WHOLE, "body-count": "x"},
        {**WHOLE, "body-count": "99999999"},
        {**WHOLE, **FIRST, "body-0-order": "x"},
        {**WHOLE, **FIRST, "body-0-value-text": ""},
        {**WHOLE, **FIRST, "body-0-value-text": "[]"},
        {**WHOLE, **FIRST, "body-0-value-text": '{"blocks":1}'},
        {**WHOLE, **FIRST, "body-0-value-text": TEXT},
        {**WHOLE, **FIRST, "body-0-type": "steps"},
        {**WHOLE, "action-workflow-action": "1"},
        {**WHOLE, "action-workflow-action": "1", "workflow-action-name": "x"},
    ],
)
def test_half_a_form_is_refused_and_nothing_is_kept(editor: Player, sent: dict[str, Any]) -> None:
    page = Page.objects.get(slug="over-ons", locale__language_code="nl")
    reply = editor.client.post(f"/beheer/pages/{page.pk}/edit/", sent, headers={"sec-fetch-mode": "navigate"})
    assert reply.status_code == 400
    assert "Dit formulier kwam niet goed aan" in reply.text
    assert "Er is niets opgeslagen" in reply.text
    page.refresh_from_db()
    assert not page.has_unpublished_changes


def test_a_failure_of_ours_is_not_called_theirs(editor: Player, monkeypatch: pytest.MonkeyPatch) -> None:
    editor.client.raise_request_exception = False

    def fail(*args: object, **kwargs: object) -> None:
        raise ValueError

    monkeypatch.setattr("wagtail.admin.views.pages.edit.EditView.save_action", fail)
    page = Page.objects.get(slug="over-ons", locale__language_code="nl")
    form = {**WHOLE, **dict.fromkeys(("comments-TOTAL_FORMS", "comments-INITIAL_FORMS"), "0")}
    assert editor.client.post(f"/beheer/pages/{page.pk}/edit/", form).status_code == 500
