"""How far people come in the form is counted once each, without anything by which two steps are known to be one person's."""

import io
import logging

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, models
from django.db.models.expressions import RawSQL
from django.test import Client
from django.utils import timezone

from perspectief.operations.folding import fold
from selfreferral.intake.models import Measure, Tally
from selfreferral.models import Letter
from selfreferral.public.counting import BEGUN, SENT
from selfreferral.public.models import Draft, StepTaken
from tests.selfreferral.walking import CHECK, FIRST, VICTIM_BY_PHONE, fill_in, sign_up

ON_THE_WAY = 14


def _taken():
    return sorted(StepTaken.objects.values_list("step", flat=True))


@pytest.fixture
def month():
    return timezone.localdate().replace(day=1)


@pytest.mark.usefixtures("committing")
def test_each_step_counts_once_with_the_beginning_and_the_end(visitor):
    passed = fill_in(visitor, VICTIM_BY_PHONE)
    assert len(passed) == ON_THE_WAY
    assert len(_taken()) == ON_THE_WAY + 1
    visitor.post(CHECK)
    assert len(_taken()) == len(set(_taken())) == ON_THE_WAY + 2
    assert {BEGUN, SENT, "voor-wie", "naam", "toestemming"} <= set(_taken())


@pytest.mark.usefixtures("committing")
def test_going_back_mistakes_and_a_second_press_count_nothing_more(visitor):
    visitor.post(FIRST, {"route": "self"})
    visitor.post("/aanmelden/naam/", {"name": ""})
    before = _taken()
    visitor.post(FIRST, {"route": "self"})
    visitor.post(FIRST, {"route": "relative"})
    visitor.post(FIRST, {"route": "nonsense"})
    assert _taken() == before == sorted([BEGUN, "voor-wie"])
    sign_up(visitor)
    sent = _taken()
    visitor.post(CHECK)
    assert _taken() == sent


@pytest.mark.usefixtures("committing")
def test_a_question_that_is_asked_again_counts_once(visitor):
    """Another number asks anew whether the first rules still hold."""
    fill_in(visitor, VICTIM_BY_PHONE)
    before = _taken()
    visitor.post("/aanmelden/telefoon/", {"phone": "06-87654321"})
    visitor.post("/aanmelden/wie-belt/", {"may_say_who": "yes"})
    assert _taken() == before


@pytest.mark.usefixtures("committing")
def test_who_looks_and_gives_no_answer_is_not_counted(visitor):
    visitor.get("/aanmelden/")
    visitor.get(FIRST)
    assert _taken() == []


@pytest.mark.usefixtures("committing")
def test_a_first_answer_that_could_not_be_taken_is_a_beginning(visitor):
    visitor.post(FIRST, {})
    assert _taken() == [BEGUN]


@pytest.mark.usefixtures("committing")
def test_the_language_is_that_of_the_form(visitor):
    page = visitor.get("/en/sign-up/", follow=True)
    assert page.status_code == 200
    first = page.context["first_url"]
    visitor.post(first, {"route": "self"})
    assert {(row.step, row.language) for row in StepTaken.objects.all()} == {(BEGUN, "en"), ("voor-wie", "en")}


@pytest.mark.usefixtures("committing")
def test_the_sweep_adds_rows_up_and_leaves_none(month):
    for _ in range(3):
        Client().post(FIRST, {"route": "self"})
    assert fold(now=None) == 6
    assert fold(now=None) == 0
    assert not StepTaken.objects.exists()
    Client().post(FIRST, {"route": "self"})
    call_command("sweep", stdout=io.StringIO())
    found = Tally.objects.filter(measure=Measure.STEP).values_list("month", "value", "number")
    assert set(found) == {(month, "nl begin", 4), (month, "nl voor-wie", 4)}


@pytest.mark.usefixtures("committing")
def test_added_up_and_deleted_or_neither(visitor, monkeypatch):
    def fails(self):
        raise DatabaseError

    visitor.post(FIRST, {"route": "self"})
    monkeypatch.setattr("django.db.models.QuerySet.delete", fails)
    with pytest.raises(DatabaseError):
        fold(now=None)
    assert len(_taken()) == 2
    assert not Tally.objects.exists()


@pytest.mark.usefixtures("committing")
def test_when_counting_fails_the_referral_arrives_and_the_log_says_no_step(visitor, caplog):
    """The table is gone: whatever is wrong with it cannot be worse."""
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE selfreferral_public_steptaken")
    with caplog.at_level(logging.ERROR):
        assert sign_up(visitor).status_code == 200
    assert Letter.objects.count() == 1
    said = {record.getMessage() for record in caplog.records}
    assert said == {"A step could not be counted"}


@pytest.mark.pure
def test_a_row_has_no_room_for_who_or_when():
    fields = {field.name: type(field) for field in StepTaken._meta.get_fields()}
    assert fields == {
        "id": models.UUIDField,
        "month": models.DateField,
        "step": models.CharField,
        "language": models.CharField,
    }
    assert StepTaken().id.version == 4
    assert StepTaken._meta.ordering == []


def test_the_first_day_of_the_month_is_all_that_is_kept_of_when(committing, visitor, month):
    visitor.post(FIRST, {"route": "self"})
    assert set(StepTaken.objects.values_list("month", flat=True)) == {month}
    assert month.day == 1


@pytest.fixture
def only_postgres():
    if connection.vendor != "postgresql":
        pytest.skip("about PostgreSQL's own columns")


@pytest.mark.usefixtures("only_postgres", "committing")
def test_no_transaction_number_ties_a_step_to_a_draft_or_a_letter(visitor):
    sign_up(visitor)
    steps, *others = (_transactions(model) for model in (StepTaken, Draft, Letter))
    assert all(others)
    assert len(steps) == ON_THE_WAY + 2  # nor one step to another
    assert not steps & set().union(*others)


@pytest.mark.usefixtures("only_postgres", "committing")
def test_the_table_is_not_in_the_write_ahead_log():
    with connection.cursor() as cursor:
        cursor.execute("SELECT relpersistence FROM pg_class WHERE relname = 'selfreferral_public_steptaken'")
        assert cursor.fetchone() == ("u",)


def _transactions(model):
    numbers = model.objects.annotate(number=RawSQL("xmin::text", ())).values_list("number", flat=True)
    return set(numbers)
