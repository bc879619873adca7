"""The safe-contact plan is enforced: no number is shown before the rules were read and the asking was recorded."""

import pytest
from django.contrib.auth.models import Permission
from django.db import DatabaseError, connection
from django.test import Client
from django.urls import reverse

from selfreferral.intake import accesslog, queue
from selfreferral.intake.models import AccessRecord, Note, Part
from selfreferral.intake.queue import opening
from selfreferral.intake.way import HIDDEN
from selfreferral.models import Kind, Letter
from tests.selfreferral.test_nothing_leaks import record_logs

NUMBER, SPOKEN_NUMBER = "+31612345678", "06 12 34 56 78"
EMAIL = {"channel": "email", "phone": "", "email": "noor@example.nl", "read_by_others": "no"}
POST = {"channel": "post", "phone": "", "address": "Kerkstraat 1\n1234 AB Utrecht", "read_by_others": "yes"}
OTHER = {"channel": "other_person", "phone": "", "other_name": "Anna", "other_phone": "+31302340045", "other_knows": "yes"}
WORK = {"professional_name": "Jet", "professional_phone": "+31201234567", "professional_email": "jet@werk.example"}
CLIENT = {**OTHER, **WORK, "route": "client", "other_phone": ""}
WILL_CALL = {"channel": "will_call", "phone": ""}
EVERYTHING = {"phone": NUMBER, "email": "noor@example.nl", "address": "Kerkstraat 1", "other_phone": "+31302340045", **WORK}
TRACES = (NUMBER[3:], SPOKEN_NUMBER, "noor@example.nl", "Kerkstraat", "2340045", "234 00 45", "1234567", "jet@werk")
ASKING = 'class="ask'
OFFER = "Toon de werkgegevens"
READ = {"letters_read": 0, "is_read": "on"}


def _address(name, referral):
    return reverse(f"aanmeldingen:{name}", args=[referral.pk])


@pytest.fixture
def page(intake_worker):
    return lambda referral: intake_worker.client.get(_address("referral", referral)).text


@pytest.fixture
def ask(intake_worker):
    return lambda referral, **data: intake_worker.client.post(_address("ask_reach", referral), {**READ, **data})


@pytest.fixture
def ask_beside(intake_worker):
    data = {"letters_read": 0, "reason": "De professional vragen of bellen veilig is."}
    return lambda referral, **other: intake_worker.client.post(_address("ask_beside", referral), {**data, **other})


def _traces(text):
    return [trace for trace in TRACES if trace in text]


@pytest.mark.parametrize("channel", ["phone", "email", "post", "other_person", "will_call", "pigeon"])
@pytest.mark.parametrize("route", ["self", "client"])
def test_the_referral_shows_nothing_that_reaches_anybody(send_in, page, channel, route):
    text = page(send_in(**{**EVERYTHING, "other_name": "Anna", "channel": channel, "route": route}))
    assert _traces(text) == []
    assert "tel:" not in text
    assert "mailto:" not in text
    assert "Noor" in text


def test_what_leaves_the_queue_does_not_hold_a_number_either(send_in, write, intake_worker, now):
    referral = send_in(**EVERYTHING)
    write(referral, Kind.CORRECTION, {"channel": "post", "address": "Kerkstraat 2"})
    opened = queue.open_referral(referral_id=referral.pk, person=intake_worker.user, now=now)
    assert _traces(repr((opened.answers, opened.later, opened.told))) == []
    assert opened.answers["phone"] == HIDDEN


@pytest.mark.parametrize(
    ("answers", "link", "text"),
    [
        ({}, f"tel:{NUMBER}", SPOKEN_NUMBER),
        (OTHER, "tel:+31302340045", "030 234 00 45"),
        (CLIENT, "tel:+31201234567", "020 123 45 67"),
        (EMAIL, "mailto:noor@example.nl", "noor@example.nl"),
        (POST, None, "Kerkstraat 1\n1234 AB Utrecht"),
    ],
    ids=["phone", "other person", "professional", "e-mail", "post"],
)
def test_who_asks_gets_the_one_safe_way_and_no_other(send_in, ask, answers, link, text):
    shown = ask(send_in(**{**EVERYTHING, **answers})).text.partition('class="reach"')[2]
    assert text in shown
    links = [part.partition('"')[0] for part in shown.partition("Terug")[0].split('href="')[1:]]
    assert [one for one in links if one.startswith(("tel:", "mailto:"))] == ([link] if link else [])
    others = [trace for trace in _traces(shown) if trace not in text and trace not in (link or "")]
    assert others == []


