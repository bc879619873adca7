"""A record stays as it was written. The database itself refuses to change it or to take it away, to its owner too."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from selfreferral.intake import accesslog
from selfreferral.intake.models import AccessChain, AccessRecord, Note, Referral
from selfreferral.intake.verifying import Anchor, holds

YEARS = 365


@pytest.fixture
def old_and_new(referral, intake_worker):
    """Two looks of six years ago and one of today."""
    now = timezone.now()
    days = [6 * YEARS, 6 * YEARS - 1, 0]
    return [accesslog.record(referral=referral, person=intake_worker.user, at=now - timedelta(days=day)) for day in days]


STATEMENTS = {
    "change a record": "UPDATE selfreferral_intake_accessrecord SET part = 'search'",
    "change nothing in it": "UPDATE selfreferral_intake_accessrecord SET part = part",
    "take one away": "DELETE FROM selfreferral_intake_accessrecord WHERE number = 3",
    "take all away": "DELETE FROM selfreferral_intake_accessrecord",
    "take the chain away": "DELETE FROM selfreferral_intake_accesschain",
    "a second chain": (
        "INSERT INTO selfreferral_intake_accesschain (id, number, hash, purged_number, purged_hash) VALUES (2, 0, '', 0, '')"
    ),
    "turn the chain back": "UPDATE selfreferral_intake_accesschain SET number = 1",
    "let go of what is young": (
        "UPDATE selfreferral_intake_accesschain SET purged_number = 3,"
        " purged_hash = (SELECT hash FROM selfreferral_intake_accessrecord WHERE number = 3)"
    ),
    "let go with another hash": "UPDATE selfreferral_intake_accesschain SET purged_number = 1, purged_hash = 'x'",
    "say another hash": "UPDATE selfreferral_intake_accesschain SET purged_hash = 'x'",
}
ON_POSTGRESQL = {
    "empty the table": "TRUNCATE selfreferral_intake_accessrecord",
    "empty the chain": "TRUNCATE selfreferral_intake_accesschain",
    "put one in its place": (
        "INSERT INTO selfreferral_intake_accessrecord SELECT * FROM selfreferral_intake_accessrecord WHERE number = 1"
        " ON CONFLICT (number) DO UPDATE SET part = 'search'"
    ),
}


def _is_refused(statement):
    before = list(AccessRecord.objects.order_by("number").values())
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert list(AccessRecord.objects.order_by("number").values()) == before
    assert accesslog.verify().number == 3


@pytest.mark.parametrize("statement", STATEMENTS.values(), ids=STATEMENTS)
def test_the_owner_of_the_table_cannot(old_and_new, statement):
    _is_refused(statement)


@pytest.mark.parametrize("statement", ON_POSTGRESQL.values(), ids=ON_POSTGRESQL)
def test_nor_in_the_ways_that_postgresql_has_beside(old_and_new, statement):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite does not have it")
    _is_refused(statement)


def test_the_record_outlives_the_referral(old_and_new, referral):
    reference = referral.reference
    Note.objects.all().delete()
    Referral.objects.all().delete()
    assert [record.reference for record in AccessRecord.objects.all()] == [reference] * 3
    assert accesslog.verify().number == 3


def test_a_purge_takes_the_oldest_and_the_rest_stays_whole(old_and_new, referral, intake_worker):
    assert accesslog.purge(before=timezone.now() - timedelta(days=5 * YEARS)) == 2
    assert [record.number for record in AccessRecord.objects.all()] == [3]
    assert accesslog.verify().number == 3
    accesslog.record(referral=referral, person=intake_worker.user, at=timezone.now())
    assert accesslog.verify().number == 4


def test_everything_can_be_purged_once_it_is_old(referral, intake_worker):
    long_ago = timezone.now() - timedelta(days=6 * YEARS)
    accesslog.record(referral=referral, person=intake_worker.user, at=long_ago)
    assert accesslog.purge(before=timezone.now() - timedelta(days=5 * YEARS)) == 1
    assert accesslog.verify().number == 1
    assert accesslog.purge(before=timezone.now() - timedelta(days=5 * YEARS)) == 0


def test_an_old_record_behind_a_young_one_waits_for_it(old_and_new, referral, intake_worker):
    accesslog.record(referral=referral, person=intake_worker.user, at=timezone.now() - timedelta(days=6 * YEARS))
    assert accesslog.purge(before=timezone.now() - timedelta(days=5 * YEARS)) == 2
    assert accesslog.verify().number == 4


def test_nothing_of_the_last_year_can_be_purged(old_and_new):
    with pytest.raises(DatabaseError), transaction.atomic():
        accesslog.purge(before=timezone.now() + timedelta(days=1))
    assert AccessRecord.objects.count() == 3
    assert AccessChain.objects.get().purged_number == 0


def test_after_a_purge_an_older_anchor_cannot_be_compared(old_and_new):
    first, second, third = old_and_new
    accesslog.purge(before=timezone.now() - timedelta(days=5 * YEARS))
    assert holds(Anchor(number=1, hash=first.hash)) is None
    assert holds(Anchor(number=2, hash=second.hash)) is True
    assert holds(Anchor(number=2, hash=first.hash)) is False
    assert holds(Anchor(number=3, hash=third.hash)) is True
