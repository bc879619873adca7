"""Every address of the queue is shut to whoever was not given the right by name."""

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from selfreferral.intake import queue
from selfreferral.intake.addresses import patterns
from selfreferral.intake.models import AccessRecord, Outcome, Part, State

NAMES = [pattern.name for pattern in patterns]
WITHOUT_ID = {pattern.name for pattern in patterns if "referral_id" not in str(pattern.pattern)}
MENU_LABEL = "Aanmeldingen"


@pytest.fixture(params=["editor", "technical_administrator", "outsider"])
def person_without_right(request):
    return request.getfixturevalue(request.param)


def _address(name, referral):
    numbers = {"take_access": {"person_id": 1, "group_id": 1}, "give_copy": {"person_id": 1}}
    others = {} if name in WITHOUT_ID else {"referral_id": referral.pk}
    return reverse(f"aanmeldingen:{name}", kwargs=numbers.get(name, others))


def _give(player, *rights):
    codenames = [right.partition(".")[2] for right in rights]
    player.user.user_permissions.add(*Permission.objects.filter(codename__in=codenames))


@pytest.mark.parametrize("method", ["get", "post", "head", "options"])
@pytest.mark.parametrize("name", NAMES)
def test_somebody_without_the_right_gets_403(person_without_right, referral, name, method):
    answer = getattr(person_without_right.client, method)(_address(name, referral))
    assert answer.status_code == 403
    assert [record.part for record in AccessRecord.objects.all()] == [Part.REFUSED]


@pytest.mark.parametrize("name", NAMES)
def test_a_script_gets_the_same_answer(person_without_right, referral, name):
    headers = {"X-Requested-With": "XMLHttpRequest"}
    assert person_without_right.client.get(_address(name, referral), headers=headers).status_code == 403


@pytest.mark.parametrize("name", NAMES)
def test_somebody_who_is_not_logged_in_is_asked_to(visitor, referral, name):
    answer = visitor.get(_address(name, referral))
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("wagtailadmin_login"))


def test_an_address_that_does_not_exist_tells_nothing_more(editor, referral):
    referral_id = "00000000-0000-4000-8000-000000000000"
    assert editor.client.get(reverse("aanmeldingen:referral", kwargs={"referral_id": referral_id})).status_code == 403


@pytest.mark.parametrize("name", ["editor", "technical_administrator"])
def test_the_menu_does_not_name_the_queue(request, name):
    page = request.getfixturevalue(name).client.get(reverse("wagtailadmin_home"))
    assert page.status_code == 200
    assert MENU_LABEL not in page.text


def test_the_menu_shows_an_intake_worker_how_many_are_new(intake_worker, send_in):
    send_in(), send_in()
    assert f"{MENU_LABEL} (2)" in intake_worker.client.get(reverse("wagtailadmin_home")).text


def test_an_intake_worker_passes(intake_worker, referral):
    assert intake_worker.client.get(_address("queue", referral)).status_code == 200
    assert intake_worker.client.get(_address("referral", referral)).status_code == 200


def test_seeing_the_queue_is_not_opening_it(editor, referral):
    _give(editor, "selfreferral.view_queue")
    page = editor.client.get(_address("queue", referral))
    assert str(referral.pk) not in page.text
    assert editor.client.get(_address("referral", referral)).status_code == 403


def test_opening_is_not_handling(editor, referral):
    _give(editor, "selfreferral.view_queue", "selfreferral.open_referral")
    page = editor.client.get(_address("referral", referral))
    assert "<form" not in page.text.partition('class="plan"')[2]
    assert editor.client.post(_address("take", referral)).status_code == 403


def test_the_right_without_the_admin_opens_nothing(outsider, referral):
    _give(outsider, "selfreferral.view_queue", "selfreferral.open_referral")
    assert outsider.client.get(_address("referral", referral)).status_code == 403


def test_the_same_rights_are_asked_by_the_queue_itself(person_without_right, referral):
    person, now = person_without_right.user, timezone.now()
    deeds = [
        lambda: queue.waiting(person=person),
        lambda: queue.count_places(person=person, places=[]),
        lambda: queue.count_new(person=person),
        lambda: queue.open_referral(referral_id=referral.pk, person=person, now=now),
        lambda: queue.take(referral_id=referral.pk, person=person),
        lambda: queue.change_state(referral_id=referral.pk, person=person, state=State.WAITING, now=now),
        lambda: queue.close(referral_id=referral.pk, person=person, outcome=Outcome.DECLINED, now=now),
        lambda: queue.find_in_order(referral_id=referral.pk, person=person, now=now),
        lambda: queue.add_note(referral_id=referral.pk, person=person, text="x", now=now),
    ]
    for deed in deeds:
        with pytest.raises(PermissionDenied):
            deed()
