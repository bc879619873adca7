"""Against guessing: five wrong passwords or codes, then a quarter of an hour nothing. Counted in the database (django-axes).

The counts of allauth live in a cache that each worker of a server has for itself, so they don't count here.
A password is counted for an account and an address together: nobody can lock a colleague out from elsewhere. A code is
counted for the account alone: who guesses codes knows the password, and may well come from many addresses. So is the
passphrase of somebody's copy of the intake key: who guesses that has both factors.
"""

from datetime import datetime, timedelta
from ipaddress import ip_address
from typing import Any

from allauth.mfa.models import Authenticator
from axes.handlers.proxy import AxesProxyHandler
from axes.models import AccessAttempt
from axes.utils import reset
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.crypto import salted_hmac

from perspectief.accounts.models import User

KEPT = timedelta(days=1)
CODE_OF, PASSPHRASE_OF, UNKNOWN = "code ", "wachtzin ", "onbekend "  # no user name has a space
TOO_FAST = "Te veel pogingen achter elkaar. Wacht een paar minuten en probeer het dan opnieuw."


def account_name(request: HttpRequest, credentials: dict[str, Any] | None) -> str:
    """Under which name attempts are counted. What is no account is kept as a digest: people type a password there too."""
    given = credentials or {}
    typed = str(given.get("username") or request.POST.get("login") or "")
    if "factor" in given:
        return f"{given['factor']}{typed}"
    if User.objects.filter(username=typed).exists():
        return typed
    return f"{UNKNOWN}{salted_hmac(__name__, typed).hexdigest()[:16]}"


def lockout_parameters(attempt: HttpRequest | AccessAttempt, credentials: dict[str, Any] | None = None) -> list[list[str]]:
    """What counts together. django-axes asks it for a request, or for an attempt it kept."""
    name = "" if isinstance(attempt, HttpRequest) else str(attempt.username)
    is_code = name.startswith((CODE_OF, PASSPHRASE_OF)) or "factor" in (credentials or {})
    return [["username"]] if is_code else [["username", "ip_address"]]


def address_of(request: HttpRequest) -> str | None:
    """Who is connected to us; behind TRUSTED_PROXIES proxies, who was connected to the first. None when it is no address."""
    proxies: int = settings.TRUSTED_PROXIES
    told = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    claimed = told[-proxies].strip() if 0 < proxies <= len(told) else request.META.get("REMOTE_ADDR", "")
    try:
        return str(ip_address(claimed))
    except ValueError:
        return None


def refuse_when_locked(request: HttpRequest, user: User) -> None:
    """Raises ValidationError while the account's codes are locked, before a code is looked at."""
    _refuse_when_locked(request, _code_of(user))


def refuse_passphrases_when_locked(request: HttpRequest, user: User) -> None:
    """The same for a passphrase. Raises ValidationError before it costs the machine anything."""
    _refuse_when_locked(request, _passphrase_of(user))


def _refuse_when_locked(request: HttpRequest, what: dict[str, str]) -> None:
    if not AxesProxyHandler.is_allowed(request, what):
        request.axes_locked_out = True  # type: ignore[attr-defined]  # the middleware of axes answers with `locked`
        raise ValidationError(TOO_FAST)


def count_wrong_code(sender: type, request: HttpRequest, user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    """One wrong code more."""
    AxesProxyHandler.user_login_failed(sender, _code_of(user), request)


def forget_wrong_codes(sender: type, user: User, **kwargs: Any) -> None:
    """The right code came."""
    reset(username=f"{CODE_OF}{user.get_username()}")


def count_wrong_passphrase(request: HttpRequest, user: User) -> None:
    """One wrong passphrase more."""
    AxesProxyHandler.user_login_failed(User, _passphrase_of(user), request)


def forget_wrong_passphrases(user: User) -> None:
    """The right one came."""
    reset(username=f"{PASSPHRASE_OF}{user.get_username()}")


def _code_of(user: User) -> dict[str, str]:
    return {"username": user.get_username(), "factor": CODE_OF}


def _passphrase_of(user: User) -> dict[str, str]:
    return {"username": user.get_username(), "factor": PASSPHRASE_OF}


def locked(request: HttpRequest, response: HttpResponse | None = None, credentials: object = None) -> HttpResponse:
    """The page for who has to wait (429)."""
    minutes = round(settings.AXES_COOLOFF_TIME.total_seconds() / 60)
    return _wait(request, minutes)


def too_fast(request: HttpRequest) -> HttpResponse:
    """The same, for one minute: more requests than a person makes."""
    return _wait(request, 1)


def _wait(request: HttpRequest, minutes: int) -> HttpResponse:
    page = render_to_string("twofactor/locked.html", {"minutes": minutes}, request)
    return HttpResponse(page, status=429, headers={"Retry-After": str(minutes * 60), "Cache-Control": "no-store"})


def sweep(*, now: datetime) -> int:
    """Delete attempts of more than a day ago. Returns how many."""
    return AccessAttempt.objects.filter(attempt_time__lt=now - KEPT).delete()[1].get(AccessAttempt._meta.label, 0)
