"""Somebody lost their telephone or key, or forgot the password: a fresh start that gives nobody a way to the referrals.

Whoever manages accounts could otherwise take a colleague's factors away, set a password, and read referrals as them. So
after such a deed the account has no right on referrals, until who may give that right gives it again.
"""

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from perspectief.accounts.guarding import guarded_groups, holders
from perspectief.accounts.models import User
from selfreferral.intake.rights import end_access

from . import sessions, telling

RESET, PASSWORD = "accounts.reset_factors", "accounts.set_password"
GIVE_RIGHTS = "selfreferral.give_intake_rights"


@transaction.atomic
def reset_factors(*, colleague: User, by: User) -> None:
    """Take away all factors, sessions and rights on referrals of a colleague, with a record. The mail leaves with it."""
    Authenticator.objects.filter(user=colleague).delete()
    _suspend(colleague=colleague, by=by, deed=RESET)


@transaction.atomic
def after_password_set(*, colleague: User, by: User) -> None:
    """Somebody else knows this password: the account gets the same treatment, but keeps its factors."""
    _suspend(colleague=colleague, by=by, deed=PASSWORD)


def after_address_set(*, colleague: User, former: str) -> None:
    """Somebody else says where messages about this account go."""
    sees_referrals = colleague.groups.filter(pk__in=guarded_groups()).exists()
    telling.tell_of_new_address(colleague, former=former, coordinators=holders(GIVE_RIGHTS) if sees_referrals else [])


def _suspend(*, colleague: User, by: User, deed: str) -> None:
    sessions.end_all(colleague)
    roles = list(colleague.groups.filter(pk__in=guarded_groups()).values_list("name", flat=True))
    end_access(subject=colleague, by=by, now=timezone.now())
    log(instance=colleague, action=deed, user=by, data={"roles": roles})
    telling.tell_of_reset(colleague, coordinators=holders(GIVE_RIGHTS))
