"""Somebody signed up, and comes back with the code."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from selfreferral.models import Kind, Letter
from selfreferral.public.secret import VisitSecret
from selfreferral.public.submit import submit
from tests.selfreferral.mine.coming_back import sign_in
from tests.selfreferral.plants import PLANTED

ANSWERS = {"route": "self", "name": PLANTED["name"], "channel": "phone", "phone": "+31648151623", "consent": True}


@pytest.fixture
def secret(database: None) -> VisitSecret:
    """The visit that signed up."""
    secret = VisitSecret.new()
    submit(secret=secret, answers=ANSWERS, now=timezone.now())
    return secret


@pytest.fixture
def code(secret: VisitSecret) -> str:
    """What stands on the confirmation."""
    return secret.receipt_code


@pytest.fixture
def holder(code: str) -> Client:
    """Whoever gave the right code."""
    client = Client()
    sign_in(client, code)
    return client


@pytest.fixture
def later() -> Callable[[], list[Kind]]:
    """The kinds of the letters that came in after the referral, in order."""
    return lambda: [Kind(kind) for kind in Letter.objects.exclude(kind=Kind.REFERRAL).values_list("kind", flat=True)]


@pytest.fixture
def now() -> datetime:
    """A moment after everything here."""
    return timezone.now() + timedelta(minutes=1)
