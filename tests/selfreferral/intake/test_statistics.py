"""The figures of a year say what was counted, and never anything about a handful of people."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied

from selfreferral.intake import queue
from selfreferral.intake.models import Measure, Outcome, Referral, Tally
from selfreferral.intake.statistics import figures
from selfreferral.intake.step_labels import STEP_LABELS
from selfreferral.public.counting import BEGUN, SENT
from selfreferral.public.steps import STEPS

NOVEMBER, OCTOBER = date(2026, 11, 1), date(2026, 10, 1)


def _count(measure, value, number, month=NOVEMBER):
    Tally.objects.create(measure=measure, value=value, month=month, number=number)


@pytest.fixture
def tables(coordinator, now):
    def of(year=2026):
        found = figures(year=year, person=coordinator.user, now=now)
        return {table.slug: dict(table.rows) for table in found.tables}

    return of


@pytest.mark.parametrize("name", ["intake_worker", "auditor", "technical_administrator", "editor"])
def test_it_takes_the_right_by_name(request, database, now, name):
    with pytest.raises(PermissionDenied):
        figures(year=2026, person=request.getfixturevalue(name).user, now=now)


def test_referrals_stand_in_their_month_by_route(tables):
    _count(Measure.ROUTE, "self", 10)
    _count(Measure.ROUTE, "client", 6)
    _count(Measure.ROUTE, "self", 5, OCTOBER)
    rows = tables()["aanmeldingen"]
    assert rows["November"] == [10, 0, 6, 0, 16]
    assert rows["Oktober"] == [5, 0, 0, 0, 5]
    assert rows["Totaal"] == [15, 0, 6, 0, 21]


def test_months_that_have_not_come_yet_are_not_in_it(tables):
    assert list(tables()["aanmeldingen"])[-2:] == ["November", "Totaal"]
    assert len(tables(2025)["aanmeldingen"]) == 13


def test_another_year_has_other_figures(tables):
    _count(Measure.ROUTE, "self", 10, date(2025, 11, 1))
    assert tables(2025)["aanmeldingen"]["Totaal"][-1] == 10
    assert tables()["aanmeldingen"]["Totaal"][-1] == 0


def test_who_waits_to_be_opened_came_in_too(send_in, tables):
    for _ in range(5):
        send_in()
    Referral.objects.filter(pk=send_in().pk).update(needs_check=True)
    assert tables()["aanmeldingen"]["November"] == [0, 0, 0, 5, 5]


def test_opened_they_move_to_their_route(send_in, tables, coordinator, now):
    for _ in range(5):
        queue.open_referral(referral_id=send_in(route="self").pk, person=coordinator.user, now=now)
    assert tables()["aanmeldingen"]["November"] == [5, 0, 0, 0, 5]


def test_a_turn_of_the_year_is_that_of_the_netherlands(send_in, tables):
    for _ in range(5):
        send_in()
    Referral.objects.update(received_at=datetime(2025, 12, 31, 23, 30, tzinfo=UTC))
    assert tables()["aanmeldingen"]["Januari"][-1] == 5


def test_waiting_and_outcomes_and_who_it_was_about(tables):
    _count(Measure.WAITED, "within", 8)
    _count(Measure.WAITED, "later", 5)
    _count(Measure.OUTCOME, Outcome.MEETING, 7)
    _count(Measure.ROLE, "offender", 9)
    _count(Measure.LANGUAGE, "Tigrinya", 6)
    found = tables()
    assert found["wachttijd"] == {"Binnen de belofte": [8], "Later": [5], "Niet gesproken": [0], "Totaal": [13]}
    assert (found["uitkomsten"]["Gesprek"], found["uitkomsten"]["Totaal"]) == ([7], [7])
    assert found["betrokken-als"]["Dader, verdachte of veroorzaker"] == [9]
    assert found["tolk"] == {"Tigrinya": [6], "Totaal": [6]}


def test_a_small_number_is_nowhere_and_does_not_follow_from_the_total(tables):
    _count(Measure.OUTCOME, Outcome.MEETING, 3)
    _count(Measure.OUTCOME, Outcome.TALKED, 20)
    _count(Measure.OUTCOME, Outcome.DECLINED, 30)
    found = tables()["uitkomsten"]
    assert (found["Gesprek"], found["Alleen gesprekken met de bemiddelaar"]) == ([None], [None])
    assert (found["De persoon ziet ervan af"], found["Totaal"]) == ([30], [53])


def test_steps_are_those_of_both_languages_and_have_no_total(tables):
    _count(Measure.STEP, "nl begin", 40)
    _count(Measure.STEP, "en begin", 2)
    _count(Measure.STEP, "en verstuurd", 4)
    steps = tables()["stappen"]
    assert (steps["Begonnen"], steps["Verstuurd"], steps["Naam"]) == ([42], [None], [0])
    assert "Totaal" not in steps


def test_a_year_that_has_counts_can_be_chosen(coordinator, now):
    _count(Measure.ROUTE, "self", 10, date(2024, 1, 1))
    assert figures(year=2026, person=coordinator.user, now=now).years == [2026, 2025, 2024]


@pytest.mark.pure
def test_every_step_of_the_form_has_its_place_in_the_figures():
    assert list(STEP_LABELS) == [BEGUN, *(step.slug for step in STEPS), SENT]
