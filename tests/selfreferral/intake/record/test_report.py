"""The auditor sees who looked at which referral and when, and never what they saw."""

import csv
import io
from datetime import timedelta

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from selfreferral.intake import accesslog, queue
from selfreferral.intake.models import AccessRecord, Outcome, Part
from selfreferral.intake.retention import purge
from selfreferral.intake.verifying import check
from selfreferral.public.secret import VisitSecret
from selfreferral.public.submit import submit

LOOKS, FIND = reverse("wie_keek:looks"), reverse("wie_keek:find_looks")


@pytest.fixture
def looked(referral, send_in, intake_worker, other_intake_worker):
    """Two colleagues looked at one referral each, and one of them searched."""
    other = send_in(name="Sam")
    intake_worker.client.get(reverse("aanmeldingen:referral", kwargs={"referral_id": referral.pk}))
    other_intake_worker.client.get(reverse("aanmeldingen:referral", kwargs={"referral_id": other.pk}))
    intake_worker.client.post(reverse("aanmeldingen:find"), {"what": "Noor"})
    return referral, other


def _rows(player, query=""):
    page = player.client.get(f"{LOOKS}{query}").text
    return page.partition("<tbody>")[2].partition("</tbody>")[0]


def test_it_says_who_which_when_and_what_part(auditor, looked, intake_worker):
    rows = _rows(auditor)
    for said in (looked[0].reference, looked[1].reference, "intaker", "collega", "hele aanmelding", "zoeken"):
        assert said in rows
    assert "Noor" not in rows
    assert "Sam" not in rows


def test_what_one_person_asks_about_their_own_referral_can_be_answered(auditor, looked):
    rows = _rows(auditor, f"?aanmelding={looked[0].reference}")
    assert looked[0].reference in rows
    assert looked[1].reference not in rows


def test_also_when_the_referral_is_gone(auditor, looked, intake_worker, now):
    queue.close(referral_id=looked[0].pk, person=intake_worker.user, outcome=Outcome.DECLINED, now=now)
    purge(now=now + timedelta(days=91))
    assert looked[0].reference in _rows(auditor, f"?aanmelding={looked[0].reference}")


@pytest.mark.parametrize("query", ["?wie={worker}", "?wat=search", "?vanaf=2000-01-01&tot=2999-01-01&wie={worker}"])
def test_it_can_be_narrowed(auditor, looked, intake_worker, query):
    rows = _rows(auditor, query.format(worker=intake_worker.user.pk))
    assert "intaker" in rows
    assert "collega" not in rows


def test_a_reference_that_is_none_is_named(auditor, looked):
    assert "acht tekens" in auditor.client.get(f"{LOOKS}?aanmelding=%27--").text


def test_a_refusal_stands_among_them(auditor, editor, referral):
    editor.client.get(reverse("aanmeldingen:referral", kwargs={"referral_id": referral.pk}))
    rows = _rows(auditor)
    assert "geweigerd" in rows
    assert "redacteur" in rows


def test_it_says_that_all_of_it_is_as_it_was_written_and_what_to_write_down(auditor, looked, now):
    page = auditor.client.get(LOOKS).text
    assert "Van nummer 1 tot en met 3 staat alles er nog" in page
    assert "nagelopen" not in page
    assert str(accesslog.anchor()) in page
    accesslog.check_daily(now=now)
    assert "Alles is nagelopen op 23 november 2026" in auditor.client.get(LOOKS).text


def test_an_empty_record_is_whole(auditor, now):
    accesslog.check_daily(now=now)
    assert "Hier is nog niets vastgelegd" in auditor.client.get(LOOKS).text


GONE = {1: "klopt niet meer", 2: "Tot en met nummer 1", 3: "Tot en met nummer 2"}


@pytest.mark.parametrize("is_checked", [False, True])
@pytest.mark.parametrize("gone", GONE)
def test_it_says_that_a_record_is_gone(auditor, looked, unguard, now, gone, is_checked):
    unguard()
    AccessRecord.objects.filter(number=gone).delete()
    if is_checked:
        check(now=now)
    page = auditor.client.get(LOOKS).text
    assert "klopt niet meer" in page
    assert GONE[gone] in page


def test_it_sees_that_the_end_of_the_last_check_is_gone(auditor, looked, unguard, now):
    check(now=now)
    unguard()
    AccessRecord.objects.filter(number=3).delete()
    assert "klopt niet meer" in auditor.client.get(LOOKS).text


