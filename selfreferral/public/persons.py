"""Proving to be a person, with reCAPTCHA: a visitor may do so, after a click, and never has to.

Nothing of Google's is loaded before that click. It leads to a page of its own, without answers; the policy of that page is
opened and of no other. From our side Google gets the proof and our key, and not the visitor's address. What Google answers
is not kept. The library's own form field and widgets are not used: they need inline scripts, and they send the address.
"""

import logging
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django_recaptcha import client

ASKED = "mens"  # in the query: the visitor clicked
FIELD = "g-recaptcha-response"  # Google's name
ACTION = "aanmelden"  # version 3 binds a proof to what it was made for
MOST_LETTERS = 8192  # a proof has some two thousand

logger = logging.getLogger(__name__)


def is_configured() -> bool:
    """Whether there are keys."""
    return bool(settings.RECAPTCHA_PUBLIC_KEY and settings.RECAPTCHA_PRIVATE_KEY)


def is_asked(request: HttpRequest) -> bool:
    """Whether the visitor clicked."""
    return ASKED in request.GET


def proof_page() -> dict[str, Any]:
    """What the page after the click is made of. Google's script can read all of it, so no answer stands in it."""
    return {
        "is_scored": _is_scored(),
        "domain": settings.RECAPTCHA_DOMAIN,
        "key": settings.RECAPTCHA_PUBLIC_KEY,
        "field": FIELD,
        "action": ACTION,
    }


def open_policy(response: HttpResponse) -> None:
    """Let this one page load Google's script and frame. Source: Google's reCAPTCHA FAQ on Content-Security-Policy."""
    ours = f"https://{settings.RECAPTCHA_DOMAIN}/recaptcha/"
    vars(response)["_csp_update"] = {  # what django-csp's own decorator sets
        "script-src": [ours, "https://www.gstatic.com/recaptcha/"],
        "frame-src": [ours, "https://recaptcha.google.com/recaptcha/"],
        "connect-src": [ours],
    }


def has_proof(request: HttpRequest) -> bool:
    """Whether a proof was sent along that is worth asking about."""
    return is_configured() and 0 < len(request.POST.get(FIELD, "")) <= MOST_LETTERS


def is_proven(request: HttpRequest) -> bool:
    """Ask Google about the proof. Takes up to RECAPTCHA_VERIFY_REQUEST_TIMEOUT seconds: not inside a transaction.

    Only a clear yes is a yes. Whatever goes wrong at Google, or on the way, costs nobody a referral.
    """
    try:
        answer = client.submit(request.POST[FIELD], settings.RECAPTCHA_PRIVATE_KEY, remoteip="")
        return answer.is_valid is True and (not _is_scored() or _is_good_enough(answer))
    except Exception:  # a time-out, a refusal, a page in place of an answer: the library raises a dozen kinds
        logger.exception("Google could not be asked about a proof")
        return False


def _is_scored() -> bool:
    """Version 3 shows nothing and gives a score; version 2 has a box to tick."""
    return bool(settings.RECAPTCHA_VERSION == "3")


def _is_good_enough(answer: client.RecaptchaResponse) -> bool:
    score = answer.extra_data.get("score", 0)
    return answer.action == ACTION and score >= settings.RECAPTCHA_REQUIRED_SCORE
