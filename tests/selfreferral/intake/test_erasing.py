"""Who asks to be forgotten, is: at once, by a colleague, on the ground that they asked."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from selfreferral.intake import queue
from selfreferral.intake.models import AccessRecord, Ground, Part, PurgeRecord, Reason, Referral
from selfreferral.models import Kind, Letter
from selfreferral.public.mine.standing import standing_of
from selfreferral.public.secret import VisitSecret
from selfreferral.public.submit import sealed_letter, submit
from tests.selfreferral.mine import coming_back
from tests.selfreferral.mine.coming_back import STANDING, WITHDRAW, sign_in


@pytest.fixture
def secret(database, now):
    """What somebody holds who signed up; their referral is in the queue, and nobody read it."""
    secret = VisitSecret.new()
    submit(secret=secret, answers={"name": "Noor"}, now=now)
    queue.collect_letters()
    return secret


@pytest.fixture
def referral(secret):
    return Referral.objects.get(pk=secret.letter_id)


@pytest.fixture
def asked(referral, now):
    """The same, after they asked for erasure at /mijn-aanmelding/."""
    digest = bytes(referral.letter.receipt_digest)
    letter = sealed_letter(letter_id=Letter().pk, kind=Kind.ERASURE, receipt_digest=digest, answers={}, now=now)
    letter.save(force_insert=True)
    return referral


def _address(referral):
    return reverse("aanmeldingen:erase", kwargs={"referral_id": referral.pk})


def test_who_asked_online_needs_nothing_more(asked, intake_worker, now):
    record = queue.erase(referral_id=asked.pk, person=intake_worker.user, now=now)
    assert (record.reason, record.ground, record.by) == (Reason.REQUEST, Ground.ONLINE, intake_worker.user)
    assert not Letter.objects.exists()


def test_by_telephone_their_code_says_that_it_is_theirs(secret, referral, intake_worker, now):
    code = secret.receipt_code.lower().replace("-", " ")
    record = queue.erase(referral_id=referral.pk, person=intake_worker.user, now=now, ground=Ground.CODE, code=code)
    assert record.ground == Ground.CODE
    assert not Letter.objects.exists()


@pytest.mark.parametrize("code", ["", "AAA-AAA-AAA-AAA-AAA-AAA"])
def test_another_code_erases_nothing(referral, intake_worker, now, code):
    with pytest.raises(queue.WrongCodeError):
        queue.erase(referral_id=referral.pk, person=intake_worker.user, now=now, ground=Ground.CODE, code=code)
    assert Letter.objects.exists()
    assert AccessRecord.objects.filter(part=Part.REFUSED, person=intake_worker.user, referral=referral).exists()


def test_the_code_of_somebody_else_erases_nothing(referral, intake_worker, now):
    other = VisitSecret.new()
    submit(secret=other, answers={"name": "Bo"}, now=now)
    with pytest.raises(queue.WrongCodeError):
        queue.erase(referral_id=referral.pk, person=intake_worker.user, now=now, ground=Ground.CODE, code=other.receipt_code)
    assert Letter.objects.count() == 2


@pytest.mark.parametrize("ground", [None, Ground.ONLINE])
def test_a_colleague_cannot_erase_what_nobody_asked_to(referral, intake_worker, now, ground):
    """Neither without a ground, nor by saying that it was asked online when it was not."""
    with pytest.raises(queue.NotAskedError):
        queue.erase(referral_id=referral.pk, person=intake_worker.user, now=now, ground=ground)
    assert Letter.objects.exists()


def test_it_takes_the_right(asked, outsider, editor, technical_administrator, now):
    for player in (outsider, editor, technical_administrator):
        with pytest.raises(PermissionDenied):
            queue.erase(referral_id=asked.pk, person=player.user, now=now)
    assert Letter.objects.exists()


def test_their_code_then_says_as_little_as_one_that_never_was(secret, asked, intake_worker, visitor, now):
    digest = bytes(asked.letter.receipt_digest)
    assert standing_of(digest) is not None
    queue.erase(referral_id=asked.pk, person=intake_worker.user, now=now)
    assert standing_of(digest) is None
    reply = sign_in(visitor, secret.receipt_code)
    assert "Met deze code vinden wij geen aanmelding." in reply.text
    assert reply.request["PATH_INFO"] != STANDING


def test_who_has_their_page_open_meanwhile_adds_nothing(secret, referral, intake_worker, visitor, now):
    sign_in(visitor, secret.receipt_code)
    once = coming_back.once(visitor, WITHDRAW)
    queue.erase(referral_id=referral.pk, person=intake_worker.user, now=now, ground=Ground.WRITTEN)
    visitor.post(WITHDRAW, {"once": once})
    assert not Letter.objects.exists()


def test_the_page_asks_nothing_more_of_who_asked_online(asked, intake_worker):
    page = intake_worker.client.get(_address(asked))
    assert "vroeg bij Mijn aanmelding" in page.text
    assert list(page.context["form"].fields) == []
    reply = intake_worker.client.post(_address(asked), follow=True)
    assert f"Aanmelding {asked.reference} is verwijderd." in reply.text
    assert PurgeRecord.objects.get().subject == asked.pk


def test_the_page_asks_how_somebody_else_asked(secret, referral, intake_worker):
    wrong = (({}, "Kies hoe"), ({"ground": "code"}, "Vul de code in"), ({"ground": "code", "code": "x"}, "hoort niet bij"))
    for typed, sentence in (*wrong, ({"ground": "online"}, "Kies hoe")):
        assert sentence in intake_worker.client.post(_address(referral), typed).text
    assert Referral.objects.exists()
    intake_worker.client.post(_address(referral), {"ground": "code", "code": secret.receipt_code})
    assert not Referral.objects.exists()


def test_looking_at_that_page_opens_nothing(asked, intake_worker):
    page = intake_worker.client.get(_address(asked))
    assert "Noor" not in page.text
    assert "no-store" in page["Cache-Control"]
    assert not AccessRecord.objects.exists()


def test_pressed_twice_it_is_gone_once(asked, intake_worker):
    intake_worker.client.post(_address(asked))
    assert intake_worker.client.post(_address(asked)).status_code == 404
    assert PurgeRecord.objects.count() == 1


def test_the_auditor_sees_that_it_went_and_not_what_it_said(asked, intake_worker, auditor):
    intake_worker.client.post(_address(asked))
    page = auditor.client.get(reverse("aanmeldingen:removed")).text
    assert asked.reference in page
    assert "Verzoek van de persoon: Gevraagd bij Mijn aanmelding" in page
    assert "klopt het controlegetal niet" not in page


def test_the_referral_itself_leads_there(referral, intake_worker):
    page = intake_worker.client.get(reverse("aanmeldingen:referral", kwargs={"referral_id": referral.pk}))
    assert f'href="{_address(referral)}"' in page.text
