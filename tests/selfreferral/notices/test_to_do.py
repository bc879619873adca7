"""What has to be done stands on the first page of who may see the queue, with the way there."""

import pytest
from django.urls import reverse

from selfreferral.intake import queue, rights
from selfreferral.intake.models import Referral, State
from selfreferral.intake.to_do import to_do

LEFT = "Op naam van wie geen aanmeldingen meer behandelt"
HEADING = "Aanmeldingen: wat er te doen is"


def _home(player) -> str:
    return player.client.get(reverse("wagtailadmin_home")).text


def test_the_first_page_says_what_waits_and_leads_there(intake_worker, send_in):
    Referral.objects.filter(pk=send_in().pk).update(state=State.TO_CALL)
    Referral.objects.filter(pk=send_in().pk).update(needs_check=True)
    page = _home(intake_worker)
    assert "Te bellen: 1" in page
    assert f'href="{reverse("aanmeldingen:queue")}?stand=te-controleren"' in page
    for work in ("te-bellen", "te-controleren"):
        assert "Hier staan geen" not in intake_worker.client.get(f"{reverse('aanmeldingen:queue')}?stand={work}").text


def test_when_nothing_waits_it_says_so(intake_worker):
    assert "Er wacht niets." in _home(intake_worker)


@pytest.mark.parametrize("who", ["editor", "technical_administrator", "auditor"])
def test_nobody_else_sees_a_number(request, who, referral):
    assert HEADING not in _home(request.getfixturevalue(who))


def test_what_is_late_comes_first(send_in, now):
    send_in(hours=24 * 30)
    works = to_do(now=now)
    assert works[0].is_late
    assert [work.is_late for work in works] == sorted((work.is_late for work in works), reverse=True)


def test_what_somebody_has_who_left_is_work_for_the_others(intake_worker, other_intake_worker, send_in, now):
    for player in (intake_worker, other_intake_worker):
        queue.take(referral_id=send_in().pk, person=player.user)
    assert LEFT not in [work.label for work in to_do(now=now)]
    rights.end_access(subject=intake_worker.user, by=None, now=now)
    assert [work.number for work in to_do(now=now) if work.label == LEFT] == [1]
    assert f"{LEFT}: 1" in _home(other_intake_worker)
