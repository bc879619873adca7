"""Who may look at referrals: given and taken by a coordinator, recorded among the looks, and told to all coordinators.

Who manages accounts, a superuser included, has no way to it (perspectief/accounts/managing). Each deed waits for the one
before it, so that two people cannot take each other's role at the same moment and leave nobody.
"""

from datetime import datetime

from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import QuerySet

from perspectief.accounts.guarding import NAMED_RIGHTS, guarded_groups, holders
from perspectief.accounts.models import User
from perspectief.accounts.roles import AUDITORS, COORDINATORS, GUARDED_ROLES
from perspectief.accounts.twofactor.proof import is_enrolled

from . import accesslog
from .models import Part
from .permissions import GIVE_INTAKE_RIGHTS, OPEN_REFERRAL, require
from .telling import tell_of_rights
from .unlocking import copies

OWN_RIGHTS = "rechten op naam"  # given to a person beside any role; no page of ours does that
NOT_ENROLLED = (
    "Deze collega heeft nog geen tweede stap bij het inloggen. Laat die eerst instellen, het liefst terwijl u erbij bent."
)
Membership = User.groups.through


class RightsError(Exception):
    """It can't be done. The message is one sentence for whoever tried."""


def memberships(*, person: User) -> QuerySet:
    """Who has which role on referrals, by name. Each with its `user` and `group`."""
    require(person, GIVE_INTAKE_RIGHTS)
    found = Membership.objects.filter(group__in=guarded_groups()).select_related("user", "group")
    return found.order_by("user__last_name", "user__first_name", "user__username", "group__name")


def roles() -> list[str]:
    """The names of the roles that a coordinator gives."""
    return [role.name for role in GUARDED_ROLES]


@transaction.atomic
def give(*, role: str, subject: User, by: User, now: datetime) -> bool:
    """Give a role. False when they had it. Raises RightsError, PermissionDenied, and Group.DoesNotExist."""
    group, subject = _begin(role, subject, by)
    if role not in roles():
        raise Group.DoesNotExist
    if not subject.is_active:
        raise RightsError("Dit account is niet actief.")
    if not is_enrolled(subject):  # until then a password alone is enough to set one up, for whoever has it
        raise RightsError(NOT_ENROLLED)
    has = set(subject.groups.filter(name__in=roles()).values_list("name", flat=True))
    if role in has:
        return False
    if has and AUDITORS in {role, *has}:
        raise RightsError("Wie controleert, behandelt zelf geen aanmeldingen. Neem eerst de andere rol af.")
    subject.groups.add(group)
    tell_of_rights(accesslog.record_rights(part=Part.GIVEN, by=by, subject=subject, role=role, at=now))
    return True


@transaction.atomic
def take(*, role: str, subject: User, by: User, now: datetime) -> bool:
    """Take a role away. False when they did not have it. Raises as `give`.

    Nobody takes their own, so whoever takes the last but one coordinator's is the coordinator that remains.
    """
    group, subject = _begin(role, subject, by)
    if not subject.groups.filter(pk=group.pk).exists():
        return False
    subject.groups.remove(group)
    if not User.objects.get(pk=subject.pk).has_perm(OPEN_REFERRAL):
        copies.revoke(subject=subject, by=by, now=now)
    tell_of_rights(accesslog.record_rights(part=Part.TAKEN, by=by, subject=subject, role=role, at=now))
    return True


@transaction.atomic
def end_access(*, subject: User, by: User | None, now: datetime) -> int:
    """Take everything that somebody may do with referrals, because their account ends, begins again or changes hands.

    Their copy of the intake key goes with it. Returns how many roles. Asks for no right: taking away puts nobody at risk
    but the work, and a leaver can't wait.
    """
    _lock()
    groups, own = subject.groups.filter(pk__in=guarded_groups()), subject.user_permissions.filter(NAMED_RIGHTS)
    ended = [*groups.values_list("name", flat=True), *([OWN_RIGHTS] if own else [])]
    subject.groups.remove(*groups)
    subject.user_permissions.remove(*own)
    copies.revoke(subject=subject, by=by, now=now)
    for role in ended:
        tell_of_rights(accesslog.record_rights(part=Part.TAKEN, by=by, subject=subject, role=role, at=now))
    return len(ended)


@transaction.atomic
def name_coordinator(*, subject: User, now: datetime) -> None:
    """Make somebody the first coordinator, at a command. Raises RightsError when there is one, who can do it."""
    _lock()
    if others := holders(GIVE_INTAKE_RIGHTS):
        raise RightsError(f"There is a coordinator already, who can give the role: {', '.join(map(str, others))}.")
    if not subject.is_active:
        raise RightsError(f"The account {subject} is not active.")
    subject.groups.remove(*guarded_groups().filter(name=AUDITORS))
    subject.groups.add(Group.objects.get(name=COORDINATORS))
    tell_of_rights(accesslog.record_rights(part=Part.GIVEN, by=None, subject=subject, role=COORDINATORS, at=now))


def _begin(role: str, subject: User, by: User) -> tuple[Group, User]:
    """Both as they are now that nobody else changes rights: asked again, since Django remembers what somebody had."""
    groups = _lock()
    require(User.objects.get(pk=by.pk), GIVE_INTAKE_RIGHTS)
    if subject.pk == by.pk:
        raise RightsError("Uw eigen toegang verandert u niet zelf. Vraag een andere coördinator.")
    if role not in groups:
        raise Group.DoesNotExist
    return groups[role], User.objects.get(pk=subject.pk)


def _lock() -> dict[str, Group]:
    return {group.name: group for group in Group.objects.select_for_update().filter(pk__in=guarded_groups()).order_by("pk")}
