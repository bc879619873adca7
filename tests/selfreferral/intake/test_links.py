"""Referrals that look alike are pointed at; a person decides, and sees nothing of what the other side told."""

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from selfreferral.intake import queue
from selfreferral.intake.models import AccessRecord, Decision, Link, LinkDecision, Referral
from selfreferral.intake.queue import links
from selfreferral.models import Kind
from tests.selfreferral.intake.later_letters import send_later

FLAG = "Lijkt op een andere aanmelding"
OTHER = {"name": "Anna Jansen", "phone": "+31687654321"}


@pytest.fixture
def page(intake_worker):
    return lambda referral: intake_worker.client.get(_address("referral", referral)).text


@pytest.fixture
def pair(send_in):
    """Two that were signed up with the same number, by other names and in other roles."""
    one, other = send_in(hours=2, name="Noor", role="victim"), send_in(hours=1, name="Sam", role="offender")
    queue.index_waiting(now=timezone.now())
    return one, other


def _address(name, referral):
    return reverse(f"aanmeldingen:{name}", kwargs={"referral_id": referral.pk})


def _decide(player, referral, other, decision, **options):
    data = {"other": other.pk, "decision": decision}
    return player.client.post(_address("decide", referral), data, **options)


def _alike():
    return Link.objects.filter(decision=Decision.OPEN).count()


@pytest.mark.parametrize(
    "same",
    [
        {"phone": "+31612345678", "name": "Iemand anders"},
        {"phone": "+31611111111", "name": "NOOR de Bruyn"},
        {"channel": "other_person", "phone": None, "other_phone": "+31612345678", "name": "Sam"},
    ],
)
def test_the_same_number_or_whole_name_is_pointed_at(send_in, same):
    send_in(name="Noor de Bruyn"), send_in(**OTHER), send_in(**same)
    queue.index_waiting(now=timezone.now())
    assert _alike() == 1


@pytest.mark.parametrize(
    "same",
    [
        {"name": "Noor", "phone": "+31611111111"},  # a first name
        {"name": "De Bruyn Noor", "phone": "+31611111111"},  # the words in another order
        {"name": "Sam", "phone": None, "professional_phone": "+31612345678"},  # a professional signs up many
    ],
)
def test_what_many_share_is_not(send_in, same):
    send_in(name="Noor de Bruyn"), send_in(**same)
    queue.index_waiting(now=timezone.now())
    assert _alike() == 0


def test_the_same_address_is_pointed_at_and_a_professionals_is_not(send_in):
    send_in(name="A", phone=None, email="a@post.example"), send_in(name="B", phone=None, email="A@post.example")
    for name in ("C", "D"):
        send_in(name=name, phone=None, professional_email="werk@post.example")
    queue.index_waiting(now=timezone.now())
    assert _alike() == 1


def test_the_list_and_both_referrals_say_so(pair, page, intake_worker, send_in):
    send_in(**OTHER)
    assert intake_worker.client.get(reverse("aanmeldingen:queue")).text.count(FLAG) == 2
    one, other = pair
    assert f"Lijkt op aanmelding {other.reference}" in page(one)
    assert f"Lijkt op aanmelding {one.reference}" in page(other)


def test_of_the_other_only_number_state_and_who_are_shown(pair, page, other_intake_worker):
    one, other = pair
    queue.take(referral_id=other.pk, person=other_intake_worker.user)
    section = page(one).partition('class="links"')[2].partition("</section>")[0]
    assert other.reference in section
    assert "Nieuw, collega" in section
    for word in ("Sam", "Dader", "12345678", "telefoonnummer", "naam"):
        assert word not in section
    assert AccessRecord.objects.filter(referral=other).count() == 0


@pytest.mark.parametrize("decision", [Decision.TOGETHER, Decision.APART])
def test_a_person_decides_and_it_is_on_record(pair, intake_worker, decision):
    one, other = pair
    answer = _decide(intake_worker, one, other, decision, follow=True)
    assert f"Bewaard: {decision.label.lower()}." in answer.text
    kept = LinkDecision.objects.get()
    assert (kept.decision, kept.by) == (decision, intake_worker.user)
    assert FLAG not in intake_worker.client.get(reverse("aanmeldingen:queue")).text


