"""What stays too long without anybody looking after it is counted, so that somebody is told."""

from datetime import UTC, datetime, timedelta

import pytest

from home.models import OrganisationSettings
from selfreferral.intake import accesslog, queue, retention
from selfreferral.intake.models import Referral, State
from selfreferral.models import Kind, Letter
from selfreferral.public.submit import sealed_letter

# They sign up on Monday 23 November 2026; promised are three working days, twice that ends on Tuesday 1 December.
LAST_DAY = datetime(2026, 12, 1, 22, 59, tzinfo=UTC)
TOO_LATE = LAST_DAY + timedelta(minutes=1)  # midnight in Amsterdam


@pytest.fixture
def opened(referral, intake_worker, now):
    accesslog.record(referral=referral, person=intake_worker.user, at=now)
    return referral


def _ask_erasure(referral, at):
    digest = bytes(referral.letter.receipt_digest)
    sealed_letter(letter_id=Letter().pk, kind=Kind.ERASURE, receipt_digest=digest, answers={}, now=at).save(
        force_insert=True
    )
    queue.collect_letters()


def test_an_empty_house_is_quiet(database, now):
    assert not retention.alarms(now=now)


def test_what_nobody_opened_in_twice_the_promise_alarms(referral):
    assert not retention.alarms(now=LAST_DAY)
    assert retention.alarms(now=TOO_LATE).unread == 1


def test_another_promise_alarms_at_another_time(referral):
    OrganisationSettings.objects.update_or_create(defaults={"working_days": 1})
    assert retention.alarms(now=LAST_DAY - timedelta(days=5)).unread == 1


def test_what_is_not_even_collected_alarms_too(referral):
    Referral.objects.all().delete()
    Letter.objects.update(collected_at=None)
    assert not retention.alarms(now=LAST_DAY)
    assert retention.alarms(now=TOO_LATE).uncollected == 1


def test_opened_and_nobody_spoke_with_them_alarms_until_somebody_did(opened, intake_worker, now):
    assert not retention.alarms(now=LAST_DAY)
    assert retention.alarms(now=TOO_LATE).unreached == 1
    queue.change_state(referral_id=opened.pk, person=intake_worker.user, state=State.IN_CONTACT, now=now)
    assert not retention.alarms(now=TOO_LATE)


def test_whom_nobody_may_contact_any_more_is_not_unreached(opened, now):
    _ask_erasure(opened, now)
    assert not retention.alarms(now=TOO_LATE)


def test_a_request_to_erase_alarms_a_week_before_its_month_is_over(opened, now):
    _ask_erasure(opened, now)
    assert retention.alarms(now=now + timedelta(weeks=3)).to_erase == 0
    assert retention.alarms(now=now + timedelta(weeks=3, seconds=1)).to_erase == 1
