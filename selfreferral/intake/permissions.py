"""The rights on referrals, by name. Given to a person or a role; being a superuser is not enough (perspectief.accounts)."""

from typing import cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from perspectief.accounts.models import User

VIEW_QUEUE = "selfreferral.view_queue"
OPEN_REFERRAL = "selfreferral.open_referral"
HANDLE_REFERRAL = "selfreferral.handle_referral"
EXPORT_REFERRAL = "selfreferral.export_referral"


def colleague(request: HttpRequest) -> User:
    """Who asks. The guard in addresses.py has turned away whoever is not logged in."""
    return cast(User, request.user)


def require(person: User, right: str) -> None:
    """Raises PermissionDenied when the person was not given the right."""
    if not person.has_perm(right):
        raise PermissionDenied(f"This needs the right {right}.")
