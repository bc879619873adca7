"""Who manages accounts, a superuser included, can make nobody see a referral, and nobody a superuser."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from perspectief.accounts.guarding import guarded_groups, holders
from perspectief.accounts.models import User
from perspectief.accounts.roles import AUDITORS, COORDINATORS, EDITORS, INTAKE_WORKERS, ensure_roles
from selfreferral.intake.models import AccessRecord, Part
from tests.cast import PASSWORD, Player

pytestmark = pytest.mark.django_db

GUARDED = [INTAKE_WORKERS, COORDINATORS, AUDITORS]


@pytest.fixture(params=["technical_administrator", "technician", "coordinator who manages accounts"])
def manager(request: pytest.FixtureRequest) -> Player:
    """Everybody who may change accounts; a coordinator too goes by the page for it, which records and tells."""
    name = request.param.split()[0]
    player: Player = request.getfixturevalue(name)
    if name == "coordinator":
        rights = ["add_user", "change_user", "add_group", "change_group", "delete_group"]
        player.user.user_permissions.add(*Permission.objects.filter(codename__in=rights))
    return player


@pytest.fixture
def groups() -> dict[str, int]:
    ensure_roles()
    return {group.name: group.pk for group in Group.objects.all()}


def _account(user: User, **answers: object) -> dict[str, object]:
    """What the form for this account sends."""
    has = {"username": user.username, "email": user.email, "first_name": "Iemand", "last_name": "Anders", "is_active": "on"}
    return {**has, "password1": "", "password2": "", **answers}


def _edit(manager: Player, user: User, **answers: object) -> User:
    manager.client.post(reverse("wagtailusers_users:edit", args=[user.pk]), _account(user, **answers))
    return User.objects.get(pk=user.pk)


def _rights(user: User) -> set[str]:
    given = Permission.objects.filter(content_type__app_label="selfreferral").values_list("codename", flat=True)
    return {right for right in given if user.has_perm(f"selfreferral.{right}")}


@pytest.mark.parametrize("role", GUARDED)
def test_nobody_is_put_in_a_role_on_referrals(manager: Player, outsider: Player, groups: dict[str, int], role: str) -> None:
    changed = _edit(manager, outsider.user, groups=[groups[EDITORS], groups[role]])
    assert _rights(changed) == set()
    changed = _edit(manager, outsider.user, groups=[groups[EDITORS]])
    assert [group.name for group in changed.groups.all()] == [EDITORS]  # the form itself works


@pytest.mark.parametrize("role", GUARDED)
def test_nor_put_themselves(manager: Player, groups: dict[str, int], role: str) -> None:
    before = _rights(manager.user)
    _edit(manager, manager.user, groups=[groups[role]])
    assert _rights(User.objects.get(pk=manager.user.pk)) == before


def test_the_form_does_not_offer_them(manager: Player, outsider: Player) -> None:
    page = manager.client.get(reverse("wagtailusers_users:edit", args=[outsider.user.pk])).text
    assert EDITORS in page
    assert "Een coördinator geeft die bij" in page
    assert not [role for role in GUARDED if f"{role}</label>" in page or f"{role}\n" in page]


def test_who_has_such_a_role_keeps_it_when_something_else_changes(manager: Player, intake_worker: Player) -> None:
    changed = _edit(manager, intake_worker.user, email="nieuw@perspectief.example", groups=[])
    assert changed.email == "nieuw@perspectief.example"
    assert [group.name for group in changed.groups.all()] == [INTAKE_WORKERS]


def test_nobody_is_made_a_superuser(manager: Player, outsider: Player) -> None:
    changed = _edit(manager, outsider.user, is_superuser="on")
    assert changed.first_name == "Iemand"
    assert not changed.is_superuser


def test_a_superuser_does_not_stop_being_one_by_a_form(technical_administrator: Player) -> None:
    other = User.objects.create_superuser("ander", "ander@perspectief.example", PASSWORD)
    assert _edit(technical_administrator, other).is_superuser


def test_a_technician_does_not_touch_a_superuser_s_account(technician: Player, technical_administrator: Player) -> None:
    changed = _edit(technician, technical_administrator.user, password1="x" * 20, password2="x" * 20, email="mijn@x.example")
    assert changed.check_password(PASSWORD)
    assert changed.email == "techniek@perspectief.example"


def _new(**answers: object) -> dict[str, object]:
    return _account(
        User(username="nieuw", email="nieuw@perspectief.example"), password1=PASSWORD, password2=PASSWORD, **answers
    )


def test_a_new_account_is_ordinary(manager: Player, groups: dict[str, int]) -> None:
    add = reverse("wagtailusers_users:add")
    manager.client.post(add, _new(groups=[groups[INTAKE_WORKERS]]))
    assert not User.objects.filter(username="nieuw").exists()
    manager.client.post(add, _new(is_superuser="on"))
    assert not User.objects.get(username="nieuw").is_superuser


def test_an_account_is_not_copied(technical_administrator: Player) -> None:
    address = f"/beheer/users/copy/{technical_administrator.user.pk}/"
    assert technical_administrator.client.get(address).status_code == 404


def _bulk(manager: Player, action: str, users: list[User], **answers: object) -> None:
    address = reverse("wagtail_bulk_action", args=["accounts", "user", action])
    ids = "&".join(f"id={user.pk}" for user in users)
    manager.client.post(f"{address}?{ids}&next=/beheer/users/", answers)


@pytest.mark.parametrize("role", GUARDED)
def test_nor_several_at_once(manager: Player, outsider: Player, groups: dict[str, int], role: str) -> None:
    _bulk(manager, "assign_role", [outsider.user, manager.user], role=groups[role])
    assert _rights(User.objects.get(pk=outsider.user.pk)) == set()
    _bulk(manager, "assign_role", [outsider.user], role=groups[EDITORS])
    assert [group.name for group in outsider.user.groups.all()] == [EDITORS]


def _panels() -> dict[str, object]:
    """What Wagtail's formsets on the page of a role want to be sent."""
    prefixes = [
        *("page_permissions", "collection_permissions", "image_permissions", "document_permissions"),
        *("collection_management_permissions", "image", "document"),
    ]
    return {f"{one}-{field}": 0 for one in prefixes for field in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS")}


@pytest.fixture(params=["technical_administrator", "coordinator who manages roles"])
def manager_of_roles(request: pytest.FixtureRequest) -> Player:
    player: Player = request.getfixturevalue(request.param.split()[0])
    rights = ["add_group", "change_group", "delete_group"]
    player.user.user_permissions.add(*Permission.objects.filter(codename__in=rights))
    return player


def _edit_role(manager: Player, pk: int, **answers: object) -> object:
    address = reverse("wagtailusers_groups:edit", args=[pk])
    return manager.client.post(address, {**_panels(), **answers})


def test_rights_on_referrals_are_given_to_no_role(manager_of_roles: Player, groups: dict[str, int]) -> None:
    wanted = Permission.objects.filter(content_type__app_label="selfreferral")
    _edit_role(manager_of_roles, groups[EDITORS], name=EDITORS, permissions=[right.pk for right in wanted])
    assert not guarded_groups().filter(name=EDITORS).exists()
    access = Permission.objects.get(codename="access_admin")
    _edit_role(manager_of_roles, groups[EDITORS], name="Redactie", permissions=[access.pk])
    assert Group.objects.get(pk=groups[EDITORS]).name == "Redactie"  # the form itself works


def test_a_role_with_rights_on_referrals_keeps_its_name_and_its_rights(
    manager_of_roles: Player, groups: dict[str, int]
) -> None:
    _edit_role(manager_of_roles, groups[INTAKE_WORKERS], name="Anders", permissions=[])
    group = Group.objects.get(pk=groups[INTAKE_WORKERS])
    assert group.name == INTAKE_WORKERS
    assert group.permissions.filter(codename="open_referral").exists()


def test_such_a_role_is_not_deleted(manager_of_roles: Player, groups: dict[str, int]) -> None:
    manager_of_roles.client.post(reverse("wagtailusers_groups:delete", args=[groups[COORDINATORS]]))
    assert Group.objects.filter(name=COORDINATORS).exists()
    manager_of_roles.client.post(reverse("wagtailusers_groups:delete", args=[groups[EDITORS]]))
    assert not Group.objects.filter(name=EDITORS).exists()


def test_a_role_is_not_called_like_one_that_an_upgrade_brings(technical_administrator: Player) -> None:
    Group.objects.filter(name=AUDITORS).delete()
    technical_administrator.client.post(reverse("wagtailusers_groups:add"), {**_panels(), "name": AUDITORS})
    assert not Group.objects.filter(name=AUDITORS).exists()


def test_who_sat_in_a_group_of_that_name_before_the_role_was_there_is_out() -> None:
    Group.objects.filter(name=AUDITORS).delete()
    waiting = User.objects.create_user("wacht")
    waiting.groups.add(Group.objects.create(name=AUDITORS))
    ensure_roles()
    assert _rights(User.objects.get(pk=waiting.pk)) == set()


def test_an_upgrade_leaves_people_in_the_roles_they_have(intake_worker: Player) -> None:
    ensure_roles()
    assert "open_referral" in _rights(User.objects.get(pk=intake_worker.user.pk))


def test_an_account_that_ends_loses_its_access_and_does_not_find_it_again(manager: Player, intake_worker: Player) -> None:
    ended = _edit(manager, intake_worker.user, is_active="", groups=[])
    assert not ended.is_active
    back = _edit(manager, intake_worker.user, groups=[])
    assert back.is_active
    assert _rights(back) == set()
    record = AccessRecord.objects.get(part=Part.TAKEN)
    assert (record.person, record.subject, record.what) == (manager.user, intake_worker.user, INTAKE_WORKERS)


def test_the_same_for_several_at_once(manager: Player, intake_worker: Player, auditor: Player) -> None:
    people = [intake_worker.user, auditor.user]
    _bulk(manager, "set_active_state", people, mark_as_active="False")
    _bulk(manager, "set_active_state", people, mark_as_active="True")
    for user in people:
        back = User.objects.get(pk=user.pk)
        assert back.is_active
        assert _rights(back) == set()
    assert AccessRecord.objects.filter(part=Part.TAKEN).count() == 2


def test_an_account_that_was_ended_elsewhere_comes_back_without_access(manager: Player, intake_worker: Player) -> None:
    intake_worker.user.user_permissions.add(Permission.objects.get(codename="view_access_log"))
    User.objects.filter(pk=intake_worker.user.pk).update(is_active=False)  # in a shell, past every page of ours
    assert _rights(_edit(manager, intake_worker.user, groups=[])) == set()


def test_making_somebody_active_who_is_takes_nothing(technician: Player, intake_worker: Player) -> None:
    _bulk(technician, "set_active_state", [intake_worker.user], mark_as_active="True")
    assert "open_referral" in _rights(User.objects.get(pk=intake_worker.user.pk))


def test_a_technician_does_not_end_a_superuser_among_others(technician: Player, technical_administrator: Player) -> None:
    _bulk(technician, "set_active_state", [technical_administrator.user], mark_as_active="False")
    assert User.objects.get(pk=technical_administrator.user.pk).is_active


def test_there_is_no_other_admin() -> None:
    assert not apps.is_installed("django.contrib.admin")
    assert not apps.is_installed("wagtail.api.v2")


def test_who_holds_a_right_is_told_by_name(coordinator: Player, intake_worker: Player, outsider: Player) -> None:
    outsider.user.user_permissions.add(Permission.objects.get(codename="give_intake_rights"))
    assert set(holders("selfreferral.give_intake_rights")) == {coordinator.user, outsider.user}
    User.objects.filter(pk=coordinator.user.pk).update(is_active=False)
    assert set(holders("selfreferral.give_intake_rights")) == {outsider.user}
