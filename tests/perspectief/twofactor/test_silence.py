"""A quarter of an hour of silence in the intake, and what was typed before it."""

import html
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from perspectief.accounts.twofactor import proof
from selfreferral.intake.models import AccessRecord, Note
from tests import second_factor
from tests.cast import Player
from tests.selfreferral.intake.conftest import referral, send_in

__all__ = ["referral", "send_in"]
pytestmark = pytest.mark.django_db

SILENT = proof.SILENCE_SECONDS + 1
LONG = 'Noor belde terug.\r\nZe wil "rustig" praten, en zegt: <liever> \'s avonds & niet thuis.'
HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)">')
QUEUE = "/beheer/aanmeldingen/"


def _note(referral: Any) -> str:
    return reverse("aanmeldingen:add_note", kwargs={"referral_id": referral.pk})


def _fall_silent(player: Player, *, seconds: int = SILENT) -> None:
    """The last click was so long ago."""
    session = player.client.session
    for record in session[second_factor.RECORDS]:
        record["at"] -= seconds
    session[proof.WORKED_AT] = session.get(proof.WORKED_AT, 0) - seconds
    session.save()


def test_after_silence_the_intake_asks_and_the_rest_does_not(intake_worker: Player, referral: Any) -> None:
    assert intake_worker.client.get(QUEUE).status_code == 200
    _fall_silent(intake_worker)
    address = reverse("aanmeldingen:referral", kwargs={"referral_id": referral.pk})
    asked = intake_worker.client.get(address)
    assert asked["Location"].startswith(reverse("mfa_reauthenticate"))
    assert not AccessRecord.objects.exists()
    assert intake_worker.client.get("/beheer/").status_code == 200


@pytest.mark.parametrize(
    ("who", "address"),
    [
        ("auditor", "/beheer/reports/wie-keek/"),
        ("auditor", "/beheer/reports/wie-keek/?export=csv"),
        ("coordinator", "/beheer/reports/cijfers/"),
    ],
)
def test_so_do_the_reports_about_it(request: pytest.FixtureRequest, who: str, address: str) -> None:
    player = request.getfixturevalue(who)
    assert player.client.get(address).status_code == 200
    _fall_silent(player)
    assert player.client.get(address)["Location"].startswith(reverse("mfa_reauthenticate"))


def test_the_proof_leads_back_to_the_referral(intake_worker: Player, referral: Any) -> None:
    _fall_silent(intake_worker)
    address = reverse("aanmeldingen:referral", kwargs={"referral_id": referral.pk})
    asked = intake_worker.client.get(address)["Location"]
    page = intake_worker.client.get(asked)
    assert f'value="{address}"' in page.text
    answer = intake_worker.client.post(asked, {"code": second_factor.code(intake_worker.user), "next": address})
    assert answer["Location"] == address
    assert intake_worker.client.get(address).status_code == 200


def test_who_goes_on_working_is_not_asked(intake_worker: Player) -> None:
    for _ in range(3):
        assert intake_worker.client.get(QUEUE).status_code == 200
        _fall_silent(intake_worker, seconds=10 * 60)
    assert intake_worker.client.get(QUEUE).status_code == 200


def test_work_elsewhere_is_silence_here(intake_worker: Player) -> None:
    intake_worker.client.get(QUEUE)
    _fall_silent(intake_worker)
    intake_worker.client.get("/beheer/account/")
    assert intake_worker.client.get(QUEUE).status_code == 302


def test_work_without_ever_a_proof_is_none(intake_worker: Player) -> None:
    session = intake_worker.client.session
    session[proof.WORKED_AT] = 9e9
    session[second_factor.RECORDS] = [{"method": "password", "at": 9e9}]
    session.save()
    assert intake_worker.client.get(QUEUE).status_code == 302


def test_a_note_typed_before_the_silence_can_be_sent_after_the_proof(intake_worker: Player, referral: Any) -> None:
    client = Client(enforce_csrf_checks=True)
    second_factor.open_session(client, intake_worker.user)
    form = client.get(reverse("aanmeldingen:referral", kwargs={"referral_id": referral.pk})).text
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form)
    assert token
    _fall_silent(Player(intake_worker.user, client))
    refused = client.post(_note(referral), {"csrfmiddlewaretoken": token[1], "text": LONG})
    assert refused.status_code == 403
    assert refused["Cache-Control"] == "no-store"
    assert not Note.objects.exists()
    kept = {name: html.unescape(value) for name, value in HIDDEN.findall(refused.text)}
    assert kept["text"] == LONG
    proving = {"csrfmiddlewaretoken": token[1], "code": second_factor.code(intake_worker.user)}
    client.post(reverse("mfa_reauthenticate"), proving)
    assert client.post(_note(referral), kept).status_code == 302
    assert Note.objects.count() == 1


def test_what_another_site_made_up_is_not_kept_to_be_sent(intake_worker: Player, referral: Any) -> None:
    client = Client(enforce_csrf_checks=True)
    second_factor.open_session(client, intake_worker.user, seconds_ago=SILENT)
    answer = client.post(_note(referral), {"text": "AANVALLER was hier"})
    assert answer.status_code == 403
    assert "AANVALLER" not in answer.text


def test_a_script_gets_403_and_no_page(intake_worker: Player) -> None:
    _fall_silent(intake_worker)
    for headers in ({"X-Requested-With": "XMLHttpRequest"}, {"Sec-Fetch-Mode": "cors"}):
        answer = intake_worker.client.get(QUEUE, headers=headers)
        assert (answer.status_code, answer["Content-Type"]) == (403, "text/plain; charset=utf-8")


def test_what_was_typed_when_the_session_had_ended_can_be_copied(visitor: Client, referral: Any) -> None:
    answer = visitor.post(_note(referral), {"text": LONG, "password": "geheim en lang"})
    assert answer.status_code == 403
    assert html.escape(LONG.replace("\r", "")).split("\n")[0] in answer.text
    assert "geheim" not in answer.text
