"""The owner of a page hears once that it should be read again."""

from datetime import UTC, date, datetime

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from wagtail.models import Revision

from perspectief.accounts.models import User
from perspectief.accounts.roles import EDITORS
from perspectief.editing.reminding import remind
from perspectief.operations.sweeping import sweep
from perspectief.outbox.models import Message
from tests.cast import Player
from tests.editing.conftest import MakePage

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
DUE = date(2026, 5, 1)
CHORE = "reminded of pages"


@pytest.fixture
def colleague(editor: Player) -> User:
    """Another editor, who owns no page."""
    user = User.objects.create_user("ander", "ander@perspectief.example")
    user.groups.add(Group.objects.get(name=EDITORS))
    return user


def _told() -> set[str]:
    return set(Message.objects.values_list("to", flat=True))


def test_the_owner_gets_title_and_link_and_nothing_else(editor: Player, make_page: MakePage, settings):
    settings.WAGTAILADMIN_BASE_URL = "https://beheer.example"
    page = make_page("Doel van het gesprek", review_date=DUE, owner=editor.user, lead="Planted-Qx7")
    assert remind(now=NOON) == 1
    message = Message.objects.get()
    assert (message.to, message.subject) == ("redacteur@perspectief.example", "Teksten om na te kijken")
    assert message.body.strip().splitlines() == [
        "Doel van het gesprek",
        f"https://beheer.example/beheer/pages/{page.pk}/edit/",
    ]


def test_all_pages_of_one_owner_are_one_message(editor: Player, make_page: MakePage):
    for title in ("Doel", "Nut", "Regels"):
        make_page(title, review_date=DUE, owner=editor.user)
    assert remind(now=NOON) == 3
    assert Message.objects.count() == 1


def test_a_page_is_mentioned_once_for_each_review_date(editor: Player, make_page: MakePage):
    page = make_page(review_date=DUE, owner=editor.user)
    assert [remind(now=NOON), remind(now=NOON.replace(day=2))] == [1, 0]
    page.refresh_from_db()
    page.review_date = date(2026, 6, 1)
    page.save_revision().publish()
    assert [remind(now=NOON), remind(now=NOON.replace(month=6))] == [0, 1]


def test_a_reminder_is_no_change_of_the_page(editor: Player, make_page: MakePage):
    page = make_page(review_date=DUE, owner=editor.user)
    remind(now=NOON)
    page.refresh_from_db()
    assert page.reminded_on == DUE
    assert not page.revisions.exists()
    assert not page.has_unpublished_changes


def test_publishing_an_older_draft_does_not_bring_the_message_back(editor: Player, make_page: MakePage):
    page = make_page(review_date=DUE, owner=editor.user)
    draft = page.save_revision()
    remind(now=NOON)
    Revision.objects.get(pk=draft.pk).publish()
    assert remind(now=NOON) == 0


@pytest.mark.parametrize(
    "fields", [{"review_date": date(2026, 5, 2)}, {"review_date": None}, {"review_date": DUE, "live": False}]
)
def test_nothing_is_sent_before_the_day_without_a_day_or_about_a_draft(editor: Player, make_page: MakePage, fields):
    make_page(owner=editor.user, **fields)
    assert remind(now=NOON) == 0
    assert not Message.objects.exists()


def test_without_an_owner_who_edits_the_editors_hear_of_it(
    colleague: User, make_page: MakePage, intake_worker: Player, technical_administrator: Player
):
    former = User.objects.create_user("vroeger", "vroeger@perspectief.example")
    gone = User.objects.create_user("weg", "weg@perspectief.example", is_active=False)
    for title, owner in (("Een", None), ("Twee", former), ("Drie", gone), ("Vier", intake_worker.user)):
        make_page(title, review_date=DUE, owner=owner)
    assert remind(now=NOON) == 4
    assert _told() == {"ander@perspectief.example", "redacteur@perspectief.example"}


def test_a_message_that_cannot_be_kept_leaves_the_page_to_the_next_sweep(editor: Player, make_page: MakePage, monkeypatch):
    page = make_page(review_date=DUE, owner=editor.user)
    with monkeypatch.context() as broken:
        broken.setattr("perspectief.editing.reminding.post", lambda **_what: 1 / 0)
        # A failed chore lets go of a connection that is in doubt; here it is the test's own, with all it would roll back.
        broken.setattr(connection, "close_if_unusable_or_obsolete", lambda: None)
        assert sweep(now=NOON)[CHORE] is None
    page.refresh_from_db()
    assert page.reminded_on is None
    assert sweep(now=NOON)[CHORE] == 1


def test_the_message_arrives(mail_server, editor: Player, make_page: MakePage):
    make_page(review_date=DUE, owner=editor.user)
    sweep(now=NOON)
    assert "redacteur@perspectief.example" in mail_server.told()
