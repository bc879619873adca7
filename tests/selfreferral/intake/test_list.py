"""The list in its parts: what is late, whose it is, what came in since; and how far it can be leafed through."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from selfreferral.intake import counting, paging, queue, tabs
from selfreferral.intake.due import local_day, working_days_later
from selfreferral.intake.models import OPEN_STATES, Outcome, Referral, State
from selfreferral.models import Kind, Letter


@pytest.fixture
def page(intake_worker):
    return lambda query="", name="queue": intake_worker.client.get(reverse(f"aanmeldingen:{name}") + query).text


@pytest.fixture
def listed(page):
    """The references of the rows, in order."""

    def references(query=""):
        rows = page(query).partition("<tbody>")[2].partition("</tbody>")[0]
        return re.findall(r'title-wrapper">([0-9A-F]{8})<', rows)

    return references


def _due(referral: Referral, *, days: int) -> Referral:
    Referral.objects.filter(pk=referral.pk).update(due_on=local_day(timezone.now()) + timedelta(days=days))
    return referral


def _later(referral: Referral, kind: Kind) -> None:
    """A letter that came in after it, under the same receipt code."""
    first = referral.letter
    Letter.objects.create(
        kind=kind, key_id=first.key_id, sealed=b"", receipt_digest=first.receipt_digest, received_at=timezone.now()
    )


def _row(text: str, referral: Referral) -> str:
    rows = text.partition("<tbody>")[2].partition("</tbody>")[0].split("<tr")
    return next(row for row in rows if referral.reference in row)


def test_a_referral_is_due_within_the_promised_working_days(send_in):
    assert send_in(hours=1).due_on == date(2026, 11, 26)


def test_the_list_says_how_late_it_is(page, send_in):
    late, today = _due(send_in(), days=-2), _due(send_in(), days=0)
    text = page()
    assert "2 dagen te laat" in _row(text, late)
    assert "vandaag" in _row(text, today)


def test_what_is_late_comes_first_and_what_has_no_day_last(listed, send_in):
    later, never, late, today = send_in(), send_in(hours=900), send_in(), send_in()
    for referral, days in ((later, 4), (late, -1), (today, 0)):
        _due(referral, days=days)
    Referral.objects.filter(pk=never.pk).update(due_on=None)
    assert listed() == [one.reference for one in (late, today, later, never)]


@pytest.mark.parametrize("kind", [Kind.WITHDRAWAL, Kind.ERASURE])
def test_whom_nobody_may_contact_any_more_is_above_what_is_late_and_is_not_late(page, listed, send_in, kind):
    late, stopped = _due(send_in(), days=-3), _due(send_in(), days=-2)
    _later(stopped, kind)
    assert listed() == [stopped.reference, late.reference]
    assert "te laat" not in _row(page(), stopped)
    assert listed("?alleen=te-laat") == [late.reference]


def test_erasure_of_a_closed_referral_is_still_to_do_also_when_it_was_never_checked(listed, referral, intake_worker, now):
    Referral.objects.update(needs_check=True)
    queue.close(referral_id=referral.pk, person=intake_worker.user, outcome=Outcome.NO_REFERRAL, now=now)
    assert listed() == []
    _later(referral, Kind.ERASURE)
    assert listed() == [referral.reference]


@pytest.mark.parametrize(("state", "working_days"), [(State.IN_CONTACT, 5), (State.WAITING, 10)])
def test_whoever_was_reached_is_not_late_any_more_until_somebody_has_to_look_again(
    send_in, intake_worker, now, state, working_days
):
    referral = _due(send_in(), days=-1)
    queue.change_state(referral_id=referral.pk, person=intake_worker.user, state=state, now=now)
    referral.refresh_from_db()
    assert referral.due_on == working_days_later(local_day(now), working_days)


@pytest.mark.parametrize("state", OPEN_STATES)
def test_each_state_has_a_list(listed, send_in, intake_worker, now, state):
    for one in OPEN_STATES:
        referral = send_in()
        queue.change_state(referral_id=referral.pk, person=intake_worker.user, state=one, now=now)
    slug = next(tab.slug for tab in tabs.TABS if tab.label == state.label)
    assert listed(f"?stand={slug}") == [Referral.objects.get(state=state).reference]


def test_what_was_closed_last_is_first(listed, send_in, intake_worker, now):
    for hours in (3, 1, 2):
        at = now + timedelta(hours=hours)
        queue.close(referral_id=send_in(hours=hours).pk, person=intake_worker.user, outcome=Outcome.DECLINED, now=at)
    closed = Referral.objects.order_by("-closed_at")
    assert listed("?stand=afgerond") == [one.reference for one in closed]


def test_the_list_can_be_narrowed_to_whose_they_are(listed, send_in, intake_worker, other_intake_worker):
    mine, colleagues, nobodys = send_in(), send_in(), send_in()
    queue.take(referral_id=mine.pk, person=intake_worker.user)
    queue.take(referral_id=colleagues.pk, person=other_intake_worker.user)
    assert listed("?wie=mij") == [mine.reference]
    assert listed("?wie=niemand") == [nobodys.reference]
    assert listed(f"?wie={other_intake_worker.user.pk}") == [colleagues.reference]
    assert len(listed("?wie=bestaat-niet")) == 3


def test_filters_hold_together(listed, send_in, intake_worker):
    both, late, spoken = _due(send_in(), days=-1), _due(send_in(), days=-1), _due(send_in(), days=1)
    for referral in (both, spoken):
        _later(referral, Kind.ADDITION)
    assert set(listed("?alleen=te-laat")) == {both.reference, late.reference}
    assert set(listed("?alleen=bericht")) == {both.reference, spoken.reference}
    assert listed("?alleen=te-laat&alleen=bericht") == [both.reference]


def test_a_message_stands_out_until_somebody_opens_it(listed, referral, intake_worker):
    _later(referral, Kind.ADDITION)
    assert listed("?alleen=bericht") == [referral.reference]
    queue.open_referral(referral_id=referral.pk, person=intake_worker.user, now=timezone.now())
    assert listed("?alleen=bericht") == []


def test_a_message_that_was_opened_before_it_was_collected_is_not_new(listed, referral, intake_worker):
    _later(referral, Kind.ADDITION)
    queue.open_referral(referral_id=referral.pk, person=intake_worker.user, now=timezone.now())
    assert listed("?alleen=bericht") == []


def test_a_tab_keeps_the_filters_and_begins_at_the_first_page(page, referral):
    text = page("?stand=nieuw&wie=niemand&alleen=te-laat&p=2")
    assert "?stand=te-bellen&amp;wie=niemand&amp;alleen=te-laat" in text


def test_a_filter_keeps_the_tab(page):
    assert '<input type="hidden" name="stand" value="te-bellen">' in page("?stand=te-bellen")


def test_a_filter_reads_the_list_alone(page, referral):
    text = page("?stand=nieuw", name="queue_results")
    assert referral.reference in text
    assert "<html" not in text


def test_what_is_closed_cannot_be_late(page):
    assert "te-laat" in page()
    assert "te-laat" not in page("?stand=afgerond")


def test_taking_from_the_list_leads_back_to_it_and_opens_nothing(referral, intake_worker):
    address = reverse("aanmeldingen:take", kwargs={"referral_id": referral.pk})
    came_from = reverse("aanmeldingen:queue") + "?stand=nieuw"
    answer = intake_worker.client.post(address, {"instead_of": "", "next": came_from})
    assert answer.url == came_from
    referral.refresh_from_db()
    assert referral.handler == intake_worker.user
    assert not referral.looks.exists()


def test_the_buttons_of_the_list_carry_the_forms_own_token(page, referral):
    assert "csrfmiddlewaretoken" in _row(page(), referral)


def test_it_never_leads_to_another_website(referral, intake_worker):
    address = reverse("aanmeldingen:take", kwargs={"referral_id": referral.pk})
    answer = intake_worker.client.post(address, {"instead_of": "", "next": "https://elders.example/"})
    assert answer.url == reverse("aanmeldingen:referral", kwargs={"referral_id": referral.pk})


def test_only_what_nobody_has_can_be_taken_from_the_list(page, send_in, other_intake_worker):
    taken, stopped, free = send_in(), send_in(), send_in()
    queue.take(referral_id=taken.pk, person=other_intake_worker.user)
    _later(stopped, Kind.WITHDRAWAL)
    text = page()
    assert "Neem op mij" in _row(text, free)
    assert "Neem op mij" not in _row(text, taken) + _row(text, stopped)


def test_more_than_is_counted_is_said_so_and_not_leafed_through(page, send_in, monkeypatch):
    for module in (counting, paging):
        monkeypatch.setattr(module, "COUNTED", 26)
    for _ in range(28):
        send_in()
    text = page("?p=9")
    assert "Open (26+)" in text
    assert "26+ aanmeldingen" in text
    assert "Dit zijn de eerste 26." in text
    assert text.count("Openen <span") == 1
