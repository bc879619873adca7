"""The visitor's cookie and the visit behind it."""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass

from django.conf import settings
from django.db import Error as AnyDatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from . import drafts
from .drafts import Visit
from .secret import ReturnSecret, VisitSecret

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Door:
    """Where a visitor came in. Each door has a cookie of its own, and keys that the other's cookie cannot make."""

    setting: str
    secret: type[VisitSecret]

    @property
    def cookie(self) -> str:
        """The name of its cookie."""
        return str(getattr(settings, self.setting))


FORM = Door("DRAFT_COOKIE_NAME", VisitSecret)
MINE = Door("RETURN_COOKIE_NAME", ReturnSecret)
DOORS = (FORM, MINE)


@dataclass(frozen=True)
class Current:
    """The visit this request belongs to; `secret` is None when there is none."""

    secret: VisitSecret | None
    visit: Visit


NOBODY = Current(None, Visit())


def cookie_secret(request: HttpRequest, *, door: Door = FORM) -> VisitSecret | None:
    """The secret the browser sent, whether or not a visit is behind it."""
    return door.secret.from_cookie(request.COOKIES.get(door.cookie, ""))


def current(request: HttpRequest) -> Current:
    """The visit this request belongs to. An expired or unknown cookie counts as none."""
    secret = cookie_secret(request)
    visit = secret and drafts.load(secret=secret, now=timezone.now())
    return Current(secret, visit) if visit else NOBODY


@contextmanager
def alone(request: HttpRequest) -> Iterator[None]:
    """Around a POST of a visit: see drafts.alone. Reading pages need no such care."""
    secret = cookie_secret(request) if request.method == "POST" else None
    with drafts.alone(secret=secret) if secret else nullcontext():
        yield


def remember(response: HttpResponse, secret: VisitSecret, *, door: Door = FORM) -> None:
    """Give the browser its secret: not readable by scripts, not sent from elsewhere, gone when the browser closes."""
    response.set_cookie(door.cookie, secret.for_cookie(), httponly=True, secure=_is_secure(), samesite="Strict")


def forget_if_possible(request: HttpRequest, response: HttpResponse) -> None:
    """`forget` for somebody who wants to be gone: a database that is away must not keep them (the sweep wipes later)."""
    try:
        forget(request, response)
    except AnyDatabaseError:
        logger.exception("A draft could not be wiped at once")
        _drop_cookies(request, response)


def forget(request: HttpRequest, response: HttpResponse, *, doors: Sequence[Door] = DOORS) -> None:
    """Wipe what is kept on the server and the cookies in the browser, for every door unless it is said which."""
    for door in doors:
        secret = cookie_secret(request, door=door)
        if secret:
            drafts.wipe(secret=secret)
    _drop_cookies(request, response, doors=doors)


def _drop_cookies(request: HttpRequest, response: HttpResponse, *, doors: Sequence[Door] = DOORS) -> None:
    """The token goes with the last visit: a page that still stands open at the other door needs it."""
    names = {door.cookie for door in doors}
    stays = {door.cookie for door in DOORS} - names
    if not stays & request.COOKIES.keys():
        names.add(settings.CSRF_COOKIE_NAME)
    for name in sorted(names & request.COOKIES.keys()):
        response.set_cookie(name, max_age=0, httponly=True, secure=_is_secure(), samesite="Strict")


def _is_secure() -> bool:
    return settings.DRAFT_COOKIE_NAME.startswith("__Host-")
