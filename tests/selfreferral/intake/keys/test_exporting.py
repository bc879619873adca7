"""A letter leaves the database sealed and on record, and the drill: stock `age` opens it with the recovery key alone."""

import json
import stat
import subprocess
import uuid

import pytest
from django.core.management import CommandError

from selfreferral.intake.models import Deed, KeyDeed
from selfreferral.models import Letter
from tests import programs


@pytest.fixture
def letter(letters):
    return letters[3]


@pytest.fixture
def file(tmp_path):
    return tmp_path / "letter.age"


def _age(key_file, file):
    command = [programs.age(), "--decrypt", "-i", key_file, file]
    return subprocess.run(command, check=True, capture_output=True, env={}).stdout


@pytest.mark.parametrize("changed", [False, True], ids=["as it came in", "after a change of keys"])
def test_the_drill_the_age_program_opens_it_with_the_recovery_key_alone(keys, run, letter, file, changed):
    if changed:
        run("rotate_keys")
        run("rotate_keys", "--retire", keys.ids()[1])
    run("export_letter", letter.pk, "--to", file)
    keys.ring.key_file.unlink()
    content = json.loads(_age(keys.recovery_file, file))
    assert (content["id"], content["kind"]) == (str(letter.pk), "referral")
    assert content["answers"]["name"].startswith("Naam ")


def test_the_file_is_sealed_and_for_its_owner_only(run, letter, file):
    run("export_letter", letter.pk, "--to", file)
    assert file.read_bytes() == bytes(letter.sealed)
    assert b"Naam" not in file.read_bytes()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_no_key_is_needed(keys, run, letter, file, settings):
    keys.ring.key_file.unlink()
    del settings.INTAKE_KEY_FILE
    run("export_letter", letter.pk, "--to", file)
    assert file.exists()


@pytest.mark.parametrize("shape", [str, lambda pk: pk.hex, lambda pk: pk.hex[:8].upper()])
def test_it_is_found_by_its_id_and_by_what_intake_calls_it(run, letter, file, shape):
    assert str(letter.pk) in run("export_letter", shape(letter.pk), "--to", file)


def test_it_is_recorded_and_intake_can_see_that(run, letter, file, intake_worker):
    run("export_letter", letter.pk, "--to", file)
    record = KeyDeed.objects.get(deed=Deed.EXPORTED)
    assert (record.subject, record.keys) == (letter.pk, letter.key_id)
    assert record.by
    page = intake_worker.client.get(f"/beheer/aanmeldingen/{letter.pk}/").text
    assert "verzegeld naar een bestand gekopieerd" in page
    assert record.by in page


def test_it_is_recorded_before_the_file_is_there(run, letter, tmp_path):
    with pytest.raises(CommandError):
        run("export_letter", letter.pk, "--to", tmp_path / "nowhere" / "letter.age")
    assert KeyDeed.objects.filter(deed=Deed.EXPORTED).count() == 1


def test_a_file_that_is_there_is_left_as_it_is(run, letter, file):
    file.write_text("mine")
    with pytest.raises(CommandError, match="exists already"):
        run("export_letter", letter.pk, "--to", file)
    assert file.read_text() == "mine"


@pytest.mark.parametrize("name", ["", "x", "1234567", "zzzzzzzz", "%", str(uuid.UUID(int=0)), "00000000"])
def test_a_letter_that_is_not_there_is_said(run, letter, file, name):
    with pytest.raises(CommandError, match=r"no such letter|Name the letter"):
        run("export_letter", name, "--to", file)
    assert not file.exists()


def test_two_letters_that_are_called_the_same_are_not_confused(run, letter, file):
    Letter.objects.create(
        id=uuid.UUID(f"{letter.pk.hex[:8]}{'f' * 24}"),
        **{name: getattr(letter, name) for name in ("kind", "key_id", "sealed", "receipt_digest", "received_at")},
    )
    with pytest.raises(CommandError, match="give the whole id"):
        run("export_letter", letter.pk.hex[:8], "--to", file)
    run("export_letter", letter.pk, "--to", file)
