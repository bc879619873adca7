"""Wagtail's forms for an account and a role, which neither show nor take what is about referrals or about superusers."""

from typing import Any

from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from wagtail.users.forms import GroupForm, UserCreationForm, UserEditForm

from perspectief.accounts.guarding import NAMED_RIGHTS, is_guarded, is_guarded_name, open_groups

SUPERUSER = "Een superuser wordt alleen op de server gemaakt (docs/operate.md)."
ROLES = "Rollen die over aanmeldingen gaan staan hier niet. Een coördinator geeft die bij ‘Toegang tot aanmeldingen’."
TAKEN = "Deze naam is van een rol met toegang tot aanmeldingen. Kies een andere."
FIXED = "De naam van een rol met toegang tot aanmeldingen ligt vast."


class GuardedRoles:
    """For a form with `groups` and `is_superuser`. What it does not show stays as it is, whoever changes it meanwhile."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields = self.fields  # type: ignore[attr-defined]  # of Wagtail's form, beside this in the class
        fields["groups"].queryset = open_groups()
        fields["groups"].help_text = ROLES
        if superuser := fields.get("is_superuser"):  # Wagtail leaves it out for who edits themselves
            superuser.disabled = True
            superuser.help_text = SUPERUSER

    def _save_m2m(self) -> None:
        """Add and take away roles one by one: Django would set the whole list, and so take away those that are not shown."""
        chosen = set(self.cleaned_data.pop("groups"))  # type: ignore[attr-defined]  # as above
        super()._save_m2m()  # type: ignore[misc]  # as above
        groups = self.instance.groups  # type: ignore[attr-defined]  # as above
        groups.remove(*set(groups.filter(pk__in=open_groups())) - chosen)
        groups.add(*chosen)


class ColleagueCreationForm(GuardedRoles, UserCreationForm):
    """A new account: never a superuser's, also when it begins as a copy of one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.is_superuser = self.initial["is_superuser"] = False


class ColleagueEditForm(GuardedRoles, UserEditForm):
    """An account there is."""


class GuardedGroupForm(GroupForm):
    """A role. Rights on referrals can't be chosen, and stay with a role that has them."""

    registered_permissions: QuerySet[Permission]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = Permission.objects.filter(NAMED_RIGHTS).values("pk")
        self.registered_permissions = self.registered_permissions.exclude(pk__in=named)
        self.fields["permissions"].queryset = self.registered_permissions.select_related("content_type")
        if self.instance.pk and is_guarded(self.instance):
            self.fields["name"].disabled = True
            self.fields["name"].help_text = FIXED

    def clean_name(self) -> str:
        """A role called like one of ours would get its rights with the next upgrade, and its people with it."""
        name: str = super().clean_name()
        if is_guarded_name(name) and name != self.initial.get("name"):
            raise ValidationError(TAKEN)
        return name
