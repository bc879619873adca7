"""What somebody sends later comes to who opens the referral: in order, behind the same door, and it holds at once."""

import pytest
from django.db import connection
from django.urls import reverse

from selfreferral.intake import queue
from selfreferral.intake.models import AccessRecord, Outcome, Referral
from selfreferral.intake.queue import opening
from selfreferral.models import Kind, Letter

POST = {"channel": "post", "address": "Kerkstraat 1", "read_by_others": "yes"}
OTHER = {"channel": "other_person", "other_name": "Sam", "other_phone": "+31302340045", "other_knows": "yes"}
STOPPED = "niet meer benaderen"


@pytest.fixture
def look(intake_worker, now):
    return lambda referral: queue.open_referral(referral_id=referral.pk, person=intake_worker.user, now=now)


@pytest.fixture
def page(intake_worker):
    return lambda referral: intake_worker.client.get(reverse("aanmeldingen:referral", args=[referral.pk])).text


@pytest.fixture
def listed(intake_worker):
    return lambda query="": intake_worker.client.get(reverse("aanmeldingen:queue") + query).text


def _plan(page):
    return page.partition('id="plan-heading"')[2].partition("</section>")[0]


def test_later_letters_come_in_order_of_arrival(look, referral, write):
    write(referral, Kind.ADDITION, {"addition": "Twee"}, minutes=2)
    write(referral, Kind.ADDITION, {"addition": "Een"}, minutes=1)
    write(referral, Kind.WITHDRAWAL, minutes=3)
    assert [letter.kind for letter in look(referral).later] == [Kind.ADDITION, Kind.ADDITION, Kind.WITHDRAWAL]
    assert [letter.answers for letter in look(referral).later] == [{"addition": "Een"}, {"addition": "Twee"}, {}]


def test_the_look_is_committed_before_a_later_letter_is_decrypted(committing, look, referral, write, monkeypatch):
    write(referral, Kind.ADDITION, {"addition": "Een"})
    seen = []

    def unseal(sealed, *, letter_id, kind, person):
        seen.append((kind, connection.in_atomic_block, AccessRecord.objects.count()))
        return {}

    monkeypatch.setattr(opening, "unseal", unseal)
    look(referral)
    assert seen == [(Kind.REFERRAL, False, 1), (Kind.ADDITION, False, 1)]


def test_a_correction_replaces_how_contact_is_safe_and_the_former_way_can_still_be_read(page, referral, write):
    write(referral, Kind.CORRECTION, POST)
    text = page(referral)
    assert "Niet bellen. Schrijf alleen een brief." in _plan(text)
    former = text.partition('<details class="former">')[2].partition("</details>")[0]
    assert "Vervallen" in former
    assert "Zeggen dat Perspectief belt" in former


def test_the_last_correction_holds(look, referral, write):
    write(referral, Kind.CORRECTION, POST, minutes=1)
    write(referral, Kind.CORRECTION, OTHER, minutes=2)
    told = look(referral).told
    assert "Sam" in told.plan[0].detail
    assert not {"address", "phone", "may_say_who"} & set(told.answers)
    assert len(told.former) == 2


def test_a_client_who_names_somebody_is_not_called_through_the_professional_any_more(look, send_in, write):
    referral = send_in(route="client", channel="other_person", professional_name="Jet", professional_phone="+31302340045")
    assert look(referral).told.plan[0].text.startswith("Bel de cliënt niet.")
    write(referral, Kind.CORRECTION, OTHER)
    assert "Sam" in look(referral).told.plan[0].detail


def test_a_correction_changes_nothing_but_how_to_reach_somebody(look, referral, write):
    write(referral, Kind.CORRECTION, {**POST, "name": "Iemand anders", "contact_ban": "no"})
    answers = look(referral).told.answers
    assert answers["name"] == "Noor"
    assert "contact_ban" not in answers


def test_a_correction_that_does_not_open_leaves_no_safe_way(page, referral, write):
    letter = write(referral, Kind.CORRECTION, POST)
    Letter.objects.filter(pk=letter.pk).update(sealed=b"damaged")
    plan = _plan(page(referral))
    assert "De laatste wijziging gaat niet open." in plan
    assert "Neem geen contact op." in plan
    assert "Toon het" not in plan


def test_what_was_sent_later_is_shown_also_when_the_first_letter_does_not_open(page, referral, write):
    write(referral, Kind.ADDITION, {"addition": "Bel niet op zondag."})
    Letter.objects.filter(kind=Kind.REFERRAL).update(sealed=b"damaged")
    text = page(referral)
    assert "Deze aanmelding gaat niet open" in text
    assert "Bel niet op zondag." in text


@pytest.mark.parametrize("kind", [Kind.WITHDRAWAL, Kind.ERASURE])
def test_who_withdrew_is_not_called(page, intake_worker, referral, write, kind):
    write(referral, kind)
    text = page(referral)
    assert STOPPED in _plan(text)
    assert "Bel alleen het opgegeven nummer" not in text
    assert "Neem op mij" not in text
    answer = intake_worker.client.post(reverse("aanmeldingen:take", args=[referral.pk]), follow=True)
    assert STOPPED in answer.text
    assert Referral.objects.get().handler is None
    assert "Noor" in text.partition("Wat er in de aanmelding stond")[2]


@pytest.mark.parametrize(
    ("kinds", "label"),
    [
        ([Kind.WITHDRAWAL], "Ingetrokken"),
        ([Kind.ERASURE], "Verwijdering gevraagd"),
        ([Kind.WITHDRAWAL, Kind.ERASURE], "Verwijdering gevraagd en ingetrokken"),
        ([Kind.ADDITION], "Nieuw bericht"),
        ([Kind.CORRECTION], "Nieuw bericht"),
    ],
)
def test_the_list_says_what_was_asked_since(listed, referral, write, kinds, label):
    for kind in kinds:
        write(referral, kind)
    assert label in listed().partition("<tbody>")[2]


def test_a_message_is_new_until_somebody_looked(listed, look, referral, write):
    write(referral, Kind.ADDITION, {"addition": "Een"}, minutes=-10)
    look(referral)
    assert "Nieuw bericht" not in listed()
    write(referral, Kind.ADDITION, {"addition": "Twee"}, minutes=10)
    assert "Nieuw bericht" in listed()


def test_who_withdrew_stands_on_top(listed, send_in, write):
    old, recent = send_in(hours=50), send_in(hours=1)
    assert listed().index(old.reference) < listed().index(recent.reference)
    write(recent, Kind.WITHDRAWAL)
    assert listed().index(recent.reference) < listed().index(old.reference)


def test_a_closed_referral_whose_data_must_go_is_in_the_open_list(listed, referral, intake_worker, write, now):
    queue.close(referral_id=referral.pk, person=intake_worker.user, outcome=Outcome.DECLINED, now=now)
    assert referral.reference not in listed()
    write(referral, Kind.ERASURE)
    assert referral.reference in listed()
    assert "Open (1)" in listed()
    assert referral.reference not in listed("?stand=nieuw")
    assert referral.reference in listed("?stand=afgesloten")


@pytest.mark.parametrize("kind", [Kind.ADDITION, Kind.CORRECTION, Kind.WITHDRAWAL, Kind.ERASURE])
def test_a_letter_without_a_referral_belongs_to_nobody(listed, look, referral, write, kind):
    write(referral, kind, digest=b"x" * 32)
    assert look(referral).later == []
    assert referral.reference in listed()
    assert "Nieuw bericht" not in listed()
    assert Referral.objects.count() == 1
