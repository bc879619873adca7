"""What has to happen when a factor comes, goes, is used or is guessed at."""

from typing import Any

from allauth.mfa import signals
from allauth.mfa.models import Authenticator
from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest

from perspectief.accounts.models import User

from . import guessing, proof, sessions


def connect() -> None:
    """Called once, when the app is ready."""
    user_logged_in.connect(_logged_in)
    signals.authenticator_added.connect(_enrolled)
    signals.authenticator_removed.connect(_removed)
    signals.authentication_failed.connect(guessing.count_wrong_code)
    signals.authenticator_used.connect(guessing.forget_wrong_codes)
    signals.authenticator_used.connect(_proved_again)


def _logged_in(sender: type, request: HttpRequest, user: User, **kwargs: Any) -> None:
    """A session can be ended from its first moment, also one that nobody uses yet."""
    sessions.touch(request, user)


def _proved_again(sender: type, request: HttpRequest, reauthenticated: bool = False, **kwargs: Any) -> None:
    """More is open from here on: to nobody who knew the key of the session before. At a log-in Django changes it."""
    if reauthenticated:
        request.session.cycle_key()


def _enrolled(sender: type, request: HttpRequest, user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    """The session that enrolled the first factor has just proved it. A later one proves nothing: it took a proof to add."""
    others = Authenticator.objects.filter(user=user, type__in=proof.PRIMARY).exclude(pk=authenticator.pk)
    if authenticator.type in proof.PRIMARY and not others.exists():
        proof.record(request, user, kind=authenticator.type, factor_id=authenticator.pk)


def _removed(sender: type, request: HttpRequest, user: User, **kwargs: Any) -> None:
    """Who takes a factor away may have lost it: whoever is logged in elsewhere logs in again."""
    sessions.end_others(request, user)
