"""An upgrade: looks recorded before there was a chain become its beginning."""

import pytest
from django.core.management import call_command
from django.db import connection

from selfreferral.intake import accesslog
from selfreferral.intake.models import AccessRecord

BEFORE = "0005_life"
LOOK = "INSERT INTO selfreferral_intake_accessrecord (referral_id, person_id, at) VALUES (%s, %s, %s)"


def _migrate(*to):
    call_command("migrate", "selfreferral_intake", *to, verbosity=0)


@pytest.fixture
def upgraded(committing, referral, intake_worker, now):
    _migrate(BEFORE)
    letter = referral.pk.hex if connection.vendor == "sqlite" else referral.pk
    with connection.cursor() as cursor:
        for _ in range(3):
            cursor.execute(LOOK, [letter, intake_worker.user.pk, now])
    _migrate()


def test_they_stay_and_the_chain_goes_on_from_them(upgraded, referral, intake_worker, now):
    assert accesslog.verify().number == 3
    accesslog.record(referral=referral, person=intake_worker.user, at=now)
    assert accesslog.verify().number == 4
    assert {record.referral_id for record in AccessRecord.objects.all()} == {referral.pk}
