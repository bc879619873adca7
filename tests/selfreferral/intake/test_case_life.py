"""A referral's life can be read back: who said where it stands, when and why; and nothing that was typed is lost."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from selfreferral.intake import queue
from selfreferral.intake.due import working_days_later
from selfreferral.intake.models import Note, Outcome, Referral, Result, State, StateChange
from selfreferral.intake.queue import Attempt
from selfreferral.models import Kind
from tests.selfreferral.intake.attempting import timeline
from tests.selfreferral.test_nothing_leaks import record_logs

REASON = "Plantqx7 belde zelf terug"
CLOSED = {"state": State.CLOSED, "outcome": Outcome.DECLINED}


def _address(name, referral):
    return reverse(f"aanmeldingen:{name}", args=[referral.pk])


@pytest.fixture
def change(intake_worker):
    def post(referral, player=intake_worker, **data):
        return player.client.post(_address("change_state", referral), data, follow=True)

    return post


@pytest.fixture
def page(intake_worker):
    return lambda referral: intake_worker.client.get(_address("referral", referral)).text


def test_a_change_says_from_what_to_what_by_whom_and_why(referral, change, page, intake_worker):
    change(referral, state=State.TO_CALL, reason=REASON)
    kept = StateChange.objects.get()
    assert (kept.before, kept.after, kept.person) == (State.NEW, State.TO_CALL, intake_worker.user)
    story = timeline(page(referral))
    for words in ("Stand: van Nieuw naar Te bellen", REASON, "intaker"):
        assert words in story
    assert story.count(REASON) == 1


def test_an_end_is_in_the_story_with_its_outcome(referral, change, page):
    change(referral, **CLOSED)
    assert "naar Afgerond, De persoon ziet ervan af" in timeline(page(referral))


def test_a_reason_is_sealed(referral, change):
    change(referral, state=State.TO_CALL, reason=REASON)
    assert b"qx7" not in bytes(Note.objects.get().sealed)


def test_an_attempt_that_moves_it_on_is_in_the_story(referral, intake_worker, now, page):
    told = Attempt(result=Result.SPOKEN, at=now)
    queue.log_attempt(referral_id=referral.pk, person=intake_worker.user, attempt=told, now=now)
    assert "Stand: van Nieuw naar In contact" in timeline(page(referral))


def test_a_closed_referral_opens_again_only_for_a_reason(referral, change):
    change(referral, **CLOSED)
    assert "Schrijf op waarom deze aanmelding weer opengaat." in change(referral, state=State.TO_CALL).text
    assert Referral.objects.get().state == State.CLOSED
    change(referral, state=State.TO_CALL, reason=REASON)
    assert (Referral.objects.get().state, Referral.objects.get().outcome) == (State.TO_CALL, "")


def test_what_opens_again_has_a_day_on_which_somebody_looks(referral, change):
    change(referral, **CLOSED)
    assert Referral.objects.get().due_on is None
    assert "Volgende stap: " in change(referral, state=State.TO_CALL, reason=REASON).text
    assert Referral.objects.get().due_on == working_days_later(timezone.localdate(), 1)


def test_a_worker_says_themselves_when_to_look_again(referral, change):
    day = timezone.localdate() + timedelta(days=40)
    change(referral, state=State.WAITING, next_on=day.isoformat())
    assert Referral.objects.get().due_on == day
    assert "Deze dag is al voorbij." in change(referral, state=State.IN_CONTACT, next_on="2020-01-01").text
    assert Referral.objects.get().state == State.WAITING


def test_a_referral_that_nobody_reached_keeps_the_day_that_was_promised(referral, change):
    promised = Referral.objects.get().due_on
    change(referral, state=State.TO_CALL)
    assert Referral.objects.get().due_on == promised is not None


def test_what_a_colleague_changed_meanwhile_is_not_undone_unseen(referral, change, other_intake_worker):
    change(referral, other_intake_worker, state=State.IN_CONTACT, instead_of=State.NEW)
    text = change(referral, state=State.TO_CALL, reason=REASON, instead_of=State.NEW).text
    assert "Intussen heeft iemand anders de stand gewijzigd in ‘In contact’." in text
    assert Referral.objects.get().state == State.IN_CONTACT
    assert f"{REASON}</textarea>" in text
    assert f'<option value="{State.TO_CALL}" selected>' in text
    assert f'name="instead_of" value="{State.IN_CONTACT}"' in text
    change(referral, state=State.TO_CALL, reason=REASON, instead_of=State.IN_CONTACT)
    assert Referral.objects.get().state == State.TO_CALL


def test_an_end_beside_a_colleagues_is_not_taken_for_granted_either(referral, change, other_intake_worker):
    change(referral, other_intake_worker, state=State.IN_CONTACT, instead_of=State.NEW)
    assert "Intussen heeft iemand anders" in change(referral, **CLOSED, instead_of=State.NEW).text
    assert Referral.objects.get().state == State.IN_CONTACT


@pytest.mark.parametrize("data", [{"state": State.CLOSED}, {"state": "gone"}, {}])
def test_a_reason_beside_a_mistake_is_not_lost(referral, change, data):
    assert f"{REASON}</textarea>" in change(referral, reason=REASON, **data).text
    assert not StateChange.objects.exists()


@pytest.mark.parametrize("text", ["x" * 10_001, "regel\n" * 2_000])
def test_a_note_that_is_too_long_is_shown_again_in_full(referral, intake_worker, text):
    page = intake_worker.client.post(_address("add_note", referral), {"text": text}).text
    assert "Maak de tekst korter" in page
    assert text.strip()[:9_000] in page
    assert "Nog niet bewaard. Kijk bij ‘Notitie maken’" in page


def test_a_page_with_a_mistake_is_not_stored_either(referral, intake_worker):
    assert "no-store" in intake_worker.client.post(_address("add_note", referral), {"text": ""}).headers["Cache-Control"]


@pytest.mark.parametrize("kind", [Kind.WITHDRAWAL, Kind.ERASURE])
def test_who_withdrew_can_only_be_closed(referral, write, change, page, kind):
    write(referral, kind)
    assert "U kunt haar alleen nog afronden." in change(referral, state=State.TO_CALL).text
    assert Referral.objects.get().state == State.NEW
    assert f'<option value="{Outcome.WITHDRAWN}" selected>' in page(referral)
    change(referral, state=State.CLOSED, outcome=Outcome.WITHDRAWN)
    assert Referral.objects.get().outcome == Outcome.WITHDRAWN


def test_a_withdrawal_stands_on_top_with_its_moment(referral, write, page):
    write(referral, Kind.WITHDRAWAL, minutes=30)
    text = page(referral)
    assert text.index("Ingetrokken: niet meer benaderen") < text.index("Wat er gebeurd is")
    assert "Sinds ma 23 november 2026, 10:30" in text


def test_what_the_person_sent_is_in_the_story(referral, write, page):
    write(referral, Kind.CORRECTION, {"channel": "post", "address": "Plantstraat 7", "read_by_others": "yes"})
    story = timeline(page(referral))
    assert "Wijziging: hoe contact veilig is" in story
    assert "Brief" in story
    assert "Plantstraat" not in story


def test_without_a_reason_the_story_still_says_who_and_when(referral, change, page):
    change(referral, state=State.WAITING)
    assert "Wachten op de ander" in timeline(page(referral))
    assert not Note.objects.exists()


def test_a_change_and_its_history_are_kept_together_or_not_at_all(referral, intake_worker, now, monkeypatch):
    def fail(**kwargs):
        raise MemoryError

    monkeypatch.setattr(StateChange.objects, "create", fail)
    with pytest.raises(MemoryError):
        queue.change_state(referral_id=referral.pk, person=intake_worker.user, state=State.TO_CALL, now=now, reason=REASON)
    assert Referral.objects.get().state == State.NEW
    assert not Note.objects.exists()


def test_the_story_is_in_order(referral, intake_worker, now, page):
    for hours, state in enumerate((State.TO_CALL, State.IN_CONTACT, State.WAITING)):
        at = now + timedelta(hours=hours)
        queue.change_state(referral_id=referral.pk, person=intake_worker.user, state=state, now=at)
    story = timeline(page(referral))
    places = [story.index(f"naar {state.label}") for state in (State.TO_CALL, State.IN_CONTACT, State.WAITING)]
    assert places == sorted(places)


def test_a_form_from_elsewhere_changes_nothing(referral, intake_worker):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(intake_worker.user)
    assert strict.post(_address("change_state", referral), CLOSED).status_code == 403
    assert not StateChange.objects.exists()


def test_who_may_only_open_changes_nothing(referral, editor):
    editor.user.user_permissions.add(*Permission.objects.filter(codename__in=["view_queue", "open_referral"]))
    assert editor.client.post(_address("change_state", referral), CLOSED).status_code == 403
    assert not StateChange.objects.exists()


def test_the_log_holds_no_reason(referral, change, monkeypatch, caplog):
    written = record_logs(monkeypatch)
    change(referral, state=State.CLOSED, reason=REASON)
    change(referral, state=State.TO_CALL, reason=REASON)
    assert "qx7" not in written.getvalue() + " ".join(record.getMessage() for record in caplog.records)


def test_who_withdrew_has_no_next_step_to_name(referral, write, page):
    assert 'id="state_next_on"' in page(referral)
    write(referral, Kind.WITHDRAWAL)
    assert 'id="state_next_on"' not in page(referral)
