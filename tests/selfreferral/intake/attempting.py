"""What a worker writes down about an attempt to reach somebody: the form as it is sent, and where it is seen again."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from selfreferral.intake import queue
from selfreferral.intake.models import Result
from selfreferral.intake.queue import Attempt

EMAIL = {"channel": "email", "phone": "", "email": "noor@example.nl", "read_by_others": "no"}
OTHER = {"channel": "other_person", "phone": "", "other_name": "Anna", "other_phone": "+31302340045", "other_knows": "yes"}
CLIENT = {**OTHER, "route": "client", "professional_name": "Jet", "professional_phone": "+31201234567"}
FREE = {"may_say_who": "yes", "voicemail": "yes"}
PLANTED = "Plantqx7 vertelde iets"


def address(name, referral):
    return reverse(f"aanmeldingen:{name}", args=[referral.pk])


def typed(result, **data):
    at = timezone.localtime().strftime("%Y-%m-%dT%H:%M")
    return {"result": result, "at": at, "text": "", "next_on": "", "departure": "", **data}


@pytest.fixture
def log(intake_worker):
    def post(referral, result=Result.NO_ANSWER, **data):
        return intake_worker.client.post(address("log_attempt", referral), typed(result, **data), follow=True)

    return post


@pytest.fixture
def attempt(intake_worker, now):
    """The queue's own function; `days` after now."""

    def keep(referral, result, *, days=0, **told):
        at = now + timedelta(days=days)
        told = Attempt(result=result, at=at, **told)
        return queue.log_attempt(referral_id=referral.pk, person=intake_worker.user, attempt=told, now=at)

    return keep


@pytest.fixture
def page(intake_worker):
    return lambda referral: intake_worker.client.get(address("referral", referral)).text


def timeline(text):
    """The part of the page where the story is told."""
    return text.partition('id="timeline-heading"')[2].partition("</section>")[0]
