"""Somebody lost their telephone or key, or forgot the password: a fresh start that gives nobody a way to the referrals.

Whoever manages accounts could otherwise take a colleague's factors away, set a password, and read referrals as them. So
after such a deed the account has no right on referrals, until who may give that right gives it again.
"""

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Permission
from django.db import transaction
from django.db.models import Q, QuerySet
from wagtail.log_actions import log

from perspectief.accounts.models import NAMED_RIGHTS_ONLY, User

from . import sessions, telling

RESET, PASSWORD = "accounts.reset_factors", "accounts.set_password"
GIVE_RIGHTS = "give_intake_rights"


@transaction.atomic
def reset_factors(*, colleague: User, by: User) -> None:
    """Take away all factors, sessions and rights on referrals of a colleague, with a record. The mail leaves with it."""
    Authenticator.objects.filter(user=colleague).delete()
    _suspend(colleague=colleague, by=by, deed=RESET)


@transaction.atomic
def after_password_set(*, colleague: User, by: User) -> None:
    """Somebody else knows this password: the account gets the same treatment, but keeps its factors."""
    _suspend(colleague=colleague, by=by, deed=PASSWORD)


def _suspend(*, colleague: User, by: User, deed: str) -> None:
    sessions.end_all(colleague)
    roles = list(colleague.groups.filter(permissions__content_type__app_label__in=NAMED_RIGHTS_ONLY).distinct())
    colleague.groups.remove(*roles)
    rights = colleague.user_permissions.filter(content_type__app_label__in=NAMED_RIGHTS_ONLY)
    colleague.user_permissions.remove(*rights)
    log(instance=colleague, action=deed, user=by, data={"roles": [role.name for role in roles]})
    telling.tell_of_reset(colleague, coordinators=coordinators())


def coordinators() -> QuerySet[User]:
    """Who may give the right to see referrals: by name, a superuser is none."""
    right = Permission.objects.filter(content_type__app_label="selfreferral", codename=GIVE_RIGHTS)
    given = Q(user_permissions__in=right) | Q(groups__permissions__in=right)
    return User.objects.filter(given, is_active=True).distinct()
