"""The auditor sees who looked at which referral and when, and never what they saw."""

import io
from datetime import timedelta

import openpyxl
import pytest
from django.urls import reverse

from selfreferral.intake import accesslog, queue
from selfreferral.intake.models import AccessCheck, AccessRecord, Outcome, Part
from selfreferral.intake.retention import purge

LOOKS = reverse("wie_keek:looks")


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


def test_it_says_whether_all_of_it_is_as_it_was_written(auditor, looked, now):
    assert "nog niet gebeurd" in auditor.client.get(LOOKS).text
    accesslog.check_daily(now=now)
    assert f"{AccessRecord.objects.count()} regels" in auditor.client.get(LOOKS).text
    AccessCheck.objects.update(problem="Record 1 is not what was written.")
    assert "klopte deze lijst niet meer" in auditor.client.get(LOOKS).text


def test_it_can_be_taken_along(auditor, looked):
    csv = b"".join(auditor.client.get(f"{LOOKS}?export=csv").streaming_content).decode()
    assert csv.count("\n") == AccessRecord.objects.count() + 1
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(auditor.client.get(f"{LOOKS}?export=xlsx").streaming_content))).active
    assert [cell.value for cell in sheet[1]][:4] == ["Nummer", "Wanneer", "Wie", "Aanmelding"]
    assert {row[4].value for row in sheet.iter_rows(min_row=2)} == {Part.LETTER.label, Part.SEARCH.label}


@pytest.mark.parametrize("who", ["intake_worker", "coordinator", "technical_administrator", "editor"])
def test_nobody_else_sees_it(request, who, looked):
    player = request.getfixturevalue(who)
    assert player.client.get(LOOKS).status_code == 403
    assert "Wie keek wanneer" not in player.client.get(reverse("wagtailadmin_home")).text
