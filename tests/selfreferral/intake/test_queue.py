"""The list shows what waits and nothing of what was said, with the same few queries whatever its length."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from selfreferral.intake import queue
from selfreferral.intake.models import Outcome, Referral, State
from selfreferral.models import Kind, Letter


@pytest.fixture
def page(intake_worker):
    return lambda query="": intake_worker.client.get(reverse("aanmeldingen:queue") + query).text


def test_a_letter_is_in_the_queue_as_soon_as_somebody_looks(page, send_in):
    referral = send_in()
    Referral.objects.all().delete()
    assert referral.reference in page()


def test_collecting_twice_makes_one_referral(referral):
    assert queue.collect_letters() == 0
    assert Referral.objects.count() == 1


def test_collecting_beside_somebody_else_does_no_harm(referral, monkeypatch):
    def as_seen_before_the_other_put_it_in(**conditions):
        return Letter.objects.all()

    monkeypatch.setattr(Letter.objects, "filter", as_seen_before_the_other_put_it_in)
    queue.collect_letters()
    assert Referral.objects.get() == referral


@pytest.mark.parametrize("kind", [Kind.ADDITION, Kind.WITHDRAWAL])
def test_only_a_referral_starts_one(referral, kind):
    Referral.objects.all().delete()
    Letter.objects.update(kind=kind)
    queue.collect_letters()
    assert not Referral.objects.exists()


def test_nothing_of_what_was_said_is_in_the_list(page, send_in):
    send_in(name="Noor")
    assert "Noor" not in page()
    assert "612345678" not in page()


def test_the_longest_waiting_is_first(page, send_in):
    late, early, middle = (send_in(hours=hours).reference for hours in (1, 50, 5))
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
    assert page().count("button-small") == 25
    assert page("?p=2").count("button-small") == 1


def test_the_number_of_queries_does_not_grow(page, send_in, intake_worker):
    queue.take(referral_id=send_in().pk, person=intake_worker.user)
    page()  # fills the caches of Wagtail and Django
    with CaptureQueriesContext(connection) as few:
        page()
    for _ in range(10):
        queue.take(referral_id=send_in().pk, person=intake_worker.user)
    with CaptureQueriesContext(connection) as many:
        page()
    assert len(many) == len(few)


def test_the_list_never_fetches_what_is_sealed(page, send_in):
    send_in()
    with CaptureQueriesContext(connection) as queries:
        page()
    assert not [query for query in queries if "sealed" in query["sql"]]
