"""What somebody unlocked stays open for this browser, in every worker of the server, until a quarter of an hour of silence.

The personal private key lies in the session, closed under a key that only a cookie holds. So neither the database nor the
browser has it, and the copy of the intake key is opened anew at each request: one that was taken away opens nothing.
"""

import base64
import os
import time

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from perspectief.accounts.models import User
from perspectief.accounts.twofactor.proof import SILENCE_SECONDS, STEP_SECONDS, is_within
from perspectief.headers import STAFF_PREFIX

from . import at_hand, copies
from .bundle import WrongCopyError

COOKIE_PATH = f"{STAFF_PREFIX}aanmeldingen/"  # where letters are opened, and nowhere else
UNLOCKED, BOX, USED_AT = "intake_unlocked", "box", "used_at"
KEY_BYTES, NONCE_BYTES = 32, 12


def keep_open(request: HttpRequest, *, person: User, personal: str) -> None:
    """From now on, for this session and the browser that gets the cookie. A new cookie each time."""
    key, nonce = os.urandom(KEY_BYTES), os.urandom(NONCE_BYTES)
    box = nonce + ChaCha20Poly1305(key).encrypt(nonce, personal.encode(), _about(person))
    request.session[UNLOCKED] = {BOX: base64.b64encode(box).decode(), USED_AT: time.time()}
    request.unlock_cookie = base64.urlsafe_b64encode(key).decode()  # type: ignore[attr-defined]  # for keep_cookie


def shut(request: HttpRequest) -> None:
    """At once, whatever the browser still has."""
    request.session.pop(UNLOCKED, None)
    request.unlock_cookie = ""  # type: ignore[attr-defined]  # for keep_cookie


def hold(request: HttpRequest, person: User) -> None:
    """Put what this browser unlocked in the person's hands, for this request. What does not open any more is shut."""
    at_hand.hold(person, None)
    kept = request.session.get(UNLOCKED)
    if not at_hand.is_personal() or kept is None:
        return
    cookie = request.COOKIES.get(settings.UNLOCK_COOKIE_NAME, "")
    if not is_within(SILENCE_SECONDS, kept[USED_AT]):
        shut(request)
    elif cookie:
        _hold(request, person, kept, cookie)


def _hold(request: HttpRequest, person: User, kept: dict, cookie: str) -> None:
    personal, own = _personal(kept[BOX], cookie, person), copies.key_of(person)
    if personal is None:
        return  # a cookie of another log-in: this one unlocks for itself
    try:
        if own is None:
            raise WrongCopyError
        at_hand.hold(person, copies.bundle_in(own, personal))
    except WrongCopyError:
        shut(request)
        return
    request.unlock_cookie = cookie  # type: ignore[attr-defined]  # for keep_cookie
    if not is_within(STEP_SECONDS, kept[USED_AT]):
        request.session[UNLOCKED] = {**kept, USED_AT: time.time()}


def keep_cookie(request: HttpRequest, response: HttpResponseBase) -> None:
    """The browser lets go of the key after the same silence, by itself; scripts and other sites never get at it."""
    cookie = getattr(request, "unlock_cookie", None)
    if cookie is None:
        return
    if not cookie:
        response.delete_cookie(settings.UNLOCK_COOKIE_NAME, path=COOKIE_PATH, samesite="Strict")
        return
    response.set_cookie(
        settings.UNLOCK_COOKIE_NAME,
        cookie,
        max_age=SILENCE_SECONDS,
        path=COOKIE_PATH,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )


def _personal(box: str, cookie: str, person: User) -> str | None:
    closed = base64.b64decode(box)
    try:
        key = ChaCha20Poly1305(base64.urlsafe_b64decode(cookie))
        return key.decrypt(closed[:NONCE_BYTES], closed[NONCE_BYTES:], _about(person)).decode("ascii")
    except (InvalidTag, ValueError):
        return None


def _about(person: User) -> bytes:
    return str(person.pk).encode()
