"""On a working day colleagues hear once what is to do: in numbers, and nothing about anyone."""

from datetime import UTC, date, datetime, timedelta

import pytest

from perspectief.operations.notices.digest import tell_the_day
from perspectief.outbox.models import Message
from selfreferral.intake.models import Hearing, NoticeChoice, Outcome, Referral, State
from selfreferral.models import Kind, Letter

# A Monday: seven in the morning in London is eight in Utrecht.
MORNING = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
TEAM = "aanmeldpunt@perspectief.example"


def _lines() -> list[str]:
    return Message.objects.first().body.split("\n\n")[0].splitlines()


def test_what_waits_is_counted(send_in):
    late, called, doubted = send_in(), send_in(), send_in()
    send_in()
    Referral.objects.filter(pk=late.pk).update(due_on=date(2026, 11, 20))
    Referral.objects.filter(pk=called.pk).update(state=State.TO_CALL, due_on=date(2026, 11, 23))
    Referral.objects.filter(pk=doubted.pk).update(needs_check=True)
    assert tell_the_day(now=MORNING) == 1
    assert _lines() == ["Te laat: 1", "Nieuw: 2", "Te bellen: 1", "Te controleren: 1"]
    assert Message.objects.first().subject == "Wat er vandaag wacht, en wat te laat is"


def test_who_withdrew_or_wants_erasure_is_counted(send_in):
    withdrawn, closed = send_in(), send_in()
    Referral.objects.filter(pk=closed.pk).update(state=State.CLOSED, outcome=Outcome.DECLINED)
    for referral, kind in ((withdrawn, Kind.WITHDRAWAL), (closed, Kind.ERASURE)):
        digest = referral.letter.receipt_digest
        Letter.objects.create(kind=kind, sealed=b"x", receipt_digest=digest, received_at=MORNING)
    tell_the_day(now=MORNING)
    assert "Ingetrokken, en nog niet afgerond: 1" in _lines()
    assert "Verwijdering gevraagd, en nog niet gedaan: 1" in _lines()


def test_nothing_of_anybody_is_in_it(referral):
    tell_the_day(now=MORNING)
    message = Message.objects.first()
    everything = message.subject + message.body
    assert not any(said in everything for said in ("Noor", "12345678", referral.reference, str(referral.pk), "http"))


def test_when_nothing_waits_nobody_hears(database):
    assert tell_the_day(now=MORNING) == 0


def test_it_is_told_once_a_day(referral):
    moments = [MORNING - timedelta(minutes=1), MORNING, MORNING + timedelta(hours=5), MORNING + timedelta(days=1)]
    assert [tell_the_day(now=moment) for moment in moments] == [0, 1, 0, 1]


@pytest.mark.parametrize(
    "day", [date(2026, 11, 21), date(2026, 11, 22), date(2026, 12, 25), date(2026, 4, 27)], ids=lambda day: f"{day:%A %d %b}"
)
def test_on_a_day_off_nobody_hears(referral, day):
    assert tell_the_day(now=datetime(day.year, day.month, day.day, 11, tzinfo=UTC)) == 0


@pytest.mark.parametrize(
    ("hearing", "hears"), [(None, True), (Hearing.DAILY, True), (Hearing.AT_ONCE, True), (Hearing.NEVER, False)]
)
def test_a_colleague_hears_unless_they_chose_not_to(referral, intake_worker, editor, hearing, hears):
    if hearing:
        NoticeChoice.objects.create(person=intake_worker.user, hearing=hearing)
    tell_the_day(now=MORNING)
    told = set(Message.objects.values_list("to", flat=True))
    assert told == ({TEAM, intake_worker.user.email} if hears else {TEAM})
