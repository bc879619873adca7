"""What remains of referrals: how many there were of each, once each, and nothing by which to find one."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, models

from home.models import OrganisationSettings
from selfreferral.intake import queue, tallies
from selfreferral.intake.languages import OTHER
from selfreferral.intake.models import Ground, Measure, Outcome, Referral, State, Tally

NOVEMBER, DECEMBER = date(2026, 11, 1), date(2026, 12, 1)
IN_DECEMBER = datetime(2026, 12, 10, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)


def _counted(measure):
    """What is counted: by month and value."""
    return {(tally.month, tally.value): tally.number for tally in Tally.objects.filter(measure=measure) if tally.number}


@pytest.fixture
def look(intake_worker, now):
    def open_it(referral):
        return queue.open_referral(referral_id=referral.pk, person=intake_worker.user, now=now)

    return open_it


@pytest.fixture
def close(intake_worker):
    def close_it(referral, outcome, at):
        queue.close(referral_id=referral.pk, person=intake_worker.user, outcome=outcome, now=at)

    return close_it


@pytest.fixture
def move(intake_worker):
    def change(referral, state, at):
        queue.change_state(referral_id=referral.pk, person=intake_worker.user, state=state, now=at, reason="Toch weer")

    return change


def test_a_referral_counts_when_it_is_first_opened_and_never_again(send_in, look):
    referral = send_in(route="client", role="offender")
    assert not Tally.objects.exists()
    for _ in range(3):
        look(referral)
    assert _counted(Measure.ROUTE) == {(NOVEMBER, "client"): 1}
    assert _counted(Measure.ROLE) == {(NOVEMBER, "offender"): 1}


def test_the_month_is_that_of_the_netherlands(send_in, look):
    referral = send_in(route="self")
    Referral.objects.update(received_at=datetime(2026, 11, 30, 23, 0, tzinfo=UTC))
    look(referral)
    assert _counted(Measure.ROUTE) == {(DECEMBER, "self"): 1}


@pytest.mark.parametrize(
    ("answers", "value"),
    [
        ({}, "none"),
        ({"needs": ["reading"]}, "none"),
        ({"needs": ["sign_language"]}, "sign"),
        ({"needs": ["interpreter"], "language": "Tigrinya"}, "Tigrinya"),
        ({"needs": ["interpreter"], "language": "  TÜRKÇE, of Engels"}, "Turks"),
        ({"needs": ["interpreter"], "language": "oekraïens (of Russisch)"}, "Oekraïens"),
        ({"needs": ["interpreter"], "language": "العربية"}, "Arabisch"),
        ({"needs": ["interpreter"], "language": "vraag maar naar Planta"}, OTHER),
        ({"needs": ["interpreter"]}, OTHER),
        ({"needs": [], "language": "Pools"}, "none"),
    ],
)
def test_of_an_interpreter_the_language_counts_and_never_what_was_typed(send_in, look, answers, value):
    look(send_in(**answers))
    assert _counted(Measure.LANGUAGE) == {(NOVEMBER, value): 1}


def test_an_answer_that_is_in_no_list_counts_as_unknown(send_in, look):
    look(send_in(route="Planta", role=["Planta"]))
    assert _counted(Measure.ROUTE) == _counted(Measure.ROLE) == {(NOVEMBER, "unknown"): 1}


def test_what_has_to_be_checked_counts_nowhere_until_it_is_in_order(send_in, look, close, intake_worker, now):
    referral = send_in(route="self")
    Referral.objects.update(needs_check=True)
    look(referral)
    close(referral, Outcome.NO_REFERRAL, now)
    assert not Tally.objects.exists()
    queue.find_in_order(referral_id=referral.pk, person=intake_worker.user, now=now)
    look(referral)
    assert _counted(Measure.ROUTE) == {(NOVEMBER, "self"): 1}
    assert _counted(Measure.OUTCOME) == {(NOVEMBER, "no_referral"): 1}


def test_that_it_cannot_be_counted_keeps_nobody_from_reading(send_in, look, monkeypatch):
    def fails(*args, **kwargs):
        raise DatabaseError

    monkeypatch.setattr(Tally.objects, "get_or_create", fails)
    referral = send_in(route="self")
    assert look(referral).answers["route"] == "self"
    monkeypatch.undo()
    look(referral)
    assert _counted(Measure.ROUTE) == {(NOVEMBER, "self"): 1}


def test_a_closed_one_counts_in_the_month_of_closing(send_in, close):
    close(send_in(), Outcome.TALKED, IN_DECEMBER)
    assert _counted(Measure.OUTCOME) == {(DECEMBER, "talked"): 1}


def test_opened_again_it_counts_no_more_and_closed_again_it_counts_anew(send_in, close, move, now):
    referral = send_in()
    close(referral, Outcome.NOT_REACHED, now)
    move(referral, State.IN_CONTACT, IN_DECEMBER)
    assert _counted(Measure.OUTCOME) == {}
    close(referral, Outcome.MEETING, IN_DECEMBER)
    assert _counted(Measure.OUTCOME) == {(DECEMBER, "meeting"): 1}


def test_closed_twice_it_counts_as_it_was_closed_last(send_in, close, now):
    referral = send_in()
    close(referral, Outcome.NOT_REACHED, now)
    close(referral, Outcome.DECLINED, now)
    assert _counted(Measure.OUTCOME) == {(NOVEMBER, "declined"): 1}


# They sign up on Monday; promised are three working days, so Thursday the 26th.
@pytest.mark.parametrize(("days", "waited"), [(0, "within"), (3, "within"), (4, "later")])
def test_waiting_is_held_against_the_promise_on_the_day_somebody_spoke_with_them(send_in, move, now, days, waited):
    move(send_in(), State.IN_CONTACT, now + days * DAY)
    assert _counted(Measure.WAITED) == {(NOVEMBER, waited): 1}


def test_the_promise_is_the_one_that_stands_on_the_website(send_in, move, now):
    OrganisationSettings.objects.update_or_create(defaults={"working_days": 4})
    move(send_in(), State.IN_CONTACT, now + 4 * DAY)
    assert _counted(Measure.WAITED) == {(NOVEMBER, "within"): 1}


def test_a_promise_that_changes_afterwards_changes_nothing_about_how_long_somebody_waited(send_in, close, move, now):
    referral = send_in()
    move(referral, State.IN_CONTACT, now + 4 * DAY)
    OrganisationSettings.objects.update_or_create(defaults={"working_days": 10})
    move(referral, State.WAITING, now + 5 * DAY)
    close(referral, Outcome.MEETING, now + 6 * DAY)
    assert _counted(Measure.WAITED) == {(NOVEMBER, "later"): 1}


def test_whom_nobody_spoke_with_counts_so_once_it_is_closed(send_in, close, move, now):
    referral = send_in()
    move(referral, State.TO_CALL, now)
    assert _counted(Measure.WAITED) == {}
    close(referral, Outcome.NOT_REACHED, IN_DECEMBER)
    assert _counted(Measure.WAITED) == {(NOVEMBER, "never"): 1}
    move(referral, State.IN_CONTACT, IN_DECEMBER)
    assert _counted(Measure.WAITED) == {(NOVEMBER, "later"): 1}


def test_settling_as_often_as_one_likes_changes_nothing(send_in, close, now):
    referral = send_in()
    close(referral, Outcome.MEETING, now)
    before = list(Tally.objects.values())
    for _ in range(3):
        tallies.settle(referral_id=referral.pk)
    assert list(Tally.objects.values()) == before


def test_when_the_deed_does_not_happen_nothing_is_counted(send_in, close, now, monkeypatch):
    def fails(**kwargs):
        raise DatabaseError

    referral = send_in()
    monkeypatch.setattr(tallies, "settle", fails)
    with pytest.raises(DatabaseError):
        close(referral, Outcome.MEETING, now)
    assert Referral.objects.get().state == State.NEW


def test_who_is_erased_unread_came_in_all_the_same(send_in, intake_worker, now):
    queue.erase(referral_id=send_in().pk, person=intake_worker.user, now=now, ground=Ground.WRITTEN)
    assert _counted(Measure.ROUTE) == {(NOVEMBER, "unopened"): 1}
    assert _counted(Measure.OUTCOME) == {(NOVEMBER, "erased"): 1}


def test_who_is_erased_after_closing_counts_once(send_in, look, close, intake_worker, now):
    referral = send_in(route="self")
    look(referral)
    close(referral, Outcome.DECLINED, now)
    queue.erase(referral_id=referral.pk, person=intake_worker.user, now=IN_DECEMBER, ground=Ground.WRITTEN)
    assert _counted(Measure.ROUTE) == {(NOVEMBER, "self"): 1}
    assert _counted(Measure.OUTCOME) == {(NOVEMBER, "declined"): 1}


@pytest.mark.pure
def test_a_count_has_no_room_for_anything_that_leads_to_a_referral():
    fields = {field.name: type(field) for field in Tally._meta.get_fields()}
    assert fields == {
        "id": models.BigAutoField,
        "month": models.DateField,
        "measure": models.CharField,
        "value": models.CharField,
        "number": models.PositiveIntegerField,
    }
