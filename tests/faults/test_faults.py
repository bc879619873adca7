"""The short form of `make fault-test`: a few faults on one server. And the judge sees what is wrong."""

from dataclasses import replace

import pytest

from tests.faults import full_or_read_only, killing, postgres_restart, slow_database
from tests.faults.seeing import PATIENCE, Look, Sight, in_words
from tests.faults.stage import stage
from tests.faults.suffering import Notes, suffer
from tests.faults.telling import Row, table

SEED = 20261128
CHOSEN = (killing.FAULTS[0], postgres_restart.FAULTS[1], slow_database.FAULTS[1], full_or_read_only.FAULTS[4])
SHORT = tuple(replace(fault, lasts=1.0) for fault in CHOSEN)
GOOD, AWAY = Sight(200, "Slachtoffers", 0.01, " (stored)"), Sight(503, "Dit lukt nu niet", 5.12, has_telephone=True)


def test_after_a_fault_all_is_as_usual_and_nothing_is_lost(content):
    with stage(content) as running:
        rows = [suffer(running, fault, seed=SEED + number) for number, fault in enumerate(SHORT)]
    assert {row.fault: row.wrong for row in rows if row.wrong} == {}
    by_name = {row.fault: row for row in rows}
    stopped = by_name[postgres_restart.FAULTS[1].name]
    assert "with the telephone number" in stopped.visitor
    assert "information: as usual (stored)" in stopped.visitor
    assert "De database is nu niet bereikbaar" in stopped.staff
    assert "what was typed is on the page" in stopped.staff
    assert min(row.acknowledged for row in rows if row.is_done) > 0


@pytest.mark.pure
def test_what_is_seen_is_told_with_the_longest_wait():
    words = in_words(
        [("the form", AWAY), ("the form", GOOD), ("the form", Sight(503, "Dit lukt nu niet", 0.2, has_telephone=True))]
    )
    assert words == (
        "the form: 503 “Dit lukt nu niet”, with the telephone number, 5.1 s; the form: as usual (stored), 0.0 s"
    )


@pytest.mark.pure
def test_no_answer_and_one_that_never_came_are_two_things():
    assert str(Sight(0, "", 0.1)) == "no answer"
    assert str(Sight(0, "", PATIENCE)) == "none in 40 s"
    assert str(Sight(302, "", 0.1, leads_to="/beheer/login/")) == "sent to /beheer/login/"


@pytest.mark.pure
def test_one_page_that_is_wrong_makes_a_look_wrong():
    assert Look({"information": GOOD}, {"the queue": GOOD}).is_well
    assert not Look({"information": GOOD}, {"the queue": AWAY}).is_well


@pytest.mark.pure
def test_a_claim_that_does_not_hold_is_told_and_counted():
    notes = Notes()
    notes.claim("one", holds=True)
    notes.claim("two", holds=False)
    assert (notes.said, notes.wrong) == (["one", "NOT: two"], ["two"])


@pytest.mark.pure
def test_the_table_says_what_was_not_done_and_what_did_not_recover():
    done = Row("a", "v", "s", 3, 1, 0, 1, None, "f")
    left = Row("b", found="not done: root", is_done=False)
    lines = table([done, left]).splitlines()
    assert lines[2] == "| a | v | s | 3 / 1 / 0; 1 began again | NOT | f |"
    assert lines[3] == "| b | – | – | – | – | not done: root |"
