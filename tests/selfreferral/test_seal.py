"""A letter is closed to two keys at least, and opens with a program that is not ours."""

import json
import subprocess
import uuid

import pyrage
import pytest
from django.conf import settings as django_settings
from django.core.exceptions import ImproperlyConfigured

from selfreferral.envelope import unpack
from selfreferral.seal import key_id, seal
from tests import programs

pytestmark = pytest.mark.pure

ANSWERS = {"name": "Noor", "message": "Graag ’s ochtends ☎", "call_times": ["morning"], "consent": True}


@pytest.fixture
def letter_id() -> uuid.UUID:
    return uuid.uuid4()


@pytest.fixture
def sealed(letter_id):
    return seal(letter_id=letter_id, kind="referral", answers=ANSWERS)


@pytest.fixture
def intake_key() -> str:
    lines = django_settings.INTAKE_KEY_FILE.read_text().splitlines()
    return next(line for line in lines if not line.startswith("#"))


def test_the_intake_key_opens_a_letter(sealed, letter_id, intake_key):
    assert unpack(_open(sealed, intake_key), letter_id=letter_id, kind="referral") == ANSWERS


def test_the_recovery_key_opens_the_same_letter(sealed, letter_id, recovery_key):
    assert unpack(_open(sealed, recovery_key), letter_id=letter_id, kind="referral") == ANSWERS


def test_any_other_key_does_not(sealed):
    with pytest.raises(pyrage.DecryptError):
        _open(sealed, str(pyrage.x25519.Identity.generate()))


def test_a_stock_age_program_opens_an_exported_letter_with_the_recovery_key(sealed, letter_id, recovery_key, tmp_path):
    (tmp_path / "recovery.key").write_text(f"{recovery_key}\n")
    (tmp_path / "letter.age").write_bytes(sealed.content)
    command = [programs.age(), "--decrypt", "-i", tmp_path / "recovery.key", tmp_path / "letter.age"]
    opened = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    assert opened == {"v": 1, "id": str(letter_id), "kind": "referral", "answers": ANSWERS}


def test_the_letter_names_the_intake_key_it_was_sealed_to(sealed, intake_key):
    public_half = str(pyrage.x25519.Identity.from_str(intake_key).to_public())
    assert sealed.key_id == key_id(public_half)


def test_the_same_answers_never_look_the_same_twice(sealed, letter_id):
    assert seal(letter_id=letter_id, kind="referral", answers=ANSWERS).content != sealed.content


@pytest.mark.parametrize("kept", [0, 1])
def test_sealing_to_fewer_than_two_keys_is_refused(kept, settings, letter_id):
    settings.RECIPIENTS = settings.RECIPIENTS[:kept]
    with pytest.raises(ImproperlyConfigured, match="at least two recipients"):
        seal(letter_id=letter_id, kind="referral", answers=ANSWERS)


def test_one_key_written_twice_is_not_two_keys(settings, letter_id):
    settings.RECIPIENTS = settings.RECIPIENTS[:1] * 2
    with pytest.raises(ImproperlyConfigured, match="at least two recipients"):
        seal(letter_id=letter_id, kind="referral", answers=ANSWERS)


def _open(sealed, key: str) -> bytes:
    return pyrage.decrypt(sealed.content, [pyrage.x25519.Identity.from_str(key)])
