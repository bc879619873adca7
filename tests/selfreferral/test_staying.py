"""Somebody who is still there keeps the answers; what went is gone."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from selfreferral.public import drafts
from selfreferral.public.drafts import SILENCE, Visit
from selfreferral.public.models import Draft
from selfreferral.public.secret import VisitSecret

pytestmark = pytest.mark.django_db

STAY, NEXT = "/aanmelden/ga-door/", "/aanmelden/betrokken-als/"
ALMOST = SILENCE - timedelta(minutes=2)


@pytest.fixture
def secret(visitor: Client) -> VisitSecret:
    """The visitor answered the first question."""
    visitor.post("/aanmelden/voor-wie/", {"route": "self"})
    secret = VisitSecret.from_cookie(visitor.cookies[settings.DRAFT_COOKIE_NAME].value)
    assert secret
    return secret


def grow_old(age: timedelta) -> None:
    Draft.objects.update(saved_at=timezone.now() - age)


def test_who_stays_has_another_hour(visitor: Client, secret: VisitSecret) -> None:
    grow_old(ALMOST)
    assert visitor.post(STAY).status_code == 204
    saved = Draft.objects.get().saved_at
    assert timezone.now() - saved < timedelta(minutes=1)
    assert visitor.get(NEXT).status_code == 200


def test_staying_changes_no_answer(visitor: Client, secret: VisitSecret) -> None:
    visitor.post(NEXT, {"role": "not a role"})
    before = drafts.load(secret=secret, now=timezone.now())
    assert before
    assert before.rejected
    visitor.post(STAY)
    assert drafts.load(secret=secret, now=timezone.now()) == before


def test_what_is_gone_does_not_come_back(visitor: Client, secret: VisitSecret) -> None:
    grow_old(SILENCE + timedelta(seconds=1))
    assert visitor.post(STAY).status_code == 410
    assert drafts.load(secret=secret, now=timezone.now()) is None


def test_nobody_stays_without_having_begun(visitor: Client) -> None:
    assert visitor.post(STAY).status_code == 410
    assert not Draft.objects.exists()


def test_another_site_cannot_keep_a_visit_alive(secret: VisitSecret) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies[settings.DRAFT_COOKIE_NAME] = secret.for_cookie()
    grow_old(ALMOST)
    assert strict.post(STAY).status_code == 403
    assert timezone.now() - Draft.objects.get().saved_at > timedelta(minutes=50)


def test_a_sent_referral_is_not_asked_about_again(visitor: Client, secret: VisitSecret) -> None:
    drafts.save(secret=secret, visit=Visit(is_submitted=True), now=timezone.now())
    assert visitor.post(STAY).status_code == 204
    kept = drafts.load(secret=secret, now=timezone.now())
    assert kept
    assert kept.is_submitted
