"""Somebody calls and reads out their code."""

import pytest
from django.urls import reverse

from selfreferral.intake.models import AccessRecord, Part
from selfreferral.public.secret import VisitSecret
from selfreferral.public.submit import submit

pytestmark = pytest.mark.django_db


@pytest.fixture
def secret(now):
    secret = VisitSecret.new()
    submit(secret=secret, answers={"name": "Noor"}, now=now)
    return secret


@pytest.mark.parametrize("say", [str, str.lower, lambda code: code.replace("-", " "), lambda code: code.replace("-", "")])
def test_the_code_leads_to_the_referral_however_it_is_written(intake_worker, secret, say):
    answer = intake_worker.client.post(reverse("aanmeldingen:find"), {"what": say(secret.receipt_code)})
    assert answer.url == reverse("aanmeldingen:referral", args=[secret.letter_id])


def test_finding_is_not_looking(intake_worker, secret):
    intake_worker.client.post(reverse("aanmeldingen:find"), {"what": secret.receipt_code})
    assert not AccessRecord.objects.exclude(part=Part.SEARCH).exists()


@pytest.mark.parametrize("code", ["", "ABC", "K7M-2QX-K7M-2QX-K7M-2QX", "'; drop table", "é" * 50])
def test_a_wrong_code_finds_nothing_and_says_so(intake_worker, secret, code):
    answer = intake_worker.client.post(reverse("aanmeldingen:find"), {"what": code})
    assert "Niets gevonden." in answer.text or "Vul in wat u zoekt." in answer.text
