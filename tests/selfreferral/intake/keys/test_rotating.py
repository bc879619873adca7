"""A change of keys closes every letter and note anew, changes nothing else about them, and can be given again."""

import re

import pyrage
import pytest
from django.core.management import CommandError
from django.db import connection

from perspectief.operations import key_files
from selfreferral.intake import queue, resealing
from selfreferral.intake.models import AccessRecord, Deed, KeyDeed, Note
from selfreferral.models import Letter
from tests.selfreferral.opening import new_key, opened, sealed_rows

pytestmark = pytest.mark.usefixtures("letters")


def _rows():
    return list(Letter.objects.order_by("pk").values("id", "kind", "receipt_digest", "received_at"))


def _contents(key):
    return {row.pk: opened(row, key) for row in sealed_rows()}


def test_every_letter_and_note_opens_with_the_new_key_and_the_recovery_key_and_not_with_the_old(keys, run):
    old, before = keys.private()[0], _contents(keys.recovery_key)
    assert len(before) == 6
    run("rotate_keys")
    new = keys.private()[0]
    assert _contents(new) == _contents(keys.recovery_key) == before
    for row in sealed_rows():
        with pytest.raises(pyrage.DecryptError):
            opened(row, old)


def test_nothing_else_about_a_letter_changes_but_the_id_of_its_key(keys, run):
    before = _rows()
    run("rotate_keys")
    assert _rows() == before
    assert {row.key_id for row in sealed_rows()} == {keys.ids()[0]}


def test_new_letters_go_to_the_new_key_in_a_process_that_was_running(keys, run, send_in):
    run("rotate_keys")
    letter = Letter.objects.get(pk=send_in(name="Later").pk)
    assert letter.key_id == keys.ids()[0]
    assert opened(letter, keys.private()[0])["name"] == opened(letter, keys.recovery_key)["name"] == "Later"


def test_intake_opens_everything_before_and_after(letters, run, intake_worker, now):
    for _ in range(2):
        for letter in letters:
            assert queue.open_referral(referral_id=letter.pk, person=intake_worker.user, now=now).answers
        run("rotate_keys")


def test_every_letter_that_was_closed_anew_is_recorded_once_and_nobody_is_said_to_have_looked(run):
    run("rotate_keys")
    subjects = KeyDeed.objects.filter(deed=Deed.RESEALED).values_list("subject", flat=True)
    assert sorted(subjects) == sorted(row.pk for row in sealed_rows())
    assert not AccessRecord.objects.exists()


def test_the_change_is_recorded_before_a_letter_is_opened(run, monkeypatch):
    seen = []

    def look(*args, **kwargs):
        seen.append(KeyDeed.objects.filter(deed=Deed.ROTATED).count())

    monkeypatch.setattr(resealing, "reseal", look)
    with pytest.raises(CommandError):
        run("rotate_keys")
    assert seen == [1] * 6


def test_the_worker_sees_on_the_referral_what_the_machine_did(run, letters, intake_worker):
    run("rotate_keys")
    page = intake_worker.client.get(f"/beheer/aanmeldingen/{letters[0].pk}/").text
    assert "opnieuw verzegeld, door niemand gelezen" in page


@pytest.mark.parametrize("batch", [1, 2, 1000])
def test_batches_of_any_size_do_them_all(keys, run, batch):
    assert "6 letters and notes were sealed anew." in run("rotate_keys", "--batch", batch)
    assert {row.key_id for row in sealed_rows()} == {keys.ids()[0]}


@pytest.mark.parametrize("batch", [0, -1, 1001])
def test_a_batch_that_is_none_is_refused_before_a_key_is_made(keys, run, batch):
    with pytest.raises(CommandError, match="A batch is 1 to 1000 letters"):
        run("rotate_keys", "--batch", batch)
    assert len(keys.ids()) == 1


def test_given_again_it_makes_no_third_key_and_has_nothing_left_to_do(keys, run):
    run("rotate_keys")
    ids = keys.ids()
    assert "0 letters and notes were sealed anew." in run("rotate_keys")
    assert keys.ids() == ids


def test_a_letter_that_no_key_opens_is_left_as_it_is_and_said(keys, run, letters):
    Letter.objects.filter(pk=letters[2].pk).update(sealed=b"age-encryption.org/v1 broken")
    with pytest.raises(CommandError, match=f"1 letters or notes open with none of these keys.*{letters[2].pk}"):
        run("rotate_keys", "--batch", 2)
    rows = sealed_rows()
    assert [row.pk for row in rows if row.key_id != keys.ids()[0]] == [letters[2].pk]
    assert bytes(Letter.objects.get(pk=letters[2].pk).sealed) == b"age-encryption.org/v1 broken"


def test_a_letter_moved_from_another_row_is_still_refused_afterwards(run, letters, intake_worker, now):
    Letter.objects.filter(pk=letters[0].pk).update(sealed=letters[1].sealed)
    run("rotate_keys")
    assert queue.open_referral(referral_id=letters[0].pk, person=intake_worker.user, now=now).answers is None


