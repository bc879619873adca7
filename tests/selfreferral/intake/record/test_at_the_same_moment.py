"""Many look at the same moment: each look has its own place in the chain, and none is lost."""

import threading

import pytest
from django.db import connection, transaction
from django.utils import timezone

from perspectief.accounts.models import User
from selfreferral.intake import accesslog, queue
from selfreferral.intake.models import AccessRecord, Referral

COLLEAGUES, LOOKS = 8, 10


@pytest.fixture
def look_often(committing, referral, intake_worker):
    """What each colleague does; a third of the looks are taken back by a failure after them."""

    def look(start: threading.Barrier, failed: list) -> None:
        person, seen = User.objects.get(pk=intake_worker.user.pk), Referral.objects.get(pk=referral.pk)
        try:
            start.wait(timeout=10)
            for turn in range(LOOKS):
                try:
                    with transaction.atomic():
                        accesslog.record(referral=seen, person=person, at=timezone.now())
                        if turn % 3 == 2:
                            raise LookupError
                except LookupError:
                    failed.append(turn)
        finally:
            connection.close()

    return look


def test_none_is_lost_and_none_has_the_place_of_another(look_often):
    start, failed = threading.Barrier(COLLEAGUES), []
    threads = [threading.Thread(target=look_often, args=[start, failed]) for _ in range(COLLEAGUES)]
    [thread.start() for thread in threads]
    [thread.join(timeout=60) for thread in threads]
    assert len(failed) == COLLEAGUES * 3
    assert AccessRecord.objects.count() == COLLEAGUES * (LOOKS - 3)
    assert accesslog.verify().number == COLLEAGUES * (LOOKS - 3)


def test_a_check_beside_people_who_look_finds_it_whole(look_often):
    start, failed = threading.Barrier(3), []
    threads = [threading.Thread(target=look_often, args=[start, failed]) for _ in range(2)]
    [thread.start() for thread in threads]
    start.wait(timeout=10)
    while any(thread.is_alive() for thread in threads):
        accesslog.verify()
    [thread.join(timeout=60) for thread in threads]
    assert accesslog.verify().number == 2 * (LOOKS - 3)


def test_a_look_waits_for_no_letter_that_is_being_opened(committing, referral, intake_worker, now, monkeypatch):
    """The chain is free again when decryption begins: a slow key holds nobody up."""
    beside = []

    def unseal(*args, **kwargs):
        thread = threading.Thread(target=_record_beside, args=[referral, intake_worker.user, beside])
        thread.start()
        thread.join(timeout=20)
        return {}

    monkeypatch.setattr(queue.opening, "unseal", unseal)
    queue.open_referral(referral_id=referral.pk, person=intake_worker.user, now=now)
    assert beside == [2]


def _record_beside(referral, person, beside):
    try:
        beside.append(accesslog.record(referral=referral, person=person, at=timezone.now()).number)
    finally:
        connection.close()
