"""A referral is found by what somebody says on the telephone; the page, the address and the record say nothing of it."""

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from selfreferral.intake import queue
from selfreferral.intake.models import AccessRecord, BlindIndex, Part
from selfreferral.models import Kind
from tests.selfreferral.intake.later_letters import send_later

CLIENT = {
    "route": "client",
    "professional_name": "Sam Bakker",
    "professional_phone": "+31302340045",
    "professional_email": "sam@werk.example",
}


@pytest.fixture
def search(intake_worker):
    """The references that are found."""

    def references(text):
        found = queue.search(text=text, person=intake_worker.user, now=timezone.now())
        return [referral.reference for referral in found.referrals]

    return references


@pytest.mark.parametrize(
    "text",
    ["Zoë", "zoe", "ZOË DE VRIES", "vries zoe", "  Zoë,  de   Vries ", "de vries", "Zoe\u0308 de Vries"],
)
def test_a_name_is_found_whole_or_in_part_however_it_is_written(search, send_in, text):
    send_in(name="Anna Jansen")
    referral = send_in(name="Zoë de Vries")
    assert search(text) == [referral.reference]


@pytest.mark.parametrize("text", ["Zoë Jansen", "Zo", "Zoëen", "Vriesje", "de Vries Zoë Anna", "", "   ", "-", "Z"])
def test_every_word_has_to_be_there(search, send_in, text):
    send_in(name="Zoë de Vries"), send_in(name="Anna Jansen")
    assert search(text) == []


@pytest.mark.parametrize("text", ["0612345678", "06 12 34 56 78", "+31 6 1234 5678", "0031612345678", "06-12345678"])
def test_a_number_is_found_in_any_notation(search, send_in, text):
    send_in(phone="+31687654321")
    referral = send_in(phone="+31612345678")
    assert search(text) == [referral.reference]


@pytest.mark.parametrize("text", ["noor@post.example", "NOOR@Post.Example ", "Noor@post.example"])
def test_an_address_is_found_whatever_its_capitals(search, send_in, text):
    send_in(email="noora@post.example")
    referral = send_in(email="Noor@post.example")
    assert search(text) == [referral.reference]


@pytest.mark.parametrize("text", ["030 234 00 45", "sam@werk.example", "Bakker"])
def test_whoever_speaks_for_somebody_finds_it_too(search, send_in, text):
    send_in()
    referral = send_in(**CLIENT)
    assert search(text) == [referral.reference]


@pytest.mark.parametrize("say", [str, str.lower, lambda text: f" {text} "])
def test_a_reference_is_found(search, send_in, say):
    send_in()
    referral = send_in()
    assert search(say(referral.reference)) == [referral.reference]


def test_a_number_that_was_corrected_is_found_and_the_former_not_any_more(search, referral):
    assert search("0612345678") == [referral.reference]
    send_later(referral, Kind.CORRECTION, {"channel": "phone", "phone": "+31687654321"})
    assert search("0687654321") == [referral.reference]
    assert search("0612345678") == []
    assert search("Noor") == [referral.reference]


@pytest.mark.parametrize("kind", [Kind.WITHDRAWAL, Kind.ERASURE])
def test_who_stopped_is_found_by_number_only_and_nothing_is_left_to_search_by(search, referral, kind):
    assert search("Noor") == [referral.reference]
    send_later(referral, kind, {})
    assert search("Noor") == []
    assert not BlindIndex.objects.exists()
    assert search(referral.reference) == [referral.reference]


def test_the_newest_is_first_and_more_than_a_page_is_said(intake_worker, send_in):
    referrals = [send_in(hours=hours) for hours in range(1, 28)]
    answer = intake_worker.client.post(reverse("aanmeldingen:find"), {"what": "Noor"})
    assert answer.text.count("Openen <span") == 25
    assert answer.text.index(referrals[0].reference) < answer.text.index(referrals[1].reference)
    assert "De nieuwste 25." in answer.text


def test_that_somebody_searched_is_on_record_and_not_what(search, intake_worker, referral):
    search("Noor")
    record = AccessRecord.objects.get()
    assert (record.part, record.person, record.referral) == (Part.SEARCH, intake_worker.user, None)
    values = AccessRecord.objects.values_list()
    assert "oor" not in str(list(values)).replace("intaker", "")


def test_a_search_that_cannot_be_recorded_finds_nothing(intake_worker, referral, monkeypatch):
    def refuse(**kwargs):
        raise PermissionDenied

    monkeypatch.setattr("selfreferral.intake.accesslog.record", refuse)
    with pytest.raises(PermissionDenied):
        queue.search(text="Noor", person=intake_worker.user, now=timezone.now())


def test_the_page_shows_nothing_of_what_was_said_but_what_was_typed(intake_worker, referral):
    answer = intake_worker.client.post(reverse("aanmeldingen:find"), {"what": "0612345678"})
    assert referral.reference in answer.text
    assert "Noor" not in answer.text
    assert "no-store" in answer.headers["Cache-Control"]


def test_nothing_is_searched_through_an_address(intake_worker, referral):
    assert intake_worker.client.get(reverse("aanmeldingen:find") + "?what=Noor").status_code == 405
    assert not AccessRecord.objects.exists()


def test_seeing_the_queue_is_not_searching_it(editor, referral):
    editor.user.user_permissions.add(Permission.objects.get(codename="view_queue"))
    assert "Zoek op naam" not in editor.client.get(reverse("aanmeldingen:queue")).text
    assert editor.client.post(reverse("aanmeldingen:find"), {"what": "Noor"}).status_code == 403
    with pytest.raises(PermissionDenied):
        queue.search(text="Noor", person=editor.user, now=timezone.now())
