"""Every attempt to reach somebody is written down as it was, and leads to the next."""

from datetime import date, datetime, timedelta

import pytest
from django.contrib.auth.models import Permission
from django.db import DatabaseError, connection
from django.test import Client
from django.utils import timezone

from selfreferral.intake import accesslog, queue
from selfreferral.intake.contact_attempts import next_on
from selfreferral.intake.models import AccessRecord, ContactAttempt, Departure, Note, Outcome, Referral, Result, State
from selfreferral.intake.queue import opening
from selfreferral.models import Kind
from tests.selfreferral.intake.attempting import CLIENT, EMAIL, FREE, PLANTED, address, attempt, log, page, timeline, typed
from tests.selfreferral.test_nothing_leaks import record_logs

__all__ = ["attempt", "log", "page"]

REACHED = (Result.SPOKEN, Result.CALLED_BACK)


@pytest.mark.parametrize("result", Result)
def test_each_result_is_kept_and_shown(send_in, log, page, result):
    answers = EMAIL if result == Result.MAILED else FREE
    referral = send_in(**({"channel": "post", "address": "Kerkstraat 1"} if result == Result.LETTER_SENT else answers))
    assert "Bewaard." in log(referral, result).text
    kept = ContactAttempt.objects.get()
    assert (kept.result, kept.departure, kept.channel) == (result, Departure.NONE, result.contact)
    assert result.label in timeline(page(referral))


def test_the_words_beside_it_are_sealed(referral, log, page):
    log(referral, text=PLANTED)
    assert b"qx7" not in bytes(Note.objects.get().sealed)
    assert timeline(page(referral)).count(PLANTED) == 1


@pytest.mark.parametrize("result", REACHED)
def test_who_was_spoken_to_is_in_contact(referral, attempt, now, result):
    attempt(referral, Result.NO_ANSWER)
    attempt(referral, result, days=1)
    attempt(referral, result, days=2)
    referral.refresh_from_db()
    assert (referral.state, referral.contacted_at) == (State.IN_CONTACT, now + timedelta(days=1))


def test_who_was_not_reached_is_to_be_called(referral, attempt):
    attempt(referral, Result.NO_ANSWER)
    referral.refresh_from_db()
    assert (referral.state, referral.contacted_at) == (State.TO_CALL, None)


def test_one_that_waits_for_the_other_goes_on_waiting(referral, attempt, intake_worker, now):
    queue.change_state(referral_id=referral.pk, person=intake_worker.user, state=State.WAITING, now=now)
    attempt(referral, Result.SPOKEN)
    referral.refresh_from_db()
    assert referral.state == State.WAITING


def test_a_closed_one_stays_closed(referral, attempt, intake_worker, now):
    queue.close(referral_id=referral.pk, person=intake_worker.user, outcome=Outcome.TALKED, now=now)
    attempt(referral, Result.CALLED_BACK)
    referral.refresh_from_db()
    assert (referral.state, referral.due_on) == (State.CLOSED, None)


def test_the_next_day_comes_after_one_two_and_three_working_days(referral, attempt):
    days = []
    for day in (0, 1, 3):  # Monday, Tuesday and Thursday
        attempt(referral, Result.NO_ANSWER, days=day)
        days.append(Referral.objects.get().due_on)
    assert days == [date(2026, 11, 24), date(2026, 11, 26), date(2026, 12, 1)]


def test_a_worker_may_choose_another_day(referral, log):
    day = timezone.localdate() + timedelta(days=20)
    log(referral, next_on=day.isoformat())
    assert Referral.objects.get().due_on == day


@pytest.mark.pure
@pytest.mark.parametrize("result", Result)
@pytest.mark.parametrize("tried", [0, 1, 2, 3, 40])
def test_there_is_always_a_next_day(result, tried):
    today = date(2026, 11, 23)
    assert today < next_on(result, unanswered=tried, today=today) <= today + timedelta(days=7)


def test_after_three_times_without_an_answer_closing_is_proposed(referral, attempt, page):
    for day in range(3):
        assert "niet bereikt’" not in page(referral)
        attempt(referral, Result.NO_ANSWER, days=day)
    assert "‘De persoon is niet bereikt’" in page(referral)
    attempt(referral, Result.CALLED_BACK, days=4)
    assert "niet bereikt’" not in page(referral)


def test_a_wrong_number_is_not_tried_again(referral, attempt, page):
    attempt(referral, Result.WRONG_NUMBER)
    assert "‘De persoon is niet bereikt’" in page(referral)


def test_the_professional_is_proposed_where_there_is_one(send_in, attempt, page):
    referral = send_in(**{**CLIENT, **EMAIL, "professional_phone": "+31201234567"})
    for day in range(3):
        attempt(referral, Result.MAILED, days=day)
    assert "Vraag de professional of contact op een andere manier veilig is." in page(referral)


