"""A form of the editor that did not come as its scripts send it is refused (400), and what was typed is not gone."""

import json
import re
from typing import Any

import pytest
import wagtail
from wagtail.models import Page

from tests.cast import Player

pytestmark = pytest.mark.usefixtures("seeded_site", "db")

WHOLE = {"title": "Over ons", "slug": "over-ons", "lead": "Wie wij zijn.", "body-count": "0", "easy_body-count": "0"}
NO_COMMENTS = dict.fromkeys(("comments-TOTAL_FORMS", "comments-INITIAL_FORMS"), "0")
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
    ],
)
def test_half_a_form_is_refused_and_nothing_is_kept(editor: Player, sent: dict[str, Any]) -> None:
    page = Page.objects.get(slug="over-ons", locale__language_code="nl")
    reply = editor.client.post(f"/beheer/pages/{page.pk}/edit/", sent, headers={"sec-fetch-mode": "navigate"})
    assert reply.status_code == 400
    assert "Dit formulier kwam niet goed aan" in reply.text
    assert "Er is niets opgeslagen" in reply.text
    assert "Verstuur opnieuw" not in reply.text  # the same half would come
    page.refresh_from_db()
    assert not page.has_unpublished_changes


@pytest.mark.parametrize("name", [{}, {"workflow-action-name": "x"}], ids=["none", "another"])
def test_a_step_that_the_page_is_not_at_publishes_nothing(editor: Player, name: dict[str, str]) -> None:
    """Wagtail 7 fails at it, so that we refuse the form; from 8 on it keeps what was typed as a draft."""
    page = Page.objects.get(slug="over-ons", locale__language_code="nl")
    form = {**WHOLE, **NO_COMMENTS, **name, "title": "Nog niet", "action-workflow-action": "1"}
    reply = editor.client.post(f"/beheer/pages/{page.pk}/edit/", form)
    assert reply.status_code == (400 if wagtail.VERSION < (8,) else 302)
    page.refresh_from_db()
    assert page.title == "Over ons"
    assert page.has_unpublished_changes == (wagtail.VERSION >= (8,))


def test_what_was_written_can_be_read_and_copied_and_there_is_a_way_back(editor: Player) -> None:
    page = Page.objects.get(slug="over-ons", locale__language_code="nl")
    paragraphs = json.dumps({"blocks": [{"text": "Eerste alinea."}, {"text": "Tweede alinea."}], "entityMap": {}})
    block = {**FIRST, "body-0-value-heading": "Kop <van> mij", "body-0-value-text": paragraphs}
    address = f"/beheer/pages/{page.pk}/edit/"
    half = {name: value for name, value in {**WHOLE, **block, "next": "/beheer/"}.items() if name != "body-count"}
    reply = editor.client.post(address, half, headers={"sec-fetch-mode": "navigate"})
    assert f'href="{address}"' in reply.text
    assert 'href="/beheer/"' in reply.text
    items = re.findall(r"<li>(.*?)</li>", reply.text)
    assert items == ["Over ons", "Wie wij zijn.", "Kop &lt;van&gt; mij", "Eerste alinea.<br>Tweede alinea."]


def test_a_failure_of_ours_is_not_called_theirs(editor: Player, monkeypatch: pytest.MonkeyPatch) -> None:
    editor.client.raise_request_exception = False

    def fail(*args: object, **kwargs: object) -> None:
        raise ValueError

    monkeypatch.setattr("wagtail.admin.views.pages.edit.EditView.save_action", fail)
    page = Page.objects.get(slug="over-ons", locale__language_code="nl")
    assert editor.client.post(f"/beheer/pages/{page.pk}/edit/", {**WHOLE, **NO_COMMENTS}).status_code == 500
