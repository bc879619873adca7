"""The list shows what waits and nothing of what was said, with the same few queries whatever its length."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from selfreferral.intake import queue
from selfreferral.intake.models import Outcome, Referral, State
from selfreferral.intake.queue import collecting
from selfreferral.models import Kind, Letter


@pytest.fixture
def page(intake_worker):
    return lambda query="": intake_worker.client.get(reverse("aanmeldingen:queue") + query).text


def _not_collected():
    """As it was before anybody looked."""
    Referral.objects.all().delete()
    Letter.objects.update(collected_at=None)


def test_a_letter_is_in_the_queue_as_soon_as_somebody_looks(page, send_in):
    referral = send_in()
    _not_collected()
    assert referral.reference in page()


def test_collecting_twice_makes_one_referral(referral):
    assert queue.collect_letters() == 0
    assert Referral.objects.count() == 1


def test_collecting_what_has_a_place_already_does_no_harm(referral):
    Letter.objects.update(collected_at=None)
    assert queue.collect_letters() == 0
    assert Referral.objects.get() == referral


def test_what_was_here_before_there_were_such_days_gets_one(referral):
    Referral.objects.update(due_on=None)
    Letter.objects.update(collected_at=None)
    queue.collect_letters()
    before = referral.due_on
    referral.refresh_from_db()
    assert referral.due_on == before is not None


def test_more_letters_than_fit_in_one_batch_are_all_collected(send_in, monkeypatch):
    monkeypatch.setattr(collecting, "BATCH", 2)
    for _ in range(5):
        send_in()
    _not_collected()
    assert queue.collect_letters() == 5


@pytest.mark.parametrize("kind", [Kind.ADDITION, Kind.WITHDRAWAL])
def test_only_a_referral_starts_one(referral, kind):
    _not_collected()
    Letter.objects.update(kind=kind)
    queue.collect_letters()
    assert not Referral.objects.exists()


def test_nothing_of_what_was_said_is_in_the_list(page, send_in):
    send_in(name="Noor")
    assert "Noor" not in page()
    assert "612345678" not in page()


def test_what_is_due_first_is_first_and_of_those_the_longest_waiting(page, send_in):
    late, early, middle = (send_in(hours=hours).reference for hours in (1, 240, 5))
    text = page()
    assert text.index(early) < text.index(middle) < text.index(late)


def test_the_list_says_who_has_it(page, referral, intake_worker):
    queue.take(referral_id=referral.pk, person=intake_worker.user)
    assert "intaker" in page().partition("<tbody>")[2].partition("</tbody>")[0]


def test_closed_referrals_leave_the_open_list(page, referral, intake_worker, now):
    queue.close(referral_id=referral.pk, person=intake_worker.user, outcome=Outcome.DECLINED, now=now)
    assert referral.reference not in page()
    assert referral.reference not in page("?stand=nieuw")
    assert referral.reference in page("?stand=afgerond")


def test_an_unknown_tab_lists_what_is_open(page, referral):
    assert referral.reference in page("?stand=%3Cscript%3E")


def test_the_tabs_count(page, send_in, intake_worker, now):
    send_in(), send_in()
    queue.change_state(referral_id=send_in().pk, person=intake_worker.user, state=State.IN_CONTACT, now=now)
    assert all(label in page() for label in ("Open (3)", "Nieuw (2)", "In contact (1)", "Afgerond (0)"))


def test_a_page_holds_twenty_five(page, send_in):
    for _ in range(26):
        send_in()
    assert page().count("Openen <span") == 25
    assert page("?p=2").count("Openen <span") == 1


def test_the_number_of_queries_does_not_grow(page, send_in, intake_worker):
    queue.take(referral_id=send_in().pk, person=intake_worker.user)
    page()  # fills the caches of Wagtail and Django
    with CaptureQueriesContext(connection) as few:
        page()
    for _ in range(10):
        queue.take(referral_id=send_in().pk, person=intake_worker.user)
    page()  # makes them searchable
    with CaptureQueriesContext(connection) as many:
        page()
    assert len(many) == len(few)


def test_the_list_never_fetches_what_is_sealed(page, send_in):
    send_in()
    page()  # the machine makes it searchable, once
    with CaptureQueriesContext(connection) as queries:
        page()
    assert not [query for query in queries if "sealed" in query["sql"]]
