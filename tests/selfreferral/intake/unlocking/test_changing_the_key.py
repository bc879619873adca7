"""The intake key changes for everybody with one passphrase, or with the recovery key; stopped half-way it goes on."""

import pyrage
import pytest
from django.core.management import CommandError, call_command

from perspectief.operations import keyring
from perspectief.operations.keyring import Keyring
from selfreferral.intake import queue, resealing
from selfreferral.intake.models import BlindIndex, Deed, KeyDeed, PersonalKey
from selfreferral.intake.unlocking import copies
from selfreferral.models import Letter
from selfreferral.seal import key_id
from tests.selfreferral.intake.unlocking.conftest import NEW_PASSPHRASE, PASSPHRASE, give_copy, make_key, opens, unlock
from tests.selfreferral.opening import opened, sealed_rows


class Crash(BaseException):
    """The machine stops here."""


def stop(*args, **kwargs):
    raise Crash


@pytest.fixture
def both(giver, intake_worker):
    """A coordinator and a worker with a copy each; the worker's passphrase is another."""
    make_key(intake_worker, NEW_PASSPHRASE)
    give_copy(giver, intake_worker)
    return giver, intake_worker


def _bundle(player, passphrase=PASSPHRASE):
    key = PersonalKey.objects.get(person=player.user)
    return copies.bundle_in(key, copies.unlock(key, passphrase=passphrase))


def _rotate(*more):
    call_command("rotate_keys", "--as", "coordinator", *more)


def test_with_one_passphrase_it_changes_for_everybody_and_all_letters_open(both, send_in, personal, say, now):
    coordinator, worker = both
    referral = send_in()
    queue.add_note(referral_id=referral.pk, person=worker.user, text="Gebeld", now=now)
    say(PASSPHRASE)
    _rotate()
    for player, passphrase in ((coordinator, PASSPHRASE), (worker, NEW_PASSPHRASE)):
        bundle = _bundle(player, passphrase)
        assert len(bundle.intake_keys) == 2
        assert bundle.intake_keys[1] == personal.intake_key
        assert bundle.publics()[0] == personal.ring.recipients()[0]
    new = _bundle(coordinator).intake_keys[0]
    assert len(sealed_rows()) == 2
    for row in sealed_rows():
        opened(row, new)
        with pytest.raises(pyrage.DecryptError):
            opened(row, personal.intake_key)
    assert KeyDeed.objects.filter(deed=Deed.RESEALED).count() == 2


def test_who_had_unlocked_works_on_through_a_change(both, send_in, say):
    _, worker = both
    unlock(worker, NEW_PASSPHRASE)
    before = send_in()
    assert opens(worker, before)
    say(PASSPHRASE)
    _rotate()
    assert opens(worker, before)
    assert opens(worker, send_in())


def test_the_former_key_is_gone_from_every_copy_after_retiring(both, send_in, personal, say):
    coordinator, worker = both
    send_in()
    say(PASSPHRASE)
    _rotate()
    former = key_id(_bundle(coordinator).publics()[1])
    say(PASSPHRASE)
    _rotate("--retire", former)
    for player, passphrase in ((coordinator, PASSPHRASE), (worker, NEW_PASSPHRASE)):
        assert personal.intake_key not in _bundle(player, passphrase).intake_keys
    assert unlock(worker, NEW_PASSPHRASE).status_code == 302


def test_a_leaver_gets_nothing_of_the_new_key(both, other_intake_worker, send_in, say, personal):
    coordinator, worker = both
    referral = send_in()
    kept = PersonalKey.objects.get(person=worker.user)
    copies.revoke(subject=worker.user, by=coordinator.user, now=kept.made_at)
    say(PASSPHRASE)
    _rotate()
    former = copies.bundle_in(kept, copies.unlock(kept, passphrase=NEW_PASSPHRASE))  # from a backup, say
    with pytest.raises(pyrage.DecryptError):
        opened(Letter.objects.get(pk=referral.pk), former.intake_keys[0])
    assert PersonalKey.objects.get().person == coordinator.user
    assert copies.unrenewed_since() is None


