"""When a referral goes by itself, and what never does."""

from datetime import timedelta

import pytest
from django.core.management import call_command

from selfreferral.intake import accesslog, queue, retention
from selfreferral.intake.models import LED_TO_NOTHING, Outcome, PurgeRecord, Reason, Referral, State
from selfreferral.models import Kind, Letter
from selfreferral.public.submit import sealed_letter

DAY = timedelta(days=1)
NOTHING, CASE = 90 * DAY, 5 * 365 * DAY


@pytest.fixture
def read(intake_worker, now):
    def look(referral, at=now):
        accesslog.record(referral=referral, person=intake_worker.user, at=at)
        return referral

    return look


@pytest.fixture
def close(read, intake_worker, now):
    """Read and closed now."""

    def close_it(referral, outcome=Outcome.NOT_REACHED):
        queue.close(referral_id=referral.pk, person=intake_worker.user, outcome=outcome, now=now)
        return read(referral)

    return close_it


def _add(referral, kind, at):
    digest = bytes(referral.letter.receipt_digest)
    letter = sealed_letter(letter_id=Letter().pk, kind=kind, receipt_digest=digest, answers={"addition": "x"}, now=at)
    letter.save(force_insert=True)


def _is_there(referral):
    return Referral.objects.filter(pk=referral.pk).exists() and Letter.objects.filter(pk=referral.pk).exists()


@pytest.mark.parametrize("outcome", Outcome)
def test_each_outcome_has_its_own_period_and_goes_the_day_it_is_over(send_in, close, now, outcome):
    referral = close(send_in(), outcome)
    period = NOTHING if outcome in LED_TO_NOTHING else CASE
    assert retention.purge(now=now + period - timedelta(seconds=1)) == 0
    assert _is_there(referral)
    assert retention.purge(now=now + period) == 1
    assert not _is_there(referral)
    assert PurgeRecord.objects.get().reason == (Reason.NOTHING if outcome in LED_TO_NOTHING else Reason.CASE)


def test_closed_without_an_outcome_counts_as_a_case(send_in, close, now):
    """As the form before there were outcomes."""
    referral = close(send_in())
    Referral.objects.update(outcome="")
    assert retention.purge(now=now + CASE - DAY) == 0
    assert _is_there(referral)
    assert retention.purge(now=now + CASE) == 1


def test_the_periods_are_settings(send_in, close, now, settings):
    settings.RETENTION_NOTHING_DAYS, settings.RETENTION_CASE_DAYS = 14, 100
    close(send_in(), Outcome.DECLINED), close(send_in(), Outcome.MEETING)
    assert [retention.purge(now=now + days * DAY) for days in (13, 14, 99, 100)] == [0, 1, 0, 1]


@pytest.mark.parametrize("state", [state for state in State if state != State.CLOSED])
def test_what_is_open_stays_however_long_it_lies(send_in, read, now, state):
    referral = read(send_in())
    Referral.objects.update(state=state)
    assert retention.purge(now=now + 10 * CASE) == 0
    assert _is_there(referral)


def test_what_nobody_read_stays_and_alarms(send_in, intake_worker, now):
    referral = send_in()
    queue.close(referral_id=referral.pk, person=intake_worker.user, outcome=Outcome.NO_REFERRAL, now=now)
    assert retention.purge(now=now + CASE) == 0
    assert _is_there(referral)
    assert retention.alarms(now=now + NOTHING - DAY).held == 0
    assert retention.alarms(now=now + NOTHING).held == 1


@pytest.mark.parametrize("kind", [Kind.ADDITION, Kind.CORRECTION])
def test_so_does_one_with_a_message_that_nobody_read(send_in, close, read, now, kind):
    referral = close(send_in())
    _add(referral, kind, now + DAY)
    assert retention.purge(now=now + NOTHING) == 0
    assert retention.alarms(now=now + NOTHING).held == 1
    read(referral, now + 2 * DAY)
    assert retention.purge(now=now + NOTHING) == 1


@pytest.mark.parametrize("kind", [Kind.WITHDRAWAL, Kind.ERASURE])
def test_who_withdrew_afterwards_is_not_kept_longer_for_it(send_in, close, now, kind):
    _add(close(send_in()), kind, now + DAY)
    assert retention.purge(now=now + NOTHING) == 1


def test_what_is_not_collected_stays(send_in, now):
    referral = send_in()
    Referral.objects.all().delete()
    assert retention.purge(now=now + 10 * CASE) == 0
    assert Letter.objects.filter(pk=referral.pk).exists()


def test_one_that_was_opened_again_stays(send_in, close, intake_worker, now):
    referral = close(send_in())
    queue.change_state(
        referral_id=referral.pk, person=intake_worker.user, state=State.WAITING, now=now + DAY, reason="Toch weer"
    )
    assert retention.purge(now=now + CASE) == 0


def test_a_batch_goes_at_a_time_the_longest_closed_first_and_the_next_one_goes_on(send_in, close, now, monkeypatch):
    monkeypatch.setattr(retention, "BATCH", 2)
    referrals = [close(send_in()) for _ in range(3)]
    Referral.objects.filter(pk=referrals[2].pk).update(closed_at=now - DAY)
    assert retention.purge(now=now + NOTHING) == 2
    assert not _is_there(referrals[2])
    assert [retention.purge(now=now + NOTHING) for _ in range(2)] == [1, 0]


@pytest.mark.django_db
def test_one_that_does_not_go_stops_no_other(send_in, close, now, monkeypatch):
    stuck, other = close(send_in()), close(send_in())
    real = retention.remove

    def breaks(*, referral, **options):
        if referral.filter(pk=stuck.pk).exists():
            raise retention.AnyDatabaseError
        return real(referral=referral, **options)

    monkeypatch.setattr(retention, "remove", breaks)
    with pytest.raises(retention.NotRemovedError, match="1 referrals had to go"):
        retention.purge(now=now + NOTHING)
    assert (_is_there(stuck), _is_there(other)) == (True, False)


def test_a_dry_run_says_what_would_go_and_why_and_removes_nothing(send_in, close, now, monkeypatch, capsys):
    monkeypatch.setattr("django.utils.timezone.now", lambda: now + NOTHING)
    referral = close(send_in(name="Planta"))
    close(send_in(), Outcome.MEETING)
    call_command("purge", "--dry-run")
    said = capsys.readouterr().out
    assert said.splitlines() == [
        f"{referral.reference}\t{referral.pk}\tLeidde tot niets, en de bewaartermijn is voorbij",
        "1 would be removed; nothing was.",
    ]
    assert _is_there(referral)


def test_the_command_removes_all_of_it_in_as_many_batches_as_it_takes(send_in, close, now, monkeypatch, capsys):
    monkeypatch.setattr(retention, "BATCH", 1)
    monkeypatch.setattr("django.utils.timezone.now", lambda: now + NOTHING)
    for _ in range(3):
        close(send_in())
    call_command("purge")
    assert capsys.readouterr().out == "3 removed.\n"
    assert not Referral.objects.exists()
    call_command("purge", "--report")
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 4
    assert all("1 selfreferral.Letter, 1 selfreferral_intake.Referral" in line for line in lines[1:])
