"""A person gets everything that is known about them, in one file; who makes it is sure who asks, and is on record."""

import io
import json
import zipfile

import pytest
from django.contrib.auth.models import Permission
from django.db import DatabaseError, connection
from django.test import Client
from django.urls import reverse

from selfreferral.intake import accesslog, personal_file, queue
from selfreferral.intake.models import AccessRecord, KeyDeed, Note, Part, Referral, Result, State
from selfreferral.intake.queue import Attempt, opening
from selfreferral.models import Kind, Letter
from selfreferral.public.secret import VisitSecret
from selfreferral.public.submit import submit
from tests.selfreferral.intake.conftest import ANSWERS, NOW
from tests.selfreferral.test_nothing_leaks import record_logs

UNKNOWN = "00000000-0000-4000-8000-000000000000"
NOTE, REASON, TRIED = "Plantqx7 notitie <b>x</b>", "Plantqx7 reden", "Plantqx7 poging"
IDENTIFIED = {"identified": "Gebeld via het bekende nummer."}


@pytest.fixture
def secret(database):
    secret = VisitSecret.new()
    submit(secret=secret, answers={**ANSWERS, "message": "Rustig <script>graag</script>"}, now=NOW)
    queue.collect_letters()
    return secret


@pytest.fixture
def signed_up(secret):
    return Referral.objects.get(pk=secret.letter_id)


@pytest.fixture
def lived(signed_up, write, intake_worker, now):
    """With a correction, a note, an attempt, a change and a look."""
    write(signed_up, Kind.CORRECTION, {"channel": "email", "email": "noor@example.nl", "read_by_others": "no"}, minutes=1)
    who = {"referral_id": signed_up.pk, "person": intake_worker.user, "now": now}
    queue.add_note(text=NOTE, **who)
    queue.log_attempt(attempt=Attempt(result=Result.MAILED, at=now, text=TRIED), **who)
    queue.change_state(state=State.WAITING, reason=REASON, **who)
    return signed_up


def _address(referral):
    return reverse("aanmeldingen:export", args=[referral.pk])


@pytest.fixture
def make(intake_worker):
    return lambda referral, **data: intake_worker.client.post(_address(referral), data or IDENTIFIED)


def _files(answer):
    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    return {name: archive.read(name).decode() for name in archive.namelist()}


def test_the_file_holds_all_that_was_told_and_done(lived, make):
    page = _files(make(lived))["gegevens.html"]
    for words in ("Noor", "06 12 34 56 78", "noor@example.nl", "Plantqx7 notitie", TRIED, REASON, "E-mail gestuurd"):
        assert words in page
    assert "naar Wachten op de ander" in page


def test_the_same_is_there_for_a_machine(lived, make):
    told = json.loads(_files(make(lived))["gegevens.json"])
    assert told["letters"][0]["answers"]["phone"] == "+31612345678"
    assert told["letters"][1]["kind"] == Kind.CORRECTION
    assert {NOTE, TRIED, REASON} <= {note["text"] for note in told["notes"]}
    assert told["attempts"][0]["result"] == Result.MAILED
    assert [state["after"] for state in told["states"]] == [State.TO_CALL, State.WAITING]


def test_through_whose_hands_it_went_is_in_it(lived, make, intake_worker, coordinator, now):
    Referral.objects.update(needs_check=True)
    queue.find_in_order(referral_id=lived.pk, person=intake_worker.user, now=now)
    queue.take(referral_id=lived.pk, person=intake_worker.user)
    seen = intake_worker.user.pk
    queue.hand_over(referral_id=lived.pk, to=coordinator.user, person=intake_worker.user, instead_of=seen)
    files = _files(make(lived))
    for words in ("Op naam van: Intakemedewerkers", "Op naam van: Coördinatoren", "Nagekeken, omdat"):
        assert words in files["gegevens.html"]
    told = json.loads(files["gegevens.json"])
    assert [one["who"] for one in told["handlers"]] == ["Intakemedewerkers", "Coördinatoren"]
    assert told["checked"] == now.isoformat()
    assert told["next_step_on"]


def test_colleagues_are_named_by_their_role_only(lived, make, intake_worker):
    files = _files(make(lived))
    assert "Intakemedewerkers" in files["gegevens.html"]
    assert intake_worker.user.username not in " ".join(files.values())
    assert intake_worker.user.email not in " ".join(files.values())


def test_every_look_is_in_it_also_more_than_the_page_shows(signed_up, make, intake_worker, now):
    for _ in range(25):
        queue.open_referral(referral_id=signed_up.pk, person=intake_worker.user, now=now)
    looks = json.loads(_files(make(signed_up))["gegevens.json"])["looks"]
    assert [look["part"] for look in looks] == [*[Part.LETTER] * 25, Part.EXPORT]


def test_what_commands_did_is_in_it_without_an_account(signed_up, make, now):
    KeyDeed.objects.create(deed="resealed", subject=signed_up.pk, keys="k", by="root (planteigenaar)", at=now)
    page = _files(make(signed_up))["gegevens.html"]
    assert "opnieuw verzegeld" in page
    assert "planteigenaar" not in page


def test_the_page_needs_nothing_beside_it_and_runs_nothing(lived, make):
    page = _files(make(lived))["gegevens.html"]
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "&lt;b&gt;x&lt;/b&gt;" in page
    for outside in ("src=", "href=", "url(", "@import", "http"):
        assert outside not in page.partition("<main>")[0]
    assert 'lang="nl"' in page


@pytest.mark.parametrize("words", ["90 dagen", "vijf jaar", "Autoriteit Persoonsgegevens", "artikel 15 en 20"])
def test_it_says_how_long_and_what_rights_there_are(signed_up, make, words):
    assert words in _files(make(signed_up))["gegevens.html"]


