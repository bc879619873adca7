"""Access to referrals is given and taken by a coordinator, on record, and all coordinators hear of it."""

import io
import threading

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.db import connection
from django.urls import reverse

from perspectief.accounts.guarding import holders
from perspectief.accounts.models import User
from perspectief.accounts.roles import AUDITORS, COORDINATORS, EDITORS, INTAKE_WORKERS
from perspectief.outbox.models import Message
from selfreferral.intake import accesslog, rights
from selfreferral.intake.models import AccessRecord, Part
from selfreferral.intake.permissions import GIVE_INTAKE_RIGHTS, OPEN_REFERRAL
from tests import second_factor

INDEX, GIVE = reverse("aanmeldingen:access"), reverse("aanmeldingen:give_access")


def _group(name):
    return Group.objects.get(name=name)


def _fresh(player):
    return User.objects.get(pk=player.user.pk)


def _take_address(player, role):
    return reverse("aanmeldingen:take_access", kwargs={"person_id": player.user.pk, "group_id": _group(role).pk})


def test_a_coordinator_gives_access_and_takes_it(coordinator, outsider):
    answer = coordinator.client.post(GIVE, {"colleague": outsider.user.pk, "role": INTAKE_WORKERS}, follow=True)
    assert f"heeft nu de rol {INTAKE_WORKERS}" in answer.text
    assert _fresh(outsider).has_perm(OPEN_REFERRAL)
    address = _take_address(outsider, INTAKE_WORKERS)
    assert "Ja, neem af" in coordinator.client.get(address).text
    coordinator.client.post(address)
    assert not _fresh(outsider).has_perm(OPEN_REFERRAL)
    given, taken = AccessRecord.objects.order_by("number")
    assert (given.part, given.person, given.subject, given.what) == (
        Part.GIVEN,
        coordinator.user,
        outsider.user,
        INTAKE_WORKERS,
    )
    assert (taken.part, taken.person, taken.subject, taken.what) == (
        Part.TAKEN,
        coordinator.user,
        outsider.user,
        INTAKE_WORKERS,
    )
    assert given.session
    assert accesslog.verify().number == 2


def test_it_takes_effect_on_the_next_click(coordinator, intake_worker, referral):
    address = reverse("aanmeldingen:referral", kwargs={"referral_id": referral.pk})
    assert intake_worker.client.get(address).status_code == 200
    coordinator.client.post(_take_address(intake_worker, INTAKE_WORKERS))
    assert intake_worker.client.get(address).status_code == 403


def test_the_list_says_who_has_what(coordinator, intake_worker, auditor, editor):
    page = coordinator.client.get(INDEX).text
    assert all(name in page for name in ("intaker", "auditor", "coordinator"))
    assert "redacteur" not in page
    assert _take_address(intake_worker, INTAKE_WORKERS) in page
    assert _take_address(coordinator, COORDINATORS) not in page


def test_nobody_changes_their_own(coordinator, other_coordinator, now):
    answer = coordinator.client.post(_take_address(coordinator, COORDINATORS), follow=True)
    assert "Vraag een andere coördinator" in answer.text
    for deed in (rights.give, rights.take):
        with pytest.raises(rights.RightsError):
            deed(role=AUDITORS, subject=coordinator.user, by=coordinator.user, now=now)
    assert coordinator.client.post(GIVE, {"colleague": coordinator.user.pk, "role": AUDITORS}).status_code == 200
    assert not AccessRecord.objects.exists()


def test_who_checks_the_work_does_not_do_it(coordinator, intake_worker, auditor):
    page = coordinator.client.post(GIVE, {"colleague": auditor.user.pk, "role": INTAKE_WORKERS})
    assert "behandelt zelf geen aanmeldingen" in page.text
    coordinator.client.post(GIVE, {"colleague": intake_worker.user.pk, "role": AUDITORS})
    assert not _fresh(auditor).has_perm(OPEN_REFERRAL)
    assert not _fresh(intake_worker).has_perm("selfreferral.view_access_log")


def test_who_left_is_given_nothing(coordinator, outsider, now):
    User.objects.filter(pk=outsider.user.pk).update(is_active=False)
    with pytest.raises(rights.RightsError):
        rights.give(role=INTAKE_WORKERS, subject=outsider.user, by=coordinator.user, now=now)
    assert coordinator.client.post(GIVE, {"colleague": outsider.user.pk, "role": INTAKE_WORKERS}).status_code == 200


def test_who_has_no_second_factor_yet_is_given_nothing(coordinator, outsider, now):
    """Whoever knew the password could set up the factor, and would be at the referrals."""
    second_factor.forget_app(outsider.user)
    with pytest.raises(rights.RightsError, match="tweede stap"):
        rights.give(role=INTAKE_WORKERS, subject=outsider.user, by=coordinator.user, now=now)
    page = coordinator.client.post(GIVE, {"colleague": outsider.user.pk, "role": INTAKE_WORKERS})
    assert "heeft nog geen tweede stap" in page.text
    assert not outsider.user.groups.exists()


def test_a_role_that_is_not_about_referrals_is_not_given_here(coordinator, outsider, now):
    assert "Kies een rol" in coordinator.client.post(GIVE, {"colleague": outsider.user.pk, "role": EDITORS}).text
    for deed in (rights.give, rights.take):
        with pytest.raises(Group.DoesNotExist):
            deed(role=EDITORS, subject=outsider.user, by=coordinator.user, now=now)


