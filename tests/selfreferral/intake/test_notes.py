"""Notes are sealed at rest like letters, and come out only with the referral they belong to."""

import pytest
from django.urls import reverse

from selfreferral.intake import queue
from selfreferral.intake.models import AccessRecord, Note

TEXT = "Belt liever na zessen <b>Noor</b>"


@pytest.fixture
def note(referral, intake_worker, now):
    return queue.add_note(referral_id=referral.pk, person=intake_worker.user, text=TEXT, now=now)


def _opened(referral, player, now):
    return queue.open_referral(referral_id=referral.pk, person=player.user, now=now)


def test_a_note_is_sealed_at_rest(note):
    stored = bytes(Note.objects.get().sealed)
    assert stored.startswith(b"age-encryption.org/v1\n")
    assert b"zessen" not in stored


def test_a_note_comes_out_with_its_referral(note, referral, intake_worker, now):
    (opened,) = _opened(referral, intake_worker, now).notes
    assert (opened.text, opened.author, opened.written_at) == (TEXT, intake_worker.user, now)


def test_writing_a_note_opens_nothing(note):
    assert not AccessRecord.objects.exists()


def test_a_note_moved_to_another_referral_does_not_open(note, send_in, intake_worker, now):
    other = send_in()
    Note.objects.update(referral=other)
    assert _opened(other, intake_worker, now).notes[0].text is None


def test_a_letter_in_the_place_of_a_note_does_not_open(note, referral, intake_worker, now):
    Note.objects.update(sealed=referral.letter.sealed)
    assert _opened(referral, intake_worker, now).notes[0].text is None


def test_a_note_is_kept_and_shown_as_text(referral, intake_worker):
    address = reverse("aanmeldingen:add_note", kwargs={"referral_id": referral.pk})
    page = intake_worker.client.post(address, {"text": TEXT}, follow=True)
    assert "De notitie is bewaard." in page.text
    assert "Belt liever na zessen &lt;b&gt;Noor&lt;/b&gt;" in page.text


@pytest.mark.parametrize("text", ["", "   \n ", "x" * 10_001])
def test_an_empty_or_endless_note_is_refused_in_one_sentence(referral, intake_worker, text):
    address = reverse("aanmeldingen:add_note", kwargs={"referral_id": referral.pk})
    page = intake_worker.client.post(address, {"text": text}, follow=True)
    assert "Schrijf eerst iets op." in page.text or "Maak de tekst korter" in page.text
    assert not Note.objects.exists()
