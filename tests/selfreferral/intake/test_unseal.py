"""Only the letter of this row, whole, sealed to a key we have, opens; what fails says nothing of the content."""

import logging
import uuid

import pyrage
import pytest
from django.urls import reverse

from selfreferral.intake import queue
from selfreferral.intake.models import AccessRecord
from selfreferral.intake.unseal import CannotOpenError, unseal
from selfreferral.models import Letter
from selfreferral.seal import seal

LETTER_ID = uuid.uuid4()
SECRET = "Noor van de Kerkstraat"


@pytest.fixture
def sealed() -> bytes:
    return seal(letter_id=LETTER_ID, kind="referral", answers={"name": SECRET}).content


@pytest.mark.pure
def test_the_intake_key_opens_what_was_sealed(sealed):
    assert unseal(sealed, letter_id=LETTER_ID, kind="referral") == {"name": SECRET}


@pytest.mark.pure
@pytest.mark.parametrize(("letter_id", "kind"), [(uuid.uuid4(), "referral"), (LETTER_ID, "withdrawal"), (LETTER_ID, "note")])
def test_a_letter_of_another_row_or_kind_is_refused(sealed, letter_id, kind):
    with pytest.raises(CannotOpenError) as refused:
        unseal(sealed, letter_id=letter_id, kind=kind)
    assert SECRET not in str(refused.value)


@pytest.mark.pure
@pytest.mark.parametrize("place", [0, 40, -1])
def test_a_tampered_letter_is_refused(sealed, place):
    tampered = bytearray(sealed)
    tampered[place] ^= 1
    with pytest.raises(CannotOpenError):
        unseal(bytes(tampered), letter_id=LETTER_ID, kind="referral")


@pytest.mark.pure
@pytest.mark.parametrize("length", [0, 10, -1])
def test_a_letter_cut_short_is_refused(sealed, length):
    with pytest.raises(CannotOpenError):
        unseal(sealed[:length], letter_id=LETTER_ID, kind="referral")


@pytest.mark.pure
def test_a_letter_to_another_key_is_refused(sealed, settings, tmp_path):
    settings.INTAKE_KEY_FILE = _key_file(tmp_path, str(pyrage.x25519.Identity.generate()))
    with pytest.raises(CannotOpenError, match="another key"):
        unseal(sealed, letter_id=LETTER_ID, kind="referral")


@pytest.mark.pure
def test_a_former_key_in_the_file_still_opens(sealed, settings, tmp_path):
    former = settings.INTAKE_KEY_FILE.read_text()
    settings.INTAKE_KEY_FILE = _key_file(tmp_path, f"# new\n{pyrage.x25519.Identity.generate()}\n\n{former}")
    assert unseal(sealed, letter_id=LETTER_ID, kind="referral") == {"name": SECRET}


@pytest.mark.pure
@pytest.mark.parametrize("content", ["", "# only a comment\n", "AGE-SECRET-KEY-1NOTAKEY\n", "hallo\n"])
def test_a_key_file_without_a_key_is_said_without_quoting_it(sealed, settings, tmp_path, content):
    settings.INTAKE_KEY_FILE = _key_file(tmp_path, content)
    with pytest.raises(CannotOpenError, match="intake key") as refused:
        unseal(sealed, letter_id=LETTER_ID, kind="referral")
    assert "NOTAKEY" not in str(refused.value)


@pytest.mark.pure
def test_a_missing_key_file_is_said(sealed, settings, tmp_path):
    settings.INTAKE_KEY_FILE = tmp_path / "nowhere"
    with pytest.raises(CannotOpenError, match="cannot be read"):
        unseal(sealed, letter_id=LETTER_ID, kind="referral")


def test_letters_swapped_between_rows_are_refused(send_in, intake_worker, now):
    one, other = send_in(name="Een"), send_in(name="Ander")
    Letter.objects.filter(pk=one.pk).update(sealed=Letter.objects.get(pk=other.pk).sealed)
    assert queue.open_referral(referral_id=one.pk, person=intake_worker.user, now=now).answers is None
    assert queue.open_referral(referral_id=other.pk, person=intake_worker.user, now=now).answers["name"] == "Ander"


def test_a_letter_that_does_not_open_is_told_to_the_worker_and_logged_without_content(send_in, intake_worker, caplog):
    referral = send_in(name=SECRET)
    Letter.objects.filter(pk=referral.pk).update(sealed=b"age-encryption.org/v1 broken")
    with caplog.at_level(logging.ERROR):
        page = intake_worker.client.get(reverse("aanmeldingen:referral", kwargs={"referral_id": referral.pk}))
    assert "Deze aanmelding gaat niet open" in page.text
    assert str(referral.pk) in caplog.text
    assert SECRET not in caplog.text
    assert AccessRecord.objects.count() == 1


def _key_file(folder, content):
    path = folder / "intake.key"
    path.write_text(content)
    return path
