"""A referral goes to a colleague who can have it, from whoever may give it away; each time is on record."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from selfreferral.intake import queue
from selfreferral.intake.models import AccessRecord, Assignment, Outcome
from selfreferral.models import Kind
from tests.selfreferral.intake.later_letters import send_later

ALL = "aanmeldingen:hand_over_all"


@pytest.fixture
def mine(send_in, intake_worker):
    """A referral that the intake worker has."""
    referral = send_in()
    queue.take(referral_id=referral.pk, person=intake_worker.user)
    referral.refresh_from_db()
    return referral


def _address(referral):
    return reverse("aanmeldingen:hand_over", kwargs={"referral_id": referral.pk})


def _moves():
    return list(Assignment.objects.values_list("former__username", "handler__username", "by__username"))


def test_a_worker_hands_over_their_own(mine, intake_worker, other_intake_worker):
    data = {"to": other_intake_worker.user.pk, "instead_of": intake_worker.user.pk}
    page = intake_worker.client.post(_address(mine), data, follow=True).text
    mine.refresh_from_db()
    assert mine.handler == other_intake_worker.user
    assert "De aanmelding staat op naam van collega." in page
    assert _moves() == [(None, "intaker", "intaker"), ("intaker", "collega", "intaker")]
    assert "Op naam van collega, eerst van intaker" in page


def test_pressed_twice_it_is_taken_once_and_nobody_else_is_blamed(referral, intake_worker):
    address = reverse("aanmeldingen:take", kwargs={"referral_id": referral.pk})
    for _ in range(2):
        page = intake_worker.client.post(address, follow=True).text
        assert "De aanmelding staat op uw naam." in page
        assert "Intussen heeft iemand anders" not in page
    assert len(_moves()) == 1


def test_nobody_hands_over_what_a_colleague_has(mine, other_intake_worker):
    with pytest.raises(PermissionDenied):
        queue.hand_over(
            referral_id=mine.pk, to=other_intake_worker.user, person=other_intake_worker.user, instead_of=mine.handler_id
        )
    page = other_intake_worker.client.get(reverse("aanmeldingen:referral", kwargs={"referral_id": mine.pk})).text
    assert "Draag over" not in page


def test_the_coordinator_hands_over_anybodys(mine, coordinator, other_intake_worker, intake_worker):
    data = {"to": other_intake_worker.user.pk, "instead_of": intake_worker.user.pk}
    coordinator.client.post(_address(mine), data)
    mine.refresh_from_db()
    assert mine.handler == other_intake_worker.user


def test_what_somebody_else_took_meanwhile_stays_with_them(mine, intake_worker, other_intake_worker, coordinator):
    queue.take(referral_id=mine.pk, person=other_intake_worker.user, instead_of=intake_worker.user.pk)
    data = {"to": coordinator.user.pk, "instead_of": intake_worker.user.pk}
    page = intake_worker.client.post(_address(mine), data, follow=True).text
    mine.refresh_from_db()
    assert mine.handler == other_intake_worker.user
    assert "Intussen heeft iemand anders" in page


@pytest.mark.parametrize("name", ["editor", "technical_administrator", "outsider"])
def test_only_who_can_have_referrals_is_given_any(request, mine, intake_worker, coordinator, name):
    other = request.getfixturevalue(name).user
    page = intake_worker.client.post(_address(mine), {"to": other.pk, "instead_of": intake_worker.user.pk}).text
    assert "Kies aan wie u overdraagt." in page
    for deed in (
        lambda: queue.hand_over(referral_id=mine.pk, to=other, person=intake_worker.user, instead_of=mine.handler_id),
        lambda: queue.hand_over_all(of=intake_worker.user, to=other, person=coordinator.user),
    ):
        with pytest.raises(queue.NoColleagueError):
            deed()


def test_who_left_is_given_none_and_can_be_relieved_of_all(mine, intake_worker, other_intake_worker, coordinator):
    intake_worker.user.is_active = False
    intake_worker.user.save()
    page = coordinator.client.get(reverse(ALL)).text
    assert page.count("intaker</option>") == 1  # to choose from, and not to give to
    coordinator.client.post(reverse(ALL), {"of": intake_worker.user.pk, "to": other_intake_worker.user.pk})
    mine.refresh_from_db()
    assert mine.handler == other_intake_worker.user


def test_everything_open_goes_at_once_and_what_is_over_stays(send_in, intake_worker, other_intake_worker, coordinator, now):
    first, second, over, to_erase = (send_in() for _ in range(4))
    for referral in (first, second, over, to_erase):
        queue.take(referral_id=referral.pk, person=intake_worker.user)
    for referral in (over, to_erase):
        queue.close(referral_id=referral.pk, person=intake_worker.user, outcome=Outcome.DECLINED, now=now)
    send_later(to_erase, Kind.ERASURE, {})
    queue.collect_letters()
    data = {"of": intake_worker.user.pk, "to": other_intake_worker.user.pk}
    page = coordinator.client.post(reverse(ALL), data, follow=True).text
    assert "3 aanmeldingen staan nu op naam van collega." in page
    for referral, who in ((first, other_intake_worker), (second, other_intake_worker), (to_erase, other_intake_worker)):
        referral.refresh_from_db()
        assert referral.handler == who.user
    over.refresh_from_db()
    assert over.handler == intake_worker.user
    assert _moves()[4:] == [("intaker", "collega", coordinator.user.username)] * 3
    assert not AccessRecord.objects.exists()


def test_a_worker_hands_over_all_their_own_and_nobody_elses(mine, intake_worker, other_intake_worker):
    page = other_intake_worker.client.get(reverse(ALL)).text
    assert "Er is niets over te dragen" in page
    data = {"of": intake_worker.user.pk, "to": other_intake_worker.user.pk}
    assert "Draag alles over" not in other_intake_worker.client.post(reverse(ALL), data).text
    with pytest.raises(PermissionDenied):
        queue.hand_over_all(of=intake_worker.user, to=other_intake_worker.user, person=other_intake_worker.user)
    intake_worker.client.post(reverse(ALL), data)
    mine.refresh_from_db()
    assert mine.handler == other_intake_worker.user


def test_nobody_hands_over_to_themselves(mine, intake_worker):
    data = {"of": intake_worker.user.pk, "to": intake_worker.user.pk}
    assert "Kies iemand anders" in intake_worker.client.post(reverse(ALL), data).text
    assert len(_moves()) == 1


def test_the_list_leads_there_for_who_can_have_referrals(mine, intake_worker):
    assert reverse(ALL) in intake_worker.client.get(reverse("aanmeldingen:queue")).text
