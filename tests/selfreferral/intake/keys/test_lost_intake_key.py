"""The intake key is lost: with a copy of the database and the recovery key all letters open again."""

import pytest
from django.core.management import CommandError

from selfreferral.intake import queue
from selfreferral.intake.models import Note
from tests.selfreferral.opening import new_key, opened, sealed_rows

pytestmark = pytest.mark.usefixtures("letters")


@pytest.fixture
def lost(keys):
    keys.ring.key_file.unlink()


def test_letters_are_sealed_to_a_new_intake_key(lost, keys, run, intake_worker, now):
    recovery = keys.ring.recipients()[1]
    run("rotate_keys", "--with-recovery-key-file", keys.recovery_file)
    assert keys.ring.recipients() == (keys.ring.publics()[0], recovery)
    assert len(sealed_rows()) == 6
    assert all(opened(row, keys.private()[0]) and opened(row, keys.recovery_key) for row in sealed_rows())
    note = Note.objects.get()
    assert queue.open_referral(referral_id=note.referral_id, person=intake_worker.user, now=now).notes[0].text == "Gebeld"


def test_the_recovery_key_is_kept_nowhere(lost, keys, run):
    said = run("rotate_keys", "--with-recovery-key-file", keys.recovery_file)
    written = [path.read_text() for path in keys.folder.rglob("*") if path.is_file()]
    assert not any(keys.recovery_key in text for text in [said, *written])


def test_the_new_key_file_is_for_its_owner_only(lost, keys, run):
    run("rotate_keys", "--with-recovery-key-file", keys.recovery_file)
    assert keys.ring.key_file.stat().st_mode & 0o777 == 0o600


def test_stopped_half_way_it_goes_on_with_the_same_new_key(lost, keys, run, letters):
    run("rotate_keys", "--with-recovery-key-file", keys.recovery_file)
    ids = keys.ids()
    type(letters[0]).objects.filter(pk=letters[0].pk).update(sealed=letters[0].sealed, key_id=letters[0].key_id)
    assert "1 letters" in run("rotate_keys", "--with-recovery-key-file", keys.recovery_file)
    assert keys.ids() == ids


@pytest.mark.parametrize("step", range(1, 7))
def test_stopped_at_any_step_of_the_key_files_it_can_be_given_again(lost, keys, run, crash_at, step):
    with crash_at(step):
        run("rotate_keys", "--with-recovery-key-file", keys.recovery_file)
    run("rotate_keys", "--with-recovery-key-file", keys.recovery_file)
    assert keys.ring.recipients()[0] == keys.ring.publics()[0]
    assert all(opened(row, keys.private()[0]) and opened(row, keys.recovery_key) for row in sealed_rows())


def test_without_the_recovery_key_nothing_changes(lost, keys, run):
    with pytest.raises(CommandError, match="give the recovery key"):
        run("rotate_keys")
    assert not keys.ring.key_file.exists()


NO_RECOVERY_KEYS = {"gone": None, "empty": "", "no key": "AGE-SECRET-KEY-1NOTAKEY", "another": new_key()[0]}


@pytest.mark.parametrize("content", NO_RECOVERY_KEYS.values(), ids=NO_RECOVERY_KEYS)
def test_a_recovery_key_that_is_none_makes_no_new_key(lost, keys, run, content):
    keys.recovery_file.unlink() if content is None else keys.recovery_file.write_text(content)
    with pytest.raises(CommandError, match="recovery key") as refused:
        run("rotate_keys", "--with-recovery-key-file", keys.recovery_file)
    assert "SECRET" not in str(refused.value)
    assert not keys.ring.key_file.exists()


def test_the_intake_key_is_no_recovery_key(keys, run):
    with pytest.raises(CommandError, match="is a recovery key: letters are not sealed to it"):
        run("rotate_keys", "--with-recovery-key-file", keys.ring.key_file)