@pytest.mark.parametrize("answers", [EMAIL, POST, WILL_CALL, {"channel": "pigeon"}])
def test_no_telephone_link_where_calling_is_not_allowed(send_in, page, ask, answers):
    referral = send_in(**answers)
    assert "tel:" not in page(referral) + ask(referral).text


@pytest.mark.parametrize("answers", [WILL_CALL, {"channel": "pigeon"}, {"channel": ["phone"]}])
def test_who_calls_themselves_is_given_out_to_nobody(send_in, page, ask, answers):
    referral = send_in(**answers, name="Noor")
    assert ASKING not in page(referral)
    assert "tel:" not in ask(referral).text
    assert _traces(ask(referral).text) == []


def test_the_rules_stand_in_words_beside_the_box(page, referral):
    said = page(referral).partition("Ik heb gelezen:")[2].partition("</label>")[0]
    for rule in ("Zeg niet dat Perspectief belt. Noem geen organisatie.", "Spreek geen voicemail in."):
        assert rule in said


def test_without_the_tick_nothing_is_shown(ask, referral):
    text = ask(referral, is_read="").text
    assert "Lees eerst de afspraken." in text
    assert _traces(text) == []
    assert not AccessRecord.objects.filter(part=Part.NUMBER).exists()


def test_the_rules_stay_in_sight_beside_the_number(ask, referral):
    text = ask(referral).text
    assert text.index("Spreek geen voicemail in.") < text.index(SPOKEN_NUMBER)


def test_asking_is_recorded_as_asking(ask, referral, intake_worker):
    ask(referral)
    assert [(record.person, record.part) for record in AccessRecord.objects.all()] == [(intake_worker.user, Part.NUMBER)]


def test_the_record_is_committed_before_anything_is_decrypted(committing, ask, referral, monkeypatch):
    seen = []

    def unseal(*args, **kwargs):
        seen.append((connection.in_atomic_block, AccessRecord.objects.filter(part=Part.NUMBER).count()))
        return {}

    monkeypatch.setattr(opening, "unseal", unseal)
    ask(referral)
    assert seen == [(False, 1)]


def test_an_asking_that_cannot_be_recorded_shows_nothing(referral, intake_worker, now, monkeypatch):
    opened = []
    monkeypatch.setattr(opening, "unseal", lambda sealed, **_row: opened.append(sealed) or {})
    monkeypatch.setattr(accesslog, "record", _refuse)
    with pytest.raises(DatabaseError):
        queue.ask_reach(referral_id=referral.pk, person=intake_worker.user, letters_read=0, now=now)
    assert opened == []


def _refuse(**kwargs):
    raise DatabaseError


@pytest.mark.parametrize("kind", [Kind.WITHDRAWAL, Kind.ERASURE])
def test_after_a_withdrawal_nothing_is_shown_any_more(send_in, write, page, ask, ask_beside, kind):
    referral = send_in(**WORK)
    write(referral, kind)
    assert ASKING not in page(referral)
    for answer in (ask(referral, letters_read=1), ask_beside(referral, letters_read=1), ask(referral)):
        assert "niet meer benaderen" in answer.text
        assert _traces(answer.text) == []
    assert not AccessRecord.objects.filter(part=Part.NUMBER).exists()
    assert not Note.objects.exists()


def test_a_withdrawal_that_comes_while_somebody_reads_is_seen(referral, write, page, ask):
    page(referral)
    write(referral, Kind.WITHDRAWAL)
    assert _traces(ask(referral).text) == []


def test_a_correction_that_came_while_somebody_read_has_to_be_read_first(referral, write, ask):
    write(referral, Kind.CORRECTION, EMAIL)
    text = ask(referral).text
    assert "Lees eerst wat er nu staat." in text
    assert _traces(text) == []
    assert "checked" not in text.partition("Ik heb gelezen")[0].rpartition("<label")[2]
    assert "noor@example.nl" in ask(referral, letters_read=1).text


def test_a_former_number_is_never_given_out(send_in, write, page, ask, ask_beside):
    referral = send_in(**WORK)
    write(referral, Kind.CORRECTION, EMAIL)
    for text in (page(referral), ask(referral, letters_read=1).text, ask_beside(referral, letters_read=1).text):
        assert NUMBER[3:] not in text
        assert SPOKEN_NUMBER not in text


