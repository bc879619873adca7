"""What has to be checked stands apart, is not lost out of sight, and moves among the others with one recorded deed."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from selfreferral.intake import queue
from selfreferral.intake.models import AccessRecord, Outcome, Referral
from selfreferral.public.secret import VisitSecret
from selfreferral.public.submit import submit
from tests.selfreferral.intake.conftest import ANSWERS, NOW

DEED = "Lijkt in orde"


@pytest.fixture
def doubted(database) -> Referral:
    """A referral that was put aside."""
    secret = VisitSecret.new()
    submit(secret=secret, answers=ANSWERS, now=NOW - timedelta(hours=2), needs_check=True)
    queue.collect_letters()
    return Referral.objects.get(pk=secret.letter_id)


@pytest.fixture
def page(intake_worker):
    return lambda query="": intake_worker.client.get(reverse("aanmeldingen:queue") + query).text


def _address(name: str, referral: Referral) -> str:
    return reverse(f"aanmeldingen:{name}", kwargs={"referral_id": referral.pk})


def test_it_stands_in_its_own_list_and_in_no_other(page, doubted, referral):
    assert doubted.reference in page("?stand=te-controleren")
    assert referral.reference not in page("?stand=te-controleren")
    for query in ("", "?stand=nieuw", "?stand=in-contact"):
        assert doubted.reference not in page(query)
    assert referral.reference in page()


def test_the_tabs_count_it_apart(page, doubted, send_in):
    send_in(), send_in()
    for label in ("Open (2)", "Nieuw (2)", "Te controleren (1)", "Afgerond (0)"):
        assert label in page()


def test_the_number_in_the_menu_is_not_raised_by_a_flood(intake_worker, doubted, referral):
    assert queue.count_new(person=intake_worker.user) == 1


def test_a_closed_one_stands_among_the_closed(page, doubted, intake_worker, now):
    queue.close(referral_id=doubted.pk, person=intake_worker.user, outcome=Outcome.DECLINED, now=now)
    assert doubted.reference in page("?stand=afgerond")
    assert doubted.reference not in page("?stand=te-controleren")
    assert "Afgerond (1)" in page()


def test_in_order_it_moves_among_the_others_and_who_did_it_is_on_record(page, doubted, intake_worker):
    answer = intake_worker.client.post(_address("find_in_order", doubted), follow=True)
    assert "De aanmelding staat nu tussen de andere." in answer.text
    doubted.refresh_from_db()
    assert (doubted.needs_check, doubted.cleared_by) == (False, intake_worker.user)
    assert doubted.cleared_at is not None
    assert doubted.reference in page()
    assert "Te controleren (0)" in page()
    shown = intake_worker.client.get(_address("referral", doubted)).text
    assert "Nagekeken" in shown
    assert DEED not in shown


def test_what_a_colleague_did_first_stays_on_their_name(doubted, intake_worker, other_intake_worker):
    other_intake_worker.client.post(_address("find_in_order", doubted))
    answer = intake_worker.client.post(_address("find_in_order", doubted), follow=True)
    assert "stond al tussen de andere" in answer.text
    doubted.refresh_from_db()
    assert doubted.cleared_by == other_intake_worker.user


def test_the_referral_itself_says_that_it_stands_apart_and_blames_nobody(doubted, referral, intake_worker):
    shown = intake_worker.client.get(_address("referral", doubted)).text
    assert DEED in shown
    assert "Over de persoon zegt dat niets" in shown
    assert DEED not in intake_worker.client.get(_address("referral", referral)).text


def test_who_may_only_open_gets_no_button_and_no_way_round(doubted, editor):
    codenames = ["view_queue", "open_referral"]
    editor.user.user_permissions.add(*Permission.objects.filter(codename__in=codenames))
    assert DEED not in editor.client.get(_address("referral", doubted)).text
    assert editor.client.post(_address("find_in_order", doubted)).status_code == 403
    doubted.refresh_from_db()
    assert doubted.needs_check


def test_finding_it_in_order_opens_nothing(doubted, intake_worker):
    intake_worker.client.post(_address("find_in_order", doubted))
    assert not AccessRecord.objects.exists()


def test_a_referral_that_is_not_there_is_nothing_to_find_in_order(intake_worker):
    gone = Referral(pk="00000000-0000-4000-8000-000000000000")
    answer = intake_worker.client.post(_address("find_in_order", gone))
    assert answer.status_code == 404


def test_it_is_found_by_its_code_like_every_other(database, intake_worker):
    secret = VisitSecret.new()
    submit(secret=secret, answers=ANSWERS, now=NOW, needs_check=True)
    found = queue.search(text=secret.receipt_code, person=intake_worker.user, now=NOW)
    assert found.by_code
    assert [referral.pk for referral in found.referrals] == [secret.letter_id]
