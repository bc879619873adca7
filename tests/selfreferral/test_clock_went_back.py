"""A clock that was wrong for a while, and was put right: what was made meanwhile is not kept, believed or held back."""

import time
from datetime import UTC, datetime, timedelta

import pytest

from perspectief.accounts.twofactor import proof
from perspectief.outbox import delivering
from perspectief.outbox.posting import post
from selfreferral.intake.canary_state import canary_state
from selfreferral.intake.models import CanaryRound, Finding
from selfreferral.public import drafts, rates
from selfreferral.public.drafts import Visit
from selfreferral.public.models import Draft, RateCount, RateSalt
from selfreferral.public.secret import VisitSecret
from tests import second_factor

NOON = datetime(2026, 11, 23, 11, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
QUEUE = "/beheer/aanmeldingen/"


@pytest.mark.django_db
@pytest.mark.parametrize(("ahead", "wiped"), [(timedelta(minutes=59), 0), (DAY, 1)])
def test_a_draft_is_kept_for_no_day(ahead, wiped):
    drafts.save(secret=VisitSecret.new(), visit=Visit(), now=NOON + ahead)
    assert drafts.sweep(now=NOON) == wiped
    assert Draft.objects.count() == 1 - wiped


@pytest.mark.django_db
def test_a_network_is_counted_for_no_longer_than_a_day(rf):
    request = rf.get("/", REMOTE_ADDR="198.51.100.7")
    rates.exceeded(rule=rates.SENDING, request=request, now=NOON + 3 * DAY)
    assert rates.sweep(now=NOON) == 1
    assert not RateCount.objects.exists()
    assert not RateSalt.objects.exists()


@pytest.mark.django_db
def test_a_canary_from_tomorrow_does_not_hide_the_one_that_failed_today():
    CanaryRound.objects.create(at=NOON + DAY, finding=Finding.WELL)
    CanaryRound.objects.create(at=NOON, finding=Finding.NONE_CAME)
    assert not canary_state(now=NOON).is_well


@pytest.mark.django_db
def test_an_alarm_from_tomorrow_ends_when_all_is_well_today():
    CanaryRound.objects.create(at=NOON + DAY, finding=Finding.NONE_CAME)
    CanaryRound.objects.create(at=NOON, finding=Finding.WELL)
    assert canary_state(now=NOON).is_well


@pytest.mark.usefixtures("committing")
def test_a_message_that_was_put_off_till_tomorrow_is_tried_today(mail_server):
    mail_server.refusal = "451 later"
    post(to=["anna@perspectief.example"], subject="Er wacht iets", body="Kijk.\n", now=NOON)
    assert delivering.deliver(now=NOON + DAY) == 0
    mail_server.refusal = ""
    assert delivering.deliver(now=NOON) == 1
    assert delivering.deliver(now=NOON + 2 * DAY) == 0


@pytest.mark.django_db
@pytest.mark.parametrize("ahead", [proof.SILENCE_SECONDS, 24 * 3600])
def test_a_second_factor_that_is_yet_to_be_proved_opens_nothing(intake_worker, ahead):
    second_factor.open_session(intake_worker.client, intake_worker.user, seconds_ago=-ahead)
    assert intake_worker.client.get(QUEUE).status_code == 302


@pytest.mark.django_db
def test_work_in_the_intake_that_is_yet_to_be_done_does_not_count(intake_worker):
    second_factor.open_session(intake_worker.client, intake_worker.user, seconds_ago=proof.SILENCE_SECONDS + 1)
    session = intake_worker.client.session
    session[proof.WORKED_AT] = time.time() + 3600
    session.save()
    assert intake_worker.client.get(QUEUE).status_code == 302
