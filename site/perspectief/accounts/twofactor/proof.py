"""What a session proved: a second factor, and when it did so last. allauth keeps a record of each proof in the session."""

import time
from typing import cast

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from perspectief.accounts.models import User

SECOND_FACTOR = "mfa"  # allauth's name of the method in its records
PRIMARY = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
FRESH_SECONDS = 5 * 60  # to change a factor: NIST SP 800-63B asks for a proof at the moment itself
SILENCE_SECONDS = 15 * 60  # in the intake: NIST SP 800-63B 4.2.3, AAL2 asks for 30 minutes at most
WORKED_AT = "intake_worked_at"
STEP_SECONDS = 30  # a session is not written at every click
SKEW_SECONDS = 60  # two clocks may differ as much; what happened later than that happened under a clock that was wrong


def owner(request: HttpRequest) -> User:
    """Whose session it is, where the middleware has turned away whoever is not logged in."""
    return cast(User, request.user)


def is_enrolled(user: User) -> bool:
    """Whether the person has a passkey or an app; recovery codes alone are none."""
    return Authenticator.objects.filter(user=user, type__in=PRIMARY).exists()


def proved_at(request: HttpRequest, user: User | AnonymousUser) -> float | None:
    """When this session last proved a second factor, in seconds since 1970; None when it did not in the last eight hours.

    A session itself lives on while it is used; this is what makes eight hours the most.
    """
    records = get_authentication_records(request, user)
    proofs = [record["at"] for record in records if record.get("method") == SECOND_FACTOR]
    return max((at for at in proofs if is_within(settings.SESSION_COOKIE_AGE, at)), default=None)


def is_fresh(request: HttpRequest) -> bool:
    """Whether factors may be changed: a factor was proved minutes ago, or there is none yet to prove anything with."""
    at = proved_at(request, request.user)
    return not is_enrolled(owner(request)) or (at is not None and is_within(FRESH_SECONDS, at))


def is_recent(request: HttpRequest) -> bool:
    """Whether there was a proof, or work in the intake, in the last quarter of an hour."""
    at = proved_at(request, request.user)
    moments = (at or 0, request.session.get(WORKED_AT, 0))
    return at is not None and any(is_within(SILENCE_SECONDS, moment) for moment in moments)


def note_work(request: HttpRequest) -> None:
    """Somebody is at work in the intake: the quarter of an hour begins again."""
    if not is_within(STEP_SECONDS, request.session.get(WORKED_AT, 0)):
        request.session[WORKED_AT] = time.time()


def is_within(seconds: float, moment: float) -> bool:
    """Whether it was in the last `seconds`. A moment that has yet to come proves nothing: the clock went back since."""
    return -SKEW_SECONDS < time.time() - moment < seconds


def record(request: HttpRequest, user: User, *, kind: str, factor_id: int | None = None) -> None:
    """Write in the session that a factor was proved in it. `kind` is the type of the factor."""
    record_authentication(request, user, SECOND_FACTOR, type=kind, id=factor_id)
