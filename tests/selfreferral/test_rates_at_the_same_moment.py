"""Many count at the same moment: one salt is made, and nobody is forgotten."""

import threading
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import RequestFactory

from selfreferral.public import rates
from selfreferral.public.models import RateCount, RateSalt
from selfreferral.public.rates import HOUR, Rule

pytestmark = pytest.mark.usefixtures("committing")

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
RULE = Rule(name="rule", most=100, per=HOUR)
PEOPLE = 8


def _count(start: threading.Barrier) -> None:
    try:
        start.wait(timeout=10)
        rates.exceeded(rule=RULE, request=RequestFactory().get("/", REMOTE_ADDR="198.51.100.7"), now=NOON)
    finally:
        connection.close()


def test_the_first_counts_of_a_day_agree_on_its_salt():
    start = threading.Barrier(PEOPLE)
    threads = [threading.Thread(target=_count, args=[start]) for _ in range(PEOPLE)]
    [thread.start() for thread in threads]
    [thread.join(timeout=60) for thread in threads]
    assert RateSalt.objects.count() == 1
    assert RateCount.objects.count() == PEOPLE
    assert RateCount.objects.values("network").distinct().count() == 1