def test_no_private_key_is_printed_or_logged(keys, run, caplog):
    said = run("rotate_keys") + run("rotate_keys", "--retire", keys.ids()[1]) + caplog.text
    assert "AGE-SECRET-KEY-" not in said.upper()


@pytest.mark.parametrize("step", range(1, 7))
def test_stopped_at_any_step_of_the_key_files_nothing_is_lost_and_it_goes_on(keys, run, crash_at, send_in, step):
    with crash_at(step):
        run("rotate_keys")
    letter = Letter.objects.get(pk=send_in(name="Tussendoor").pk)
    assert any(letter.key_id == name for name in keys.ids())
    run("rotate_keys")
    assert len(keys.ids()) == 2
    assert {row.key_id for row in sealed_rows()} == {keys.ids()[0]}
    assert len(_contents(keys.private()[0])) == 7


def test_the_former_key_is_done_away_with_when_asked(keys, run):
    former = keys.ids()[0]
    assert f"--retire {former}" in run("rotate_keys")
    run("rotate_keys", "--retire", former)
    assert former not in keys.ids()
    assert len(keys.ids()) == 1
    assert len(re.findall("public key", keys.ring.key_file.read_text())) == 1
    assert KeyDeed.objects.filter(deed=Deed.RETIRED, keys=former).count() == 1
    assert len(_contents(keys.private()[0])) == 6


def test_after_that_keys_can_be_changed_again(keys, run):
    for _ in range(2):
        run("rotate_keys")
        run("rotate_keys", "--retire", keys.ids()[1])
    assert len(_contents(keys.private()[0])) == 6


def _put_back_one(old_rows):
    row = old_rows[0]
    type(row).objects.filter(pk=row.pk).update(sealed=row.sealed, key_id=row.key_id)


@pytest.mark.parametrize("lies", [False, True], ids=["as it says", "under the name of the new key"])
def test_a_key_that_one_letter_still_needs_is_kept(keys, run, letters, lies):
    run("rotate_keys")
    if lies:
        letters[0].key_id = keys.ids()[0]
    _put_back_one(letters)
    with pytest.raises(CommandError, match="1 letters or notes open with this key only"):
        run("rotate_keys", "--retire", keys.ids()[1])
    assert len(keys.ids()) == 2


def test_a_key_that_one_note_still_needs_is_kept(keys, run):
    notes = list(Note.objects.all())
    run("rotate_keys")
    _put_back_one(notes)
    with pytest.raises(CommandError, match="1 letters or notes open with this key only"):
        run("rotate_keys", "--retire", keys.ids()[1])


def test_the_present_key_and_an_unknown_one_are_not_done_away_with(keys, run):
    with pytest.raises(CommandError, match="New letters are sealed to this key"):
        run("rotate_keys", "--retire", keys.ids()[0])
    with pytest.raises(CommandError, match="There is no such key"):
        run("rotate_keys", "--retire", "0" * 16)
    assert len(keys.ids()) == 1


def test_a_change_of_keys_while_another_one_runs_is_refused(keys, run):
    with key_files.alone(keys.ring.recipients_file.parent), pytest.raises(CommandError, match="Another command"):
        run("rotate_keys")
    assert len(keys.ids()) == 1


@pytest.mark.parametrize("content", [None, "", "AGE-SECRET-KEY-1NOTAKEY", "half"])
def test_without_a_usable_key_file_nothing_changes_and_one_sentence_says_so(keys, run, content):
    recipients = keys.ring.recipients()
    keys.ring.key_file.unlink() if content is None else keys.ring.key_file.write_text(content)
    with pytest.raises(CommandError, match="intake key") as refused:
        run("rotate_keys")
    assert "NOTAKEY" not in str(refused.value)
    assert keys.ring.recipients() == recipients
    assert not KeyDeed.objects.exists()


def test_another_key_than_letters_are_sealed_to_is_refused(keys, run):
    keys.ring.key_file.write_text(f"{new_key()[0]}\n")
    recipients = keys.ring.recipients()
    with pytest.raises(CommandError, match="The intake key is not in"):
        run("rotate_keys")
    assert keys.ring.recipients() == recipients


def test_a_process_without_the_key_is_told_to_name_it(keys, run, settings):
    del settings.INTAKE_KEY_FILE
    with pytest.raises(CommandError, match="--intake-key-file"):
        run("rotate_keys")
    run("rotate_keys", "--intake-key-file", keys.ring.key_file)
    assert len(keys.ids()) == 2


def test_when_the_database_is_away_no_key_is_made(keys, run):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE selfreferral_letter RENAME TO away")
    with pytest.raises(CommandError, match="The database does not answer"):
        run("rotate_keys")
    assert len(keys.ids()) == 1
