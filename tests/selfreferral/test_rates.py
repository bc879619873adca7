"""How often, and never who: limits hold per network, and what was counted means nothing after its day."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.http import HttpRequest
from django.test import RequestFactory

from perspectief.operations.sweeping import sweep
from selfreferral.public import rates
from selfreferral.public.models import RateCount, RateSalt
from selfreferral.public.rates import DAY, HOUR, Rule

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
MOMENT = timedelta(seconds=1)
RULE = Rule(name="rule", most=3, per=HOUR)
CLOSING = replace(RULE, is_closing=True)
HERE, NEIGHBOUR, ELSEWHERE, UNKNOWN = "198.51.100.7", "198.51.100.8", "203.0.113.9", "127.0.0.1"


def _from(address: str) -> HttpRequest:
    return RequestFactory().get("/", REMOTE_ADDR=address)


def _times(number: int, *, rule: Rule = RULE, address: str = HERE, now: datetime = NOON) -> list[bool]:
    return [rates.exceeded(rule=rule, request=_from(address), now=now) for _ in range(number)]


def test_a_limit_is_passed_by_the_first_time_too_many():
    assert _times(5) == [False, False, False, True, True]


def test_neighbours_share_a_limit_and_others_do_not():
    _times(3)
    assert _times(1, address=NEIGHBOUR) == [True]
    assert _times(1, address=ELSEWHERE) == [False]


def test_each_rule_counts_for_itself():
    _times(4)
    assert _times(1, rule=replace(RULE, name="other")) == [False]


def test_the_next_period_begins_anew():
    _times(4)
    assert _times(1, now=NOON + HOUR - MOMENT) == [True]
    assert _times(1, now=NOON + HOUR) == [False]


def test_the_next_day_begins_anew():
    _times(4)
    assert _times(1, now=NOON + DAY) == [False]


def test_a_limit_of_nothing_is_passed_at_once():
    assert _times(2, rule=replace(RULE, most=0)) == [True, True]


def test_looking_ahead_says_it_before_and_counts_nothing():
    ahead = []
    for _ in range(4):
        ahead += [rates.is_full(rule=RULE, request=_from(HERE), now=NOON)] * 2
        _times(1)
    assert ahead == [False, False, False, False, False, False, True, True]


def test_looking_ahead_writes_nothing():
    assert rates.is_full(rule=RULE, request=_from(HERE), now=NOON) is False
    assert not RateSalt.objects.exists()


def test_a_rule_for_all_counts_everybody_together():
    everybody = replace(RULE, is_for_all=True)
    assert [_times(1, rule=everybody, address=f"198.51.{number}.1") for number in range(4)][-1] == [True]


def test_an_unknown_network_is_never_refused_and_is_counted_as_one():
    assert _times(9, rule=CLOSING, address=UNKNOWN) == [False] * 9
    assert _times(4, rule=RULE, address=UNKNOWN)[-1] is True


def test_a_known_network_is_refused():
    assert _times(4, rule=CLOSING)[-1] is True


def test_a_flood_adds_no_row_beyond_the_limit():
    _times(50)
    assert RateCount.objects.count() == RULE.most + 1


def test_a_row_holds_no_address_no_moment_and_no_order():
    _times(1, now=NOON + timedelta(minutes=17, seconds=3))
    row = RateCount.objects.get()
    assert row.until == NOON + HOUR
    assert row.id.version == 4
    assert len(row.network) == rates.DIGEST_BYTES
    assert b"198" not in bytes(row.network)


def test_rows_of_two_rules_or_two_hours_cannot_be_laid_side_by_side():
    _times(1), _times(1, rule=replace(RULE, name="other")), _times(1, now=NOON + HOUR)
    assert len({bytes(row.network) for row in RateCount.objects.all()}) == 3


def test_the_same_network_has_another_digest_when_the_salt_or_the_secret_is_another(settings):
    _times(1)
    RateSalt.objects.all().delete()
    _times(1)
    settings.SECRET_KEY = "another"
    _times(1)
    assert len({bytes(row.network) for row in RateCount.objects.all()}) == 3


def test_the_sweep_ends_a_period_and_a_day():
    _times(1), _times(1, rule=replace(RULE, name="daily", per=DAY))
    assert rates.sweep(now=NOON + HOUR - MOMENT) == 0
    assert rates.sweep(now=NOON + HOUR) == 1
    assert RateSalt.objects.exists()
    assert sweep(now=NOON + DAY / 2)["wiped counts"] == 1
    assert not RateSalt.objects.exists()


def test_without_a_sweep_the_first_count_of_a_day_ends_the_day_before():
    _times(2, rule=replace(RULE, per=DAY))
    _times(1, now=NOON + DAY)
    assert RateCount.objects.get().until > NOON + DAY
    assert RateSalt.objects.get().day == (NOON + DAY).date()


@pytest.mark.parametrize(
    "rule", [rates.SENDING, rates.SENDING_FLOOD, rates.STARTING_FLOOD, rates.CODES], ids=lambda rule: rule.name
)
def test_every_period_lies_within_one_day(rule):
    assert DAY % rule.per == timedelta()
    assert len(rule.name) <= RateCount._meta.get_field("rule").max_length


def test_who_is_refused_can_try_again_before_the_answers_are_gone():
    assert all(rule.per < timedelta(hours=1) for rule in (rates.SENDING_FLOOD, rates.STARTING_FLOOD))


def test_on_postgresql_counts_stay_out_of_the_write_ahead_log():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite keeps no archive of its log")
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT relpersistence FROM pg_class WHERE relname LIKE 'selfreferral_public_rate%'")
        assert cursor.fetchall() == [("u",)]
