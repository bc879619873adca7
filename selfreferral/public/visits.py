"""The visitor's cookie and the visit behind it."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass

from django.conf import settings
from django.db import Error as AnyDatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from . import drafts
from .drafts import Visit
from .secret import VisitSecret

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Current:
    """The visit this request belongs to; `secret` is None when there is none."""

    secret: VisitSecret | None
    visit: Visit


NOBODY = Current(None, Visit())


def cookie_secret(request: HttpRequest) -> VisitSecret | None:
    """The secret the browser sent, whether or not a visit is behind it."""
    return VisitSecret.from_cookie(request.COOKIES.get(settings.DRAFT_COOKIE_NAME, ""))


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


def remember(response: HttpResponse, secret: VisitSecret) -> None:
    """Give the browser its secret: not readable by scripts, not sent from elsewhere, gone when the browser closes."""
    response.set_cookie(
        settings.DRAFT_COOKIE_NAME,
        secret.for_cookie(),
        httponly=True,
        secure=settings.DRAFT_COOKIE_NAME.startswith("__Host-"),
        samesite="Strict",
    )


def forget_if_possible(request: HttpRequest, response: HttpResponse) -> None:
    """`forget` for somebody who wants to be gone: a database that is away must not keep them (the sweep wipes later)."""
    try:
        forget(request, response)
    except AnyDatabaseError:
        logger.exception("A draft could not be wiped at once")
        _drop_cookies(request, response)


def forget(request: HttpRequest, response: HttpResponse) -> None:
    """Wipe the answers on the server and the cookies in the browser."""
    secret = cookie_secret(request)
    if secret:
        drafts.wipe(secret=secret)
    _drop_cookies(request, response)


def _drop_cookies(request: HttpRequest, response: HttpResponse) -> None:
    secure = settings.DRAFT_COOKIE_NAME.startswith("__Host-")
    for name in (settings.DRAFT_COOKIE_NAME, settings.CSRF_COOKIE_NAME):
        if name in request.COOKIES:
            response.set_cookie(name, max_age=0, httponly=True, secure=secure, samesite="Strict")
