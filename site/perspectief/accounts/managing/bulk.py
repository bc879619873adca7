"""The same for several accounts at once."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from wagtail.users.views.bulk_actions import AssignRoleBulkAction, SetActiveStateBulkAction
from wagtail.users.views.bulk_actions.assign_role import RoleForm

from perspectief.accounts.guarding import open_groups
from perspectief.accounts.models import User
from selfreferral.intake.rights import end_access

from .forms import ROLES


class OpenRoleForm(RoleForm):
    """Without the roles that are about referrals."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        role: Any = self.fields["role"]
        role.queryset, role.help_text = open_groups(), ROLES


class AssignOpenRole(AssignRoleBulkAction):
    """Rol toekennen."""

    form_class = OpenRoleForm


class SetActiveState(SetActiveStateBulkAction):
    """Actief of niet. Only a superuser does it to a superuser."""

    def check_perm(self, obj: User) -> bool:
        """As for one account."""
        return bool(super().check_perm(obj)) and (self.request.user.is_superuser or not obj.is_superuser)

    @classmethod
    def execute_action(
        cls, objects: Iterable[User], mark_as_active: bool = False, user: User | None = None, **kwargs: Any
    ) -> tuple[int, int]:
        """Whoever leaves or comes back has no access to referrals after it."""
        changed = [one for one in objects if one.is_active != mark_as_active and one != user]
        done: tuple[int, int] = super().execute_action(objects, mark_as_active=mark_as_active, user=user, **kwargs)
        for one in changed:
            end_access(subject=one, by=user, now=timezone.now())
        return done