def test_the_page_says_to_look_whose_second_factor_it_is(coordinator):
    """Whoever makes an account knows its first password, and could choose the factor before its owner does."""
    assert "Doe dit met de collega erbij." in coordinator.client.get(GIVE).text


def test_what_somebody_has_is_given_once(coordinator, intake_worker):
    answer = coordinator.client.post(GIVE, {"colleague": intake_worker.user.pk, "role": INTAKE_WORKERS}, follow=True)
    assert "had de rol" in answer.text
    assert not AccessRecord.objects.exists()


def test_what_nobody_has_any_more_cannot_be_taken(coordinator, outsider, now):
    assert coordinator.client.post(_take_address(outsider, INTAKE_WORKERS)).status_code == 404
    assert rights.take(role=INTAKE_WORKERS, subject=outsider.user, by=coordinator.user, now=now) is False


@pytest.mark.parametrize("name", ["intake_worker", "auditor", "technical_administrator", "technician", "editor"])
def test_nobody_else_does(request, name, outsider, now):
    player = request.getfixturevalue(name)
    answer = player.client.post(GIVE, {"colleague": outsider.user.pk, "role": INTAKE_WORKERS})
    assert answer.status_code == 403
    with pytest.raises(PermissionDenied):
        rights.give(role=INTAKE_WORKERS, subject=outsider.user, by=player.user, now=now)
    assert not _fresh(outsider).has_perm(OPEN_REFERRAL)


def test_the_menu_names_it_to_coordinators_only(coordinator, intake_worker, technical_administrator):
    home = reverse("wagtailadmin_home")
    assert "Toegang tot aanmeldingen" in coordinator.client.get(home).text
    assert "Toegang tot aanmeldingen" not in intake_worker.client.get(home).text
    assert "Toegang tot aanmeldingen" not in technical_administrator.client.get(home).text


def test_a_change_that_cannot_be_recorded_does_not_happen(coordinator, outsider, now, monkeypatch):
    def fail(**kwargs):
        raise LookupError

    monkeypatch.setattr(accesslog, "record_rights", fail)
    with pytest.raises(LookupError):
        rights.give(role=INTAKE_WORKERS, subject=outsider.user, by=coordinator.user, now=now)
    assert not _fresh(outsider).has_perm(OPEN_REFERRAL)


def test_two_coordinators_who_take_each_other_s_role_at_once_leave_one(committing, coordinator, other_coordinator, now):
    start, refused = threading.Barrier(2), []

    def take(by, subject):
        try:
            start.wait(timeout=10)
            rights.take(role=COORDINATORS, subject=subject, by=by, now=now)
        except PermissionDenied:
            refused.append(by)
        finally:
            connection.close()

    pair = (coordinator.user, other_coordinator.user)
    threads = [threading.Thread(target=take, args=people) for people in (pair, pair[::-1])]
    [thread.start() for thread in threads]
    [thread.join(timeout=60) for thread in threads]
    assert len(refused) == 1
    assert {*holders(GIVE_INTAKE_RIGHTS), *refused} == set(pair)


def _told():
    return set(Message.objects.values_list("to", flat=True))


def test_every_coordinator_and_whom_it_is_about_is_told(coordinator, other_coordinator, outsider, now):
    rights.give(role=INTAKE_WORKERS, subject=outsider.user, by=coordinator.user, now=now)
    assert _told() == {player.user.email for player in (coordinator, other_coordinator, outsider)}
    assert f"coordinator heeft buitenstaander de rol {INTAKE_WORKERS} gegeven" in Message.objects.first().body


def test_a_coordinator_who_was_made_to_go_is_told_too(coordinator, other_coordinator, now):
    rights.take(role=COORDINATORS, subject=other_coordinator.user, by=coordinator.user, now=now)
    assert _told() == {coordinator.user.email, other_coordinator.user.email}


def test_when_nobody_is_left_a_superuser_is_told(intake_worker, technical_administrator, now):
    User.objects.filter(pk=intake_worker.user.pk).update(email="")
    rights.end_access(subject=User.objects.get(pk=intake_worker.user.pk), by=None, now=now)
    assert _told() == {technical_administrator.user.email}


def _make_coordinator(name):
    output = io.StringIO()
    call_command("make_coordinator", name, stdout=output)
    return output.getvalue()


def test_the_first_coordinator_is_named_on_the_server_and_on_record(outsider):
    assert "is the coordinator" in _make_coordinator("buitenstaander")
    assert _fresh(outsider).has_perm(GIVE_INTAKE_RIGHTS)
    record = AccessRecord.objects.get()
    assert (record.part, record.person, record.subject, record.what) == (Part.GIVEN, None, outsider.user, COORDINATORS)
    assert record.by


def test_while_there_is_one_the_command_names_no_other(coordinator, outsider):
    with pytest.raises(CommandError, match="There is a coordinator already"):
        _make_coordinator("buitenstaander")
    User.objects.filter(pk=coordinator.user.pk).update(is_active=False)
    _make_coordinator("buitenstaander")


@pytest.mark.usefixtures("database")
def test_the_command_names_nobody_who_is_not_there(outsider):
    with pytest.raises(CommandError, match="There is no account"):
        _make_coordinator("niemand")
    User.objects.filter(pk=outsider.user.pk).update(is_active=False)
    with pytest.raises(CommandError, match="not active"):
        _make_coordinator("buitenstaander")
