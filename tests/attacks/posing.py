"""Somebody who has answered everything, with whatever they typed, and somebody who comes back with a code."""

from typing import Any

from django.conf import settings
from django.test import Client
from django.utils import timezone

from selfreferral.public import drafts
from selfreferral.public.drafts import Visit
from selfreferral.public.secret import VisitSecret
from selfreferral.public.submit import submit
from tests.selfreferral.mine.coming_back import sign_in
from tests.selfreferral.walking import CLIENT_BY_EMAIL, VICTIM_BY_PHONE

# All lines and texts of the form.
TEXTS = (
    *("name", "phone", "email", "address", "language", "needs_other", "message", "organisation", "professional_name"),
    *("professional_phone", "professional_email", "other_name", "other_relation", "other_phone"),
)
EVERYTHING = {**VICTIM_BY_PHONE, "consent": True}
# Together they pass every question; the one about a mail only where the process can send mail (settings.RECEIPT_MAIL).
ROUTES: tuple[dict[str, Any], ...] = (
    {"channel": "phone"},
    {"channel": "email", "email": "noor@post.example", "read_by_others": "no"},
    CLIENT_BY_EMAIL,
    {"channel": "post", "address": "Plein 1", "read_by_others": "no"},
    {
        "route": "relative",
        "channel": "other_person",
        "other_name": "Sam",
        "other_relation": "",
        "other_phone": "+31612345678",
        "other_knows": "yes",
    },
)


def answered(**typed: Any) -> Client:
    """Somebody in the middle of the form."""
    client, secret = Client(raise_request_exception=False), VisitSecret.new()
    drafts.save(secret=secret, visit=Visit({**EVERYTHING, **typed}), now=timezone.now())
    client.cookies[settings.DRAFT_COOKIE_NAME] = secret.for_cookie()
    return client


def signed_up(**typed: Any) -> VisitSecret:
    """Somebody who sent it."""
    secret = VisitSecret.new()
    submit(secret=secret, answers={**EVERYTHING, **typed}, now=timezone.now())
    return secret


def returned(secret: VisitSecret) -> Client:
    """Somebody who typed the right code."""
    client = Client(raise_request_exception=False)
    sign_in(client, secret.receipt_code)
    return client
