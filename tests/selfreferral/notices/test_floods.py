"""A flood is told to staff once a day, without a word about anyone, and costs the mailbox one message an hour."""

from datetime import UTC, datetime, timedelta

import pytest

from perspectief.operations.notices.flooding import warn
from perspectief.operations.notices.letters import QUIET, announce, unannounced
from perspectief.operations.sweeping import sweep
from perspectief.outbox.models import Message
from selfreferral.models import Letter
from selfreferral.public import rates
from selfreferral.public.secret import VisitSecret
from selfreferral.public.submit import submit
from tests.selfreferral.intake.conftest import ANSWERS

pytestmark = pytest.mark.usefixtures("committing")

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def _reach_the_ceiling(settings, *, now: datetime = NOON) -> None:
    settings.DAILY_CEILING = 2
    for _ in range(2):
        rates.exceeded(rule=rates.daily_ceiling(), request=None, now=now)


def _send(*, needs_check: bool, now: datetime = NOON) -> None:
    submit(secret=VisitSecret.new(), answers=ANSWERS, now=now, needs_check=needs_check)


def test_an_ordinary_day_warns_nobody(settings):
    settings.DAILY_CEILING = 2
    rates.exceeded(rule=rates.daily_ceiling(), request=None, now=NOON)
    assert warn(now=NOON) == 0
    assert not Message.objects.exists()


def test_a_day_that_reaches_its_ceiling_warns_once(settings):
    _reach_the_ceiling(settings)
    assert [warn(now=NOON + number * MINUTE) for number in range(3)] == [1, 0, 0]
    message = Message.objects.get()
    assert message.to == settings.INTAKE_EMAIL
    assert "Te controleren" in message.body
    assert not any(letter.isdigit() for letter in message.subject + message.body)


def test_the_next_day_can_warn_again(settings):
    _reach_the_ceiling(settings)
    warn(now=NOON)
    _reach_the_ceiling(settings, now=NOON + rates.DAY)
    assert warn(now=NOON + rates.DAY) == 1


def test_the_sweep_warns_and_keeps_that_it_did(settings):
    _reach_the_ceiling(settings)
    assert [sweep(now=NOON + number * MINUTE)["warned of a flood"] for number in range(3)] == [1, 0, 0]


def test_letters_put_aside_are_announced_like_others():
    _send(needs_check=True)
    assert announce(now=NOON) == 1


def test_a_flood_of_letters_put_aside_is_one_message_an_hour():
    for number in range(120):
        moment = NOON + number * MINUTE
        _send(needs_check=True, now=moment)
        announce(now=moment)
    assert Message.objects.count() == 2
    assert announce(now=NOON + 120 * MINUTE) == 59  # the second message was about sixty
    assert Letter.objects.count() == 120
    assert unannounced() == []


def test_a_flood_does_not_delay_the_news_of_somebody_else():
    _send(needs_check=True)
    announce(now=NOON)
    _send(needs_check=True)
    assert announce(now=NOON + MINUTE) == 0
    _send(needs_check=False)
    assert announce(now=NOON + MINUTE) == 2
    assert announce(now=NOON + MINUTE + QUIET) == 0