def test_it_says_the_periods_that_are_set(signed_up, make, settings):
    settings.RETENTION_NOTHING_DAYS, settings.RETENTION_CASE_DAYS = 30, 730
    page = _files(make(signed_up))["gegevens.html"]
    assert "30 dagen na het afronden" in page
    assert "twee jaar na het afronden" in page
    assert personal_file.in_words(400) == "400 dagen"


def test_the_file_is_a_download_without_a_name_and_never_stored(signed_up, make):
    answer = make(signed_up)
    assert answer.headers["Content-Type"] == "application/zip"
    assert "no-store" in answer.headers["Cache-Control"]
    name = answer.headers["Content-Disposition"]
    assert name.startswith('attachment; filename="inzage-20')
    assert "noor" not in name.lower()
    assert signed_up.reference not in name


def test_the_receipt_code_makes_sure_who_asks(secret, signed_up, make):
    assert make(signed_up, code=secret.receipt_code.lower()).status_code == 200
    assert AccessRecord.objects.get().part == Part.EXPORT


@pytest.mark.parametrize("code", ["ABC-DEF", "x" * 60, VisitSecret.new().receipt_code], ids=["short", "long", "of nobody"])
def test_a_wrong_code_opens_nothing_whatever_else_is_said(signed_up, make, code):
    page = make(signed_up, code=code, **IDENTIFIED).text
    assert "Deze code hoort niet bij deze aanmelding." in page
    assert f"{IDENTIFIED['identified']}</textarea>" in page
    tried = AccessRecord.objects.get()
    assert (tried.part, tried.referral_id, tried.what) == (Part.REFUSED, signed_up.pk, "verkeerde code van de bevestiging")
    assert not Note.objects.exists()


@pytest.mark.parametrize("data", [{"code": "", "identified": ""}, {"code": " ", "identified": "\n"}])
def test_nobody_gets_a_file_who_is_not_made_sure_of(signed_up, make, data):
    assert "hoe u zeker weet wie het vraagt" in make(signed_up, **data).text
    assert not AccessRecord.objects.exists()


def test_how_it_was_made_sure_stays_with_the_referral(signed_up, make, intake_worker):
    make(signed_up)
    page = intake_worker.client.get(reverse("aanmeldingen:referral", args=[signed_up.pk])).text
    assert "Bestand voor de persoon gemaakt" in page
    assert IDENTIFIED["identified"] in page
    assert b"bekende" not in bytes(Note.objects.get().sealed)


def test_asking_for_the_page_opens_nothing(signed_up, intake_worker, monkeypatch):
    monkeypatch.setattr(opening, "unseal", None)
    page = intake_worker.client.get(_address(signed_up))
    assert page.status_code == 200
    assert "Noor" not in page.text
    assert intake_worker.client.head(_address(signed_up)).status_code == 200
    assert not AccessRecord.objects.exists()


def test_it_is_recorded_and_committed_before_anything_opens(committing, signed_up, make, monkeypatch):
    seen = []

    def unseal(*args, **kwargs):
        seen.append((connection.in_atomic_block, AccessRecord.objects.filter(part=Part.EXPORT).count()))
        return {}

    monkeypatch.setattr(opening, "unseal", unseal)
    make(signed_up)
    assert set(seen) == {(False, 1)}


def test_a_file_that_cannot_be_recorded_is_not_made(signed_up, intake_worker, now, monkeypatch):
    def refuse(**kwargs):
        raise DatabaseError

    monkeypatch.setattr(accesslog, "record", refuse)
    opened = []
    monkeypatch.setattr(opening, "unseal", lambda sealed, **_row: opened.append(sealed))
    with pytest.raises(DatabaseError):
        queue.export_referral(referral_id=signed_up.pk, person=intake_worker.user, code="", identified="Wel zeker.", now=now)
    assert opened == []


def test_what_does_not_open_is_said(signed_up, make):
    Letter.objects.update(sealed=b"damaged")
    files = _files(make(signed_up))
    assert "Deze tekst kon niet worden geopend." in files["gegevens.html"]
    assert json.loads(files["gegevens.json"])["letters"][0]["answers"] is None


@pytest.mark.parametrize("kind", [Kind.WITHDRAWAL, Kind.ERASURE])
def test_who_withdrew_may_still_know(signed_up, write, make, kind):
    write(signed_up, kind)
    assert kind.label in _files(make(signed_up))["gegevens.html"]


@pytest.mark.parametrize("rights", [["open_referral", "handle_referral"], ["export_referral"], []])
def test_it_takes_the_right_to_open_and_the_right_to_export(signed_up, editor, rights):
    editor.user.user_permissions.add(*Permission.objects.filter(codename__in=["view_queue", *rights]))
    answer = editor.client.post(_address(signed_up), IDENTIFIED)
    assert answer.status_code == 403
    assert answer.headers["Content-Type"] != "application/zip"
    assert not AccessRecord.objects.exclude(part=Part.REFUSED).exists()
    assert not Note.objects.exists()


def test_a_form_from_elsewhere_makes_no_file(signed_up, intake_worker):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(intake_worker.user)
    assert strict.post(_address(signed_up), IDENTIFIED).status_code == 403
    assert not AccessRecord.objects.exists()


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_referral_that_is_not_there_is_404(intake_worker, method):
    address = reverse("aanmeldingen:export", args=[UNKNOWN])
    assert getattr(intake_worker.client, method)(address, IDENTIFIED).status_code == 404


def test_the_log_holds_nothing_of_it(lived, make, monkeypatch, caplog):
    written = record_logs(monkeypatch)
    make(lived)
    said = written.getvalue() + " ".join(record.getMessage() for record in caplog.records)
    assert not [trace for trace in ("qx7", "12345678", "noor@") if trace in said]