def test_who_writes_in_the_database_gets_no_key_by_a_change(both, say):
    """Somebody puts a recipient of their own in a colleague's row, and waits for the next change."""
    _, worker = both
    intruder = pyrage.x25519.Identity.generate()
    PersonalKey.objects.filter(person=worker.user).update(recipient=str(intruder.to_public()))
    say(PASSPHRASE)
    _rotate()
    row = PersonalKey.objects.get(person=worker.user)
    assert (bytes(row.copy), row.key_id) == (b"", "")


def test_who_may_open_referrals_no_more_is_left_out(both, say):
    _, worker = both
    worker.user.groups.clear()  # by another way than the page for it
    say(PASSPHRASE)
    _rotate()
    assert not PersonalKey.objects.get(person=worker.user).copy


@pytest.mark.parametrize("step", ["before the copies", "before the recipients", "in the letters"])
def test_stopped_half_way_everything_opens_and_it_goes_on(both, send_in, say, monkeypatch, personal, step):
    _, worker = both
    referrals = [send_in() for _ in range(3)]
    unlock(worker, NEW_PASSPHRASE)

    with monkeypatch.context() as patched:
        if step == "before the copies":
            patched.setattr(copies, "_put", stop)
        elif step == "before the recipients":
            patched.setattr(keyring, "_write_recipients", stop)
        else:
            patched.setattr(resealing, "_records", stop)
        say(PASSPHRASE)
        with pytest.raises(Crash):
            _rotate()
    assert all(opens(worker, referral) for referral in [*referrals, send_in()])
    say(PASSPHRASE)
    _rotate()
    assert all(opens(worker, referral) for referral in referrals)
    present = key_id(personal.ring.recipients()[0])
    assert set(Letter.objects.values_list("key_id", flat=True)) == {present}
    assert len(_bundle(worker, NEW_PASSPHRASE).intake_keys) == 2


def test_with_the_last_copy_lost_the_recovery_key_brings_all_back(both, send_in, personal, say):
    coordinator, worker = both
    referral = send_in()
    make_key(coordinator, NEW_PASSPHRASE, is_sure="on")
    call_command("rotate_keys", with_recovery_key_file=personal.recovery_file, to=["coordinator"])
    assert not PersonalKey.objects.get(person=worker.user).copy  # nobody could say whose key that is
    unlock(coordinator, NEW_PASSPHRASE)
    assert opens(coordinator, referral)
    coordinator.client.get("/beheer/aanmeldingen/")
    assert BlindIndex.objects.filter(referral=referral).exists()
    give_copy(coordinator, worker)
    unlock(worker, NEW_PASSPHRASE)
    assert opens(worker, referral)


def test_stopped_half_way_the_recovery_key_is_given_again(both, send_in, personal, monkeypatch):
    coordinator, _ = both
    referrals = [send_in() for _ in range(2)]
    with monkeypatch.context() as patched:
        patched.setattr(resealing, "_records", stop)
        with pytest.raises(Crash):
            call_command("rotate_keys", with_recovery_key_file=personal.recovery_file, to=["coordinator"])
    late = send_in()
    call_command("rotate_keys", with_recovery_key_file=personal.recovery_file, to=["coordinator"])
    unlock(coordinator)
    assert all(opens(coordinator, referral) for referral in [*referrals, late])


def test_no_new_key_is_made_for_nobody(both, personal):
    PersonalKey.objects.all().delete()
    with pytest.raises(CommandError, match="Nobody would have the new key"):
        call_command("rotate_keys", with_recovery_key_file=personal.recovery_file, to=["coordinator"])
    assert key_id(personal.ring.recipients()[0]) == key_id(_public(personal))


def _public(personal):
    return str(pyrage.x25519.Identity.from_str(personal.intake_key).to_public())


def test_the_keys_are_checked_with_a_copy(both, say, capsys):
    say(PASSPHRASE)
    call_command("check_keys", "--as", "coordinator")
    assert "The intake key opens what the public side seals." in capsys.readouterr().out


def test_without_a_colleague_the_commands_say_what_they_lack(both, personal):
    for command in ("rotate_keys", "check_keys"):
        with pytest.raises(CommandError, match="Name the intake key"):
            call_command(command)
    assert isinstance(personal.ring, Keyring)
