"""Which roles carry rights on referrals. Who manages accounts gives none of these: see selfreferral/intake/rights.py."""

from django.contrib.auth.models import Group, Permission
from django.db.models import Q, QuerySet

from .models import NAMED_RIGHTS_ONLY, User
from .roles import GUARDED_ROLES

NAMED_RIGHTS = Q(content_type__app_label__in=NAMED_RIGHTS_ONLY)


def guarded_groups() -> QuerySet[Group]:
    """The groups with a right on referrals, by what they have and not by what they are called."""
    carriers = Group.permissions.through.objects.filter(permission__in=Permission.objects.filter(NAMED_RIGHTS))
    return Group.objects.filter(pk__in=carriers.values("group"))


def open_groups() -> QuerySet[Group]:
    """All others: whoever manages accounts may put people in these."""
    return Group.objects.exclude(pk__in=guarded_groups().values("pk")).order_by("name")


def is_guarded(group: Group) -> bool:
    """Whether it carries a right on referrals."""
    return guarded_groups().filter(pk=group.pk).exists()


def is_guarded_name(name: str) -> bool:
    """Whether a group of this name would be given rights on referrals by the next `seed_roles`."""
    return name in {role.name for role in GUARDED_ROLES}


def holders(right: str) -> QuerySet[User]:
    """The active people who have this right (`app_label.codename`) by name: from a role, or themselves."""
    app_label, _, codename = right.partition(".")
    rights = Permission.objects.filter(content_type__app_label=app_label, codename=codename)
    given = Q(groups__permissions__in=rights) | Q(user_permissions__in=rights)
    return User.objects.filter(pk__in=User.objects.filter(given).values("pk"), is_active=True).order_by("username")
