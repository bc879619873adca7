"""An empty letter goes the way of a referral every quarter of an hour; when it gets stuck, staff hear of it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from perspectief.operations.keys import create_keys
from perspectief.operations.notices.canaries import watch
from perspectief.outbox.models import Message
from perspectief.settings.recipients import Recipients
from selfreferral.envelope import STEP_BYTES
from selfreferral.intake import queue
from selfreferral.intake.canary_state import PATIENCE, canary_state
from selfreferral.intake.models import AccessRecord, CanaryRound, Finding, Referral
from selfreferral.intake.queue import canaries
from selfreferral.models import Kind, Letter
from selfreferral.public.canary_letter import drop_canary

NOON = datetime(2026, 11, 23, 11, tzinfo=UTC)
QUARTER = timedelta(minutes=15)


@pytest.fixture
def other_keys(tmp_path, settings):
    """The public side seals to keys that intake does not have."""
    return Recipients(create_keys(private_dir=tmp_path / "private", public_dir=tmp_path / "public").recipients_file)


def test_it_goes_in_comes_out_and_is_gone(referral):
    drop_canary(now=NOON)
    assert queue.open_canaries(now=NOON).finding == Finding.WELL
    assert list(Letter.objects.values_list("kind", flat=True)) == [Kind.REFERRAL]
    assert canary_state(now=NOON).is_well


def test_it_looks_like_any_other_letter_from_outside(referral):
    drop_canary(now=NOON)
    canary = Letter.objects.get(kind=Kind.CANARY)
    assert len(canary.sealed) // STEP_BYTES == len(referral.letter.sealed) // STEP_BYTES
    assert len(canary.receipt_digest) == len(referral.letter.receipt_digest)


def test_it_is_no_referral_and_no_look(intake_worker, database):
    drop_canary(now=NOON)
    assert queue.collect_letters() == 0
    queue.open_canaries(now=NOON)
    assert not Referral.objects.exists()
    assert not AccessRecord.objects.exists()
    assert queue.count_new(person=intake_worker.user) == 0


def test_only_empty_letters_are_removed(send_in):
    letters = {send_in().pk for _ in range(3)}
    drop_canary(now=NOON)
    drop_canary(now=NOON - QUARTER)
    queue.open_canaries(now=NOON)
    assert set(Letter.objects.values_list("pk", flat=True)) == letters


def test_a_letter_that_never_came_shows(database):
    assert queue.open_canaries(now=NOON).finding == Finding.NONE_CAME


def test_an_old_letter_says_nothing_about_now(database):
    drop_canary(now=NOON - canaries.FRESH - timedelta(seconds=1))
    assert queue.open_canaries(now=NOON).finding == Finding.NONE_CAME
    assert not Letter.objects.exists()


def test_a_letter_that_does_not_open_shows(database, settings, other_keys):
    own, settings.RECIPIENTS = settings.RECIPIENTS, other_keys
    drop_canary(now=NOON)
    settings.RECIPIENTS = own
    assert queue.open_canaries(now=NOON).finding == Finding.DID_NOT_OPEN


def test_other_recipients_show_even_when_intake_can_open(database, settings, tmp_path, other_keys):
    """A recovery key that was exchanged on the public machine would read along from then on."""
    own, settings.RECIPIENTS = settings.RECIPIENTS, (settings.RECIPIENTS[0], other_keys[1])
    drop_canary(now=NOON)
    settings.RECIPIENTS = own
    assert queue.open_canaries(now=NOON).finding == Finding.OTHER_KEYS


def test_nobody_can_pass_another_letter_off_as_an_empty_one(send_in):
    Letter.objects.filter(pk=send_in().pk).update(kind=Kind.CANARY, received_at=NOON)
    Referral.objects.all().delete()
    assert queue.open_canaries(now=NOON).finding == Finding.DID_NOT_OPEN


@pytest.mark.parametrize(("minutes", "is_well"), [(15, True), (40, True), (41, False)])
def test_silence_is_a_failure_after_a_while(database, minutes, is_well):
    CanaryRound.objects.create(at=NOON - timedelta(minutes=minutes), finding=Finding.WELL)
    assert canary_state(now=NOON).is_well is is_well
    assert timedelta(minutes=40) == PATIENCE


def test_a_failure_is_told_once_a_day_and_a_new_one_again(database):
    assert [watch(now=NOON), watch(now=NOON + QUARTER)] == [1, 0]
    CanaryRound.objects.create(at=NOON + 2 * QUARTER, finding=Finding.WELL)
    assert watch(now=NOON + 2 * QUARTER) == 0
    CanaryRound.objects.create(at=NOON + 3 * QUARTER, finding=Finding.NONE_CAME)
    assert watch(now=NOON + 3 * QUARTER) == 1
    assert watch(now=NOON + timedelta(days=1)) == 1
    assert "Er kwam geen lege brief aan." in Message.objects.latest("posted_at").body


def test_the_technical_administrator_hears_and_an_editor_does_not(technical_administrator, editor, intake_worker):
    watch(now=NOON)
    told = set(Message.objects.values_list("to", flat=True))
    assert told == {"aanmeldpunt@perspectief.example", technical_administrator.user.email}


@pytest.mark.parametrize(("who", "sees"), [("intake_worker", True), ("technical_administrator", True), ("editor", False)])
def test_the_first_page_alarms_who_can_do_something(request, who, sees):
    client = request.getfixturevalue(who).client
    home = reverse("wagtailadmin_home")
    assert ("De weg van een aanmelding" in client.get(home).text) is sees
    call_command("drop_canary")
    call_command("open_canaries")
    assert "De weg van een aanmelding" not in client.get(home).text


def test_the_commands_say_in_one_sentence_what_is_wrong(database):
    with pytest.raises(CommandError, match="Er kwam geen lege brief aan"):
        call_command("open_canaries")


def test_rounds_are_kept_for_a_month(database):
    CanaryRound.objects.create(at=NOON - canaries.KEPT_FOR - QUARTER, finding=Finding.WELL)
    queue.open_canaries(now=NOON)
    assert CanaryRound.objects.count() == 1
