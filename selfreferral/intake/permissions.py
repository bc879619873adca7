"""The rights on referrals, by name. Given to a person or a role; being a superuser is not enough (perspectief.accounts)."""

from typing import cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from perspectief.accounts.models import User

VIEW_QUEUE = "selfreferral.view_queue"
OPEN_REFERRAL = "selfreferral.open_referral"
HANDLE_REFERRAL = "selfreferral.handle_referral"
HAND_OVER_REFERRAL = "selfreferral.hand_over_referral"
EXPORT_REFERRAL = "selfreferral.export_referral"
GIVE_INTAKE_RIGHTS = "selfreferral.give_intake_rights"
VIEW_ACCESS_LOG = "selfreferral.view_access_log"
VIEW_STATISTICS = "selfreferral.view_statistics"


SESSION_MARK_DIGITS = 16


def colleague(request: HttpRequest) -> User:
    """Who asks, and from which session. The guard in addresses.py has turned away whoever is not logged in."""
    person = cast(User, request.user)
    person.session_mark = session_mark(request.session.session_key or "")
    return person


def session_mark(session_key: str) -> str:
    """Sixteen digits by which looks from one session are known to be of one session; nobody gets into it with them."""
    return salted_hmac("selfreferral.intake.session", session_key, algorithm="sha256").hexdigest()[:SESSION_MARK_DIGITS]


def require(person: User, right: str) -> None:
    """Raises PermissionDenied when the person was not given the right."""
    if not person.has_perm(right):
        raise PermissionDenied(f"This needs the right {right}.")
