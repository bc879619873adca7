"""Rights on referrals are given by name. No role, and no power over the machine, implies them."""

import pytest
from django.contrib.auth.models import Permission

from perspectief.accounts.models import User
from perspectief.accounts.roles import ROLES, ensure_roles
from tests.cast import Player

pytestmark = pytest.mark.django_db

RIGHTS = ["view_queue", "open_referral", "handle_referral"]


@pytest.mark.parametrize("right", RIGHTS)
def test_a_superuser_has_no_right_on_referrals(technical_administrator: Player, right: str) -> None:
    assert technical_administrator.user.has_perm("wagtailcore.add_page")
    assert not technical_administrator.user.has_perm(f"selfreferral.{right}")
    assert not technical_administrator.user.has_module_perms("selfreferral")


@pytest.mark.parametrize("right", RIGHTS)
def test_an_intake_worker_has_it_through_the_role(intake_worker: Player, right: str) -> None:
    assert intake_worker.user.has_perm(f"selfreferral.{right}")
    assert not intake_worker.user.has_perm("wagtailcore.add_page")


@pytest.mark.parametrize("right", RIGHTS)
def test_an_editor_does_not(editor: Player, right: str) -> None:
    assert not editor.user.has_perm(f"selfreferral.{right}")


def test_a_right_can_be_given_to_one_person(outsider: Player) -> None:
    outsider.user.user_permissions.add(Permission.objects.get(codename="view_queue"))
    assert User.objects.get(pk=outsider.user.pk).has_perm("selfreferral.view_queue")


def test_somebody_who_left_has_no_right_any_more(intake_worker: Player) -> None:
    intake_worker.user.is_active = False
    assert not intake_worker.user.has_perm("selfreferral.open_referral")


def test_a_role_that_the_organisation_changed_stays_changed() -> None:
    ensure_roles()
    group = ROLES[0].name
    permission = Permission.objects.get(codename="access_admin")
    permission.group_set.get(name=group).permissions.remove(permission)
    ensure_roles()
    assert not permission.group_set.filter(name=group).exists()