def test_what_belongs_together_is_seen_from_both_sides(pair, page, intake_worker):
    one, other = pair
    _decide(intake_worker, one, other, Decision.TOGETHER)
    assert f"Aanmelding {other.reference}" in page(one)
    assert f"Aanmelding {one.reference}" in page(other)


def test_what_was_found_apart_is_not_pointed_at_again(pair, page, intake_worker):
    one, other = pair
    _decide(intake_worker, one, other, Decision.APART)
    send_later(one, Kind.CORRECTION, {"channel": "phone", "phone": "+31612345678"})
    queue.collect_letters()
    assert queue.index_waiting(now=timezone.now()) == [one.pk]
    assert _alike() == 0
    assert f"aanmelding {other.reference}" not in page(one)


def test_a_correction_takes_away_what_it_was_alike_in(pair):
    one, _ = pair
    send_later(one, Kind.CORRECTION, {"channel": "phone", "phone": "+31687654321"})
    queue.collect_letters()
    queue.index_waiting(now=timezone.now())
    assert _alike() == 0


@pytest.mark.parametrize("kind", [Kind.WITHDRAWAL, Kind.ERASURE])
def test_who_withdrew_looks_like_nobody(pair, kind):
    send_later(pair[0], kind, {})
    queue.collect_letters()
    assert _alike() == 0


def test_a_mind_can_be_changed_and_both_stay_on_record(pair, intake_worker):
    one, other = pair
    _decide(intake_worker, one, other, Decision.TOGETHER)
    _decide(intake_worker, other, one, Decision.APART)
    assert Link.objects.get().decision == Decision.APART
    assert LinkDecision.objects.count() == 2


def test_two_are_linked_by_number(send_in, intake_worker, page):
    one, other = send_in(), send_in(**OTHER)
    data = {"reference": other.reference.lower()}
    answer = intake_worker.client.post(_address("link", one), data, follow=True)
    assert f"Deze aanmelding hoort nu bij {other.reference}." in answer.text
    assert f"Aanmelding {one.reference}" in page(other)


@pytest.mark.parametrize("reference", ["", "1A2B3C4", "ZZZZZZZZ", "00000000", "own"])
def test_a_number_of_no_other_referral_is_refused_and_kept(send_in, intake_worker, reference):
    one = send_in()
    reference = one.reference if reference == "own" else reference
    text = intake_worker.client.post(_address("link", one), {"reference": reference}).text
    assert "Vul het nummer in van een andere aanmelding" in text
    assert f'value="{reference}"' in text or not reference
    assert not Link.objects.exists()


def test_a_decision_about_nothing_is_404(pair, intake_worker):
    gone = Referral(pk="00000000-0000-4000-8000-000000000000")
    assert _decide(intake_worker, pair[0], gone, Decision.APART).status_code == 404
    assert _decide(intake_worker, pair[0], pair[0], Decision.APART).status_code == 404


def test_who_may_only_open_decides_nothing(pair, editor):
    codenames = ["view_queue", "open_referral"]
    editor.user.user_permissions.add(*Permission.objects.filter(codename__in=codenames))
    one, other = pair
    assert "Hoort niet bij elkaar" not in editor.client.get(_address("referral", one)).text
    assert _decide(editor, one, other, Decision.APART).status_code == 403
    deeds = (
        lambda: queue.decide(
            referral_id=one.pk, other_id=other.pk, decision=Decision.APART, person=editor.user, now=timezone.now()
        ),
        lambda: queue.link(referral_id=one.pk, reference=other.reference, person=editor.user, now=timezone.now()),
    )
    for deed in deeds:
        with pytest.raises(PermissionDenied):
            deed()


def test_links_go_with_either_referral(pair):
    Referral.objects.filter(pk=pair[1].pk).delete()
    assert not Link.objects.exists()


def test_a_flood_under_one_number_is_pointed_at_a_few_times_only(send_in, monkeypatch):
    monkeypatch.setattr(links, "MOST", 2)
    for _ in range(5):
        send_in()
    queue.index_waiting(now=timezone.now())
    assert _alike() == 0 + 1 + 2 + 2 + 2