def test_it_sees_what_happened_to_records_since_the_last_check(auditor, looked, intake_worker, unguard, now):
    check(now=now)
    accesslog.record(referral=looked[0], person=intake_worker.user, at=now)
    unguard()
    AccessRecord.objects.filter(number=4).update(part=Part.EXPORT)
    assert "Tot en met nummer 3" in auditor.client.get(LOOKS).text


def test_a_long_record_costs_no_more_queries_than_a_short_one(auditor, looked, intake_worker, now):
    check(now=now)
    counts = []
    for _ in range(3):
        with CaptureQueriesContext(connection) as queries:
            auditor.client.get(LOOKS)
        counts.append(len(queries))
        for _ in range(20):
            accesslog.record(referral=looked[0], person=intake_worker.user, at=now)
    assert counts[1] == counts[2]  # the first also fills caches


def _csv(auditor, query=""):
    answer = auditor.client.get(f"{LOOKS}?export=csv{query}")
    return list(csv.DictReader(io.StringIO(answer.getvalue().decode())))


def test_it_can_be_taken_along(auditor, looked):
    rows = _csv(auditor, f"&aanmelding={looked[0].reference}")
    assert [(row["Nummer"], row["Wie"], row["Wat"]) for row in rows] == [("1", "intaker", Part.LETTER.label)]
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(auditor.client.get(f"{LOOKS}?export=xlsx").streaming_content))).active
    assert [cell.value for cell in sheet[1]][:4] == ["Nummer", "Wanneer", "Wie", "Aanmelding"]
    assert {row[4].value for row in sheet.iter_rows(min_row=2)} == {Part.LETTER.label, Part.SEARCH.label}


def test_times_are_those_of_a_clock_here_in_both(auditor, referral, intake_worker, now):
    accesslog.record(referral=referral, person=intake_worker.user, at=now)
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(auditor.client.get(f"{LOOKS}?export=xlsx").streaming_content))).active
    at = sheet["B2"].value
    assert f"{at:%Y-%m-%d %H:%M:%S}" == _csv(auditor)[-1]["Wanneer"] == "2026-11-23 10:00:00"


def test_a_name_is_no_formula(auditor, looked, intake_worker):
    intake_worker.user.first_name, intake_worker.user.last_name = "=HYPERLINK(0)", "x"
    intake_worker.user.save()
    assert {row["Wie"] for row in _csv(auditor)} == {"'=HYPERLINK(0) x", "collega"}


@pytest.fixture
def secret(database, now):
    """Of somebody who signed up and kept the code."""
    secret = VisitSecret.new()
    submit(secret=secret, answers={"name": "Noor", "consent": True}, now=now)
    return secret


def test_who_asks_is_found_by_the_code_and_nothing_is_opened(auditor, secret):
    answer = auditor.client.post(FIND, {"code": secret.receipt_code.lower()})
    reference = secret.letter_id.hex[:8].upper()
    assert (answer.status_code, answer.url) == (302, f"{LOOKS}?aanmelding={reference}")
    searched = AccessRecord.objects.get()  # and no look
    assert (searched.part, searched.referral_id, searched.person) == (Part.SEARCH, None, auditor.user)
    assert secret.receipt_code not in searched.what


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_who_takes_the_list_along_is_on_it_the_next_time(auditor, looked, kind):
    auditor.client.get(f"{LOOKS}?export={kind}")
    taken = AccessRecord.objects.order_by("number").last()
    assert (taken.part, taken.person, taken.what) == (Part.SEARCH, auditor.user, f"deze lijst, als bestand ({kind})")
    assert taken.what in auditor.client.get(LOOKS).text


@pytest.mark.parametrize("wrong", ["", "ABCD-EFGH", "x" * 100])
def test_a_wrong_code_finds_nothing(auditor, secret, wrong):
    answer = auditor.client.post(FIND, {"code": wrong}, follow=True)
    assert "Bij deze code is geen aanmelding gevonden" in answer.text


@pytest.mark.parametrize("who", ["intake_worker", "coordinator", "technical_administrator", "technician", "editor"])
def test_nobody_else_finds_by_a_code_here_and_trying_is_recorded(request, who, secret):
    player = request.getfixturevalue(who)
    assert player.client.post(FIND, {"code": secret.receipt_code}).status_code == 403
    assert AccessRecord.objects.get().part == Part.REFUSED


@pytest.mark.parametrize("who", ["intake_worker", "coordinator", "technical_administrator", "editor"])
def test_nobody_else_sees_it(request, who, looked):
    player = request.getfixturevalue(who)
    assert player.client.get(LOOKS).status_code == 403
    assert "Wie keek wanneer" not in player.client.get(reverse("wagtailadmin_home")).text
