"""The database notes every change of what pages are made of. On PostgreSQL only."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction
from wagtail.models import Page

from perspectief.operations.changes import KEPT, NOT_SHOWN, SHOWN, sweep
from perspectief.operations.grants import PAGES, PUBLIC_RIGHTS
from perspectief.pages.models import Change

TRIGGERS = "SELECT event_object_table FROM information_schema.triggers WHERE trigger_name = 'perspectief_page_changed'"
NOT_OF_PAGES = {"pages_change", *(name for name in PUBLIC_RIGHTS if name.startswith("selfreferral"))}


@pytest.fixture(autouse=True)
def postgres(seeded_site: None, db: None) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite notes nothing")
    Change.objects.all().delete()


def test_whatever_a_page_can_show_is_watched() -> None:
    """The public role reads nothing else, so a page can show nothing else."""
    with connection.cursor() as cursor:
        cursor.execute(TRIGGERS)
        watched = {table for (table,) in cursor.fetchall()}
    assert watched == set(SHOWN)
    assert set(PUBLIC_RIGHTS) - NOT_OF_PAGES - NOT_SHOWN == watched
    assert set(PAGES) >= NOT_SHOWN


def test_a_change_tells_which_page_it_was() -> None:
    page = Page.objects.filter(slug="contact").first()
    assert page is not None
    Page.objects.filter(pk=page.pk).update(title="Anders")
    assert set(Change.objects.values_list("page", flat=True)) == {page.pk}


def test_writing_the_same_again_is_no_change() -> None:
    for page in Page.objects.all():
        page.save()
    assert not Change.objects.exists()


def test_a_change_that_is_taken_back_was_none() -> None:
    with transaction.atomic():
        Page.objects.filter(slug="contact").update(title="Anders")
        transaction.set_rollback(True)
    assert not Change.objects.exists()


def test_changes_are_forgotten_after_a_week() -> None:
    now = datetime(2026, 5, 1, tzinfo=UTC)
    for at in (now - KEPT - timedelta(hours=1), now - KEPT + timedelta(hours=1)):
        Change.objects.create(id=uuid.uuid4(), at=at)
    assert sweep(now=now) == 1
    assert Change.objects.count() == 1