def test_the_rules_stand_with_the_form(page, referral):
    form = page(referral).partition('id="attempt-heading"')[2].partition("</form>")[0]
    assert "Zeg niet dat Perspectief belt. Noem geen organisatie." in form
    assert "Spreek geen voicemail in." in form


def test_the_form_stands_beside_the_number(referral, intake_worker):
    answer = intake_worker.client.post(address("ask_reach", referral), {"letters_read": 0, "is_read": "on"})
    assert "Bewaar poging" in answer.text


def test_nobody_was_called_before_they_signed_up(referral, log):
    """A year that is typed wrong would make somebody who waited for weeks one who was called in time."""
    at = timezone.localtime(referral.received_at) - timedelta(days=365)
    assert "Toen was de aanmelding er nog niet." in log(referral, at=f"{at:%Y-%m-%dT%H:%M}").text
    assert not ContactAttempt.objects.exists()
    at = timezone.localtime(referral.received_at)
    assert "Bewaard." in log(referral, at=f"{at:%Y-%m-%dT%H:%M}").text


def test_pressed_twice_it_is_one_attempt(referral, log):
    at = timezone.localtime() - timedelta(hours=1)
    for _ in range(2):
        assert "Bewaard." in log(referral, at=f"{at:%Y-%m-%dT%H:%M}").text
    assert ContactAttempt.objects.count() == 1
    log(referral, Result.VOICEMAIL, at=f"{at:%Y-%m-%dT%H:%M}", departure=Departure.AGREED, text="Mag voortaan")
    assert ContactAttempt.objects.count() == 2


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"result": ""}, "Kies hoe het ging."),
        ({"result": "gone"}, "Kies hoe het ging."),
        ({"at": ""}, "Vul de dag en de tijd in."),
        ({"at": "2999-01-01T10:00"}, "Dit moment is nog niet geweest."),
        ({"next_on": "2020-01-01"}, "Deze dag is al voorbij."),
        ({"next_on": "morgen"}, "Vul een dag in."),
        ({"text": "x" * 10_001}, "Maak de tekst korter"),
    ],
)
def test_a_mistake_is_said_and_what_was_typed_stays(referral, log, data, words):
    page = log(referral, **{"text": PLANTED, **data}).text
    assert words in page
    assert "Nog niet bewaard." in page
    assert data.get("text", PLANTED) in page
    assert not ContactAttempt.objects.exists()


def test_it_is_a_look_that_is_committed_before_the_letter_is_opened(committing, referral, attempt, monkeypatch):
    seen = []

    def unseal(*args, **kwargs):
        seen.append((connection.in_atomic_block, AccessRecord.objects.count()))
        return {"channel": "phone"}

    monkeypatch.setattr(opening, "unseal", unseal)
    attempt(referral, Result.NO_ANSWER)
    assert seen == [(False, 1)]


def test_a_look_that_cannot_be_recorded_keeps_nothing(referral, attempt, monkeypatch):
    def refuse(**kwargs):
        raise DatabaseError

    monkeypatch.setattr(accesslog, "record", refuse)
    with pytest.raises(DatabaseError):
        attempt(referral, Result.NO_ANSWER)
    assert not ContactAttempt.objects.exists()


@pytest.mark.parametrize("method", ["get", "head", "put"])
def test_an_attempt_is_never_written_down_by_a_link(referral, intake_worker, method):
    assert getattr(intake_worker.client, method)(address("log_attempt", referral)).status_code == 405
    assert not AccessRecord.objects.exists()


def test_a_form_from_elsewhere_is_refused(referral, intake_worker):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(intake_worker.user)
    assert strict.post(address("log_attempt", referral), typed(Result.SPOKEN)).status_code == 403
    assert not ContactAttempt.objects.exists()


def test_who_may_only_open_writes_nothing_down(referral, editor):
    editor.user.user_permissions.add(*Permission.objects.filter(codename__in=["view_queue", "open_referral"]))
    assert editor.client.post(address("log_attempt", referral), typed(Result.SPOKEN)).status_code == 403


def test_the_log_holds_nothing_of_it(referral, log, monkeypatch, caplog):
    written = record_logs(monkeypatch)
    log(referral, Result.VOICEMAIL, text=PLANTED)
    assert "qx7" not in written.getvalue() + " ".join(record.getMessage() for record in caplog.records)


def test_the_story_is_told_in_order(send_in, write, attempt, page, intake_worker, now):
    referral = send_in(hours=5)
    write(referral, Kind.ADDITION, {"addition": "Eerste bericht"}, minutes=-100)
    attempt(referral, Result.NO_ANSWER, text="Tweede: geen gehoor")
    write(referral, Kind.ADDITION, {"addition": "Derde bericht"}, minutes=100)
    at = datetime.fromisoformat(now.isoformat()) + timedelta(hours=3)
    queue.add_note(referral_id=referral.pk, person=intake_worker.user, text="Vierde: notitie", now=at)
    story = timeline(page(referral))
    places = [story.index(words) for words in ("Aanmelding", "Eerste", "Tweede", "Derde", "Vierde")]
    assert places == sorted(places)
