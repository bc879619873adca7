"""Rights on referrals are given by name. No role, and no power over the machine, implies them."""

import pytest
from django.contrib.auth.models import Permission

from perspectief.accounts.models import User
from perspectief.accounts.roles import ROLES, ensure_roles
from tests.cast import Player

pytestmark = pytest.mark.django_db

RIGHTS = ["view_queue", "open_referral", "handle_referral", "export_referral"]
COORDINATORS_OWN = ["hand_over_referral", "give_intake_rights", "view_statistics"]
AUDITORS_OWN = ["view_access_log"]


@pytest.mark.parametrize("right", [*RIGHTS, *COORDINATORS_OWN, *AUDITORS_OWN])
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


def _rights(player: Player) -> set[str]:
    """Every right on referrals that somebody has, asked one by one."""
    all_there_are = Permission.objects.filter(content_type__app_label="selfreferral").values_list("codename", flat=True)
    return {right for right in all_there_are if player.user.has_perm(f"selfreferral.{right}")}


def test_a_coordinator_has_what_intake_has_and_more(coordinator: Player) -> None:
    assert _rights(coordinator) == {*RIGHTS, *COORDINATORS_OWN}


def test_an_auditor_sees_who_looked_and_nothing_else(auditor: Player) -> None:
    assert _rights(auditor) == set(AUDITORS_OWN)


def test_who_keeps_the_site_running_manages_accounts_and_sees_no_referral(technician: Player) -> None:
    assert technician.user.has_perms(["accounts.add_user", "accounts.change_user", "wagtailcore.change_site"])
    assert not technician.user.has_perm("accounts.delete_user")
    assert not technician.user.has_perm("auth.change_group")
    assert _rights(technician) == set()


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
