"""A role that gets a right in a new version gives it to the groups there are; what was taken from one stays away."""

from dataclasses import replace
from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupCollectionPermission, GroupPagePermission

from perspectief.accounts import roles
from perspectief.accounts.models import OfferedRight
from perspectief.accounts.roles import EDITORS, ROLES, WRITERS, ensure_roles

pytestmark = pytest.mark.django_db

NEW = "home.delete_searchsynonym"


def rights(group: str) -> set[str]:
    """Everything a group may do, on pages and in collections too."""
    given = Permission.objects.filter(group__name=group).values_list("content_type__app_label", "codename")
    pages = GroupPagePermission.objects.filter(group__name=group).values_list("permission__codename", flat=True)
    files = GroupCollectionPermission.objects.filter(group__name=group).values_list("permission__codename", flat=True)
    return {f"{app}.{codename}" for app, codename in given} | {f"page:{one}" for one in pages} | set(files)


@pytest.fixture(autouse=True)
def before_there_were_roles(db: None) -> None:
    """A test's database has them already."""
    Group.objects.filter(name__in=[role.name for role in ROLES]).delete()
    assert not OfferedRight.objects.exists()


@pytest.fixture
def an_older_version(monkeypatch: pytest.MonkeyPatch) -> None:
    """Groups as they were made before synonyms could be deleted, and writers before they might upload."""
    editors, writers, *others = ROLES
    older = (
        replace(editors, rights=tuple(right for right in editors.rights if right != NEW), page_rights=("add_page",)),
        replace(writers, collection_rights=()),
        *others,
    )
    with monkeypatch.context() as patched:
        patched.setattr(roles, "ROLES", older)
        ensure_roles()
    assert NEW not in rights(EDITORS)


def test_a_new_right_reaches_the_groups_there_are(an_older_version: None) -> None:
    ensure_roles()
    assert NEW in rights(EDITORS)
    assert {"page:publish_page", "page:change_page"} <= rights(EDITORS)
    assert "add_image" in rights(WRITERS)


def test_a_group_of_an_older_version_ends_up_like_a_new_one(an_older_version: None) -> None:
    ensure_roles()
    upgraded = rights(EDITORS)
    Group.objects.get(name=EDITORS).delete()
    ensure_roles()
    assert rights(EDITORS) == upgraded


def test_what_an_administrator_took_away_is_not_given_back(an_older_version: None) -> None:
    editors = Group.objects.get(name=EDITORS)
    editors.permissions.remove(Permission.objects.get(codename="add_redirect"))
    GroupPagePermission.objects.filter(group=editors, permission__codename="add_page").delete()
    ensure_roles()
    assert "wagtailredirects.add_redirect" not in rights(EDITORS)
    assert "page:add_page" not in rights(EDITORS)
    assert NEW in rights(EDITORS)


def test_what_an_administrator_added_stays(an_older_version: None) -> None:
    extra = Permission.objects.get(codename="add_user")
    Group.objects.get(name=EDITORS).permissions.add(extra)
    ensure_roles()
    assert "accounts.add_user" in rights(EDITORS)


def test_doing_it_again_changes_nothing() -> None:
    ensure_roles()
    before = (rights(EDITORS), OfferedRight.objects.count())
    ensure_roles()
    assert (rights(EDITORS), OfferedRight.objects.count()) == before


def test_a_group_from_before_this_was_remembered_is_not_given_back_its_first_rights() -> None:
    editors = Group.objects.create(name=EDITORS)
    import_module("perspectief.accounts.migrations.0002_offered_rights").remember_what_was_given(apps, None)
    ensure_roles()
    assert "page:publish_page" not in rights(EDITORS)
    assert "home.change_organisationsettings" not in rights(EDITORS)
    assert NEW in rights(EDITORS)
    assert editors.permissions.exists()
