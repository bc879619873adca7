"""Each record hangs on the one before it: what is gone, changed or put in by hand shows."""

import io
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db.models import F

from perspectief.accounts.models import User
from perspectief.operations.notices.record import watch_record
from perspectief.outbox.models import Message
from selfreferral.intake import accesslog
from selfreferral.intake.chain import fingerprint
from selfreferral.intake.models import AccessChain, AccessCheck, AccessRecord, Part
from selfreferral.intake.verifying import Anchor, ChainBrokenError, check, check_daily, holds


@pytest.fixture
def looks(referral, intake_worker, now):
    """Five looks."""
    parts = [Part.LETTER, Part.NUMBER, Part.LETTER, Part.EXPORT, Part.LETTER]
    return [accesslog.record(referral=referral, person=intake_worker.user, at=now, part=part) for part in parts]


@pytest.fixture
def unguarded(looks, unguard):
    """Somebody who owns the tables took the triggers away, and can do anything."""
    unguard()


def _row(look):
    return AccessRecord.objects.filter(pk=look.pk)


def _command(*args):
    output = io.StringIO()
    call_command("check_access_log", *args, stdout=output)
    return output.getvalue()


def test_what_was_only_added_to_is_whole(looks):
    assert accesslog.verify() == accesslog.anchor() == Anchor(number=5, hash=looks[-1].hash)


def test_an_empty_record_is_whole(database):
    assert accesslog.verify() == Anchor(number=0, hash="")


OTHER = object()  # somebody else
CHANGES = {
    "who": {"person": OTHER},
    "when": {"at": F("at") + timedelta(microseconds=1)},
    "what part": {"part": Part.SEARCH},
    "which referral": {"referral": None},
    "from which session": {"session": "0" * 16},
    "whose rights": {"subject": OTHER},
    "which role": {"what": "Auditors"},
    "by which account": {"by": "root"},
}


@pytest.mark.parametrize("place", [0, 2, 4])
@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_changed_record_shows(unguarded, looks, place, change):
    other = User.objects.create_user("iemand")
    _row(looks[place]).update(**{field: other if value is OTHER else value for field, value in change.items()})
    with pytest.raises(ChainBrokenError, match=f"Record {place + 1} is not what was written"):
        accesslog.verify()


@pytest.mark.parametrize(("place", "sentence"), [(0, "After record 0"), (2, "After record 2"), (4, "missing at the end")])
def test_a_removed_record_shows(unguarded, looks, place, sentence):
    _row(looks[place]).delete()
    with pytest.raises(ChainBrokenError, match=sentence):
        accesslog.verify()


def test_two_records_that_changed_places_show(unguarded, looks):
    for look, number in ((looks[1], 99), (looks[2], 2), (looks[1], 3)):
        _row(look).update(number=number)
    with pytest.raises(ChainBrokenError, match="Record 2"):
        accesslog.verify()


def _write_anew():
    """What a thief with all rights on the database would do: leave one out, and make the chain fit again."""
    AccessRecord.objects.filter(number=3).delete()
    former = ""
    for number, record in enumerate(AccessRecord.objects.order_by("number"), start=1):
        record.number, record.former = number, former
        record.hash = former = fingerprint(record)
        record.save()
    AccessChain.objects.update(number=4, hash=former)


def test_a_chain_written_anew_is_whole_and_does_not_have_the_anchor_that_was_written_down(unguarded, looks):
    written_down = accesslog.anchor()
    assert holds(written_down)
    _write_anew()
    assert accesslog.verify().number == 4
    assert holds(written_down) is False
    with pytest.raises(CommandError, match="written anew"):
        _command("--anchor", str(written_down))


def test_the_command_says_what_to_write_down_and_takes_it_back(looks):
    said = _command()
    assert said.strip().endswith(str(accesslog.anchor()))
    assert "is what it was" in _command("--anchor", str(accesslog.anchor()))


@pytest.mark.parametrize("nonsense", ["5", "5:", "five:abc", ":"])
def test_an_anchor_that_is_none_is_refused(looks, nonsense):
    with pytest.raises(CommandError, match="An anchor is"):
        _command("--anchor", nonsense)


def test_the_command_fails_when_a_record_is_gone(unguarded, looks):
    _row(looks[1]).delete()
    with pytest.raises(CommandError, match="After record 1, 1 are missing"):
        _command()
    assert AccessCheck.objects.latest().problem


def test_the_sweep_checks_once_a_day(looks, now):
    assert check_daily(now=now) == 1
    assert check_daily(now=now + timedelta(hours=23)) == 0
    assert check_daily(now=now + timedelta(hours=25)) == 1


def test_the_sweep_says_once_a_day_that_it_is_broken(unguarded, looks, now):
    _row(looks[1]).delete()
    with pytest.raises(ChainBrokenError):
        check_daily(now=now)
    assert check_daily(now=now + timedelta(hours=1)) == 0
    with pytest.raises(ChainBrokenError):
        check_daily(now=now + timedelta(hours=25))


def test_a_broken_record_is_told_once_a_day_and_stands_on_the_first_page(unguarded, looks, now, request):
    cast = [request.getfixturevalue(name) for name in ("auditor", "coordinator", "technical_administrator", "editor")]
    assert watch_record(now=now) == 0
    assert all("dit kan een datalek zijn" not in one.client.get("/beheer/").text for one in cast)
    _row(looks[1]).delete()
    check(now=now)
    assert [watch_record(now=now), watch_record(now=now + timedelta(hours=1))] == [1, 0]
    assert watch_record(now=now + timedelta(days=1)) == 1
    *hear, editor = [one.user.email for one in cast]
    told = set(Message.objects.values_list("to", flat=True))
    assert told >= set(hear)
    assert editor not in told
    assert ["dit kan een datalek zijn" in one.client.get("/beheer/").text for one in cast[:2]] == [True, True]
    assert "dit kan een datalek zijn" not in cast[-1].client.get("/beheer/").text


def test_a_check_costs_three_queries_whatever_there_is(looks, now, django_assert_num_queries):
    with django_assert_num_queries(3):  # the end, the records, and keeping what was found
        check(now=now)


def test_a_record_costs_five_statements_at_most(referral, intake_worker, now, django_assert_max_num_queries):
    with django_assert_max_num_queries(5):  # three, and a savepoint inside the transaction of this test
        accesslog.record(referral=referral, person=intake_worker.user, at=now)