def test_a_correction_that_does_not_open_leaves_nothing_to_ask(referral, write, page, ask):
    letter = write(referral, Kind.CORRECTION, EMAIL)
    Letter.objects.filter(pk=letter.pk).update(sealed=b"damaged")
    assert ASKING not in page(referral)
    assert _traces(ask(referral, letters_read=1).text) == []


def test_when_the_letter_itself_does_not_open_there_is_nothing_to_ask(referral, write, page, ask):
    write(referral, Kind.CORRECTION, EMAIL)
    Letter.objects.filter(pk=referral.pk).update(sealed=b"damaged")
    assert ASKING not in page(referral)
    assert _traces(ask(referral, letters_read=1).text) == []


def test_asking_how_to_reach_the_professional_takes_a_reason_that_stays(send_in, page, ask_beside, intake_worker):
    referral = send_in(**WORK)
    assert OFFER in page(referral)
    text = ask_beside(referral).text
    assert "020 123 45 67" in text
    assert "jet@werk.example" in text
    assert SPOKEN_NUMBER not in text
    assert "tel:" not in text
    assert "mailto:" not in text
    assert AccessRecord.objects.filter(part=Part.NUMBER).count() == 1
    assert "De professional vragen of bellen veilig is." in page(referral)
    assert b"veilig" not in bytes(Note.objects.get().sealed)


def test_nothing_of_the_person_is_ever_shown_beside_the_safe_way(send_in, ask_beside):
    text = ask_beside(send_in(**{**EVERYTHING, "channel": "will_call"})).text
    assert set(_traces(text)) <= {"1234567", "jet@werk"}


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_without_a_reason_the_professional_is_not_shown(send_in, ask_beside, reason):
    text = ask_beside(send_in(**WORK), reason=reason).text
    assert "Schrijf op waarom dit nodig is." in text
    assert _traces(text) == []
    assert not Note.objects.exists()


def test_a_reason_is_not_lost_when_a_letter_came_meanwhile(send_in, write, ask_beside):
    referral = send_in(**WORK)
    write(referral, Kind.ADDITION, {"addition": "Nog iets"})
    text = ask_beside(referral).text
    assert "Lees eerst wat er nu staat." in text
    assert "De professional vragen of bellen veilig is.</textarea>" in text
    assert _traces(text) == []


def test_nothing_is_offered_where_there_is_no_professional(page, referral, send_in):
    assert OFFER not in page(referral)
    assert OFFER not in page(send_in(**WILL_CALL))


def test_a_later_message_has_to_be_read_before_calling(referral, write, page):
    write(referral, Kind.ADDITION, {"addition": "Bel niet op zondag."})
    assert "Lees dat eerst." in page(referral).partition("Ik heb gelezen:")[2].partition("</label>")[0]


@pytest.mark.parametrize("name", ["ask_reach", "ask_beside"])
@pytest.mark.parametrize("method", ["get", "head", "put", "options"])
def test_only_a_press_shows_a_number(referral, intake_worker, name, method):
    answer = getattr(intake_worker.client, method)(_address(name, referral))
    assert _traces(answer.text) == []
    assert not AccessRecord.objects.exists()
    assert answer.status_code == (200 if method == "options" else 405)


@pytest.mark.parametrize("name", ["ask_reach", "ask_beside"])
def test_a_press_from_elsewhere_is_refused(referral, intake_worker, name):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(intake_worker.user)
    assert strict.post(_address(name, referral), {**READ, "reason": "x"}).status_code == 403
    assert not AccessRecord.objects.exists()


@pytest.mark.parametrize("name", ["ask_reach", "ask_beside"])
def test_who_may_only_open_cannot_ask(referral, editor, name):
    codenames = ["view_queue", "open_referral"]
    editor.user.user_permissions.add(*Permission.objects.filter(codename__in=codenames))
    assert ASKING not in editor.client.get(_address("referral", referral)).text
    assert editor.client.post(_address(name, referral), {**READ, "reason": "x"}).status_code == 403
    assert set(AccessRecord.objects.values_list("part", flat=True)) == {Part.LETTER, Part.REFUSED}


def test_the_page_with_the_number_is_never_stored(ask, referral):
    assert "no-store" in ask(referral).headers["Cache-Control"]


def test_the_address_and_the_log_hold_no_number(referral, ask, monkeypatch, caplog):
    log = record_logs(monkeypatch)
    answer = ask(referral)
    told = " ".join([str(answer.headers), log.getvalue(), *(record.getMessage() for record in caplog.records)])
    assert _traces(told) == []
