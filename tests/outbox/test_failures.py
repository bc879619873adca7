"""Messages that don't arrive are seen by who can do something about it."""

from datetime import UTC, datetime
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from perspectief.outbox.delivering import GIVEN_UP_AFTER, deliver
from perspectief.outbox.models import Message
from perspectief.outbox.posting import post

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


@pytest.fixture
def failed(database, nobody_at_the_mail_server) -> Message:
    post(to=["anna@perspectief.example"], subject="Er wacht iets", body="Kijk.", now=NOON)
    deliver(now=NOON + GIVEN_UP_AFTER)
    return Message.objects.get()


def test_the_list_says_to_whom_since_when_and_why(technical_administrator, failed):
    page = technical_administrator.client.get(reverse("outbox_failures")).text
    for said in ("anna@perspectief.example", "Er wacht iets", "vr 1 mei 2026, 14:00", "antwoordt niet", "geen: opgegeven"):
        assert said in page
    assert "Kijk." not in page


def test_an_empty_list_says_so(technical_administrator):
    page = technical_administrator.client.get(reverse("outbox_failures")).text
    assert "Alle berichten zijn aangekomen." in page
    assert "Probeer ze nu opnieuw" not in page


@pytest.mark.parametrize("who", ["editor", "writer"])
def test_nobody_else_sees_or_presses(request, who, failed):
    client = request.getfixturevalue(who).client
    assert "anna@" not in client.get(reverse("outbox_failures"), follow=True).text
    client.post(reverse("outbox_try_again"))
    failed.refresh_from_db()
    assert failed.is_given_up
    assert "Berichten komen niet aan" not in client.get(reverse("wagtailadmin_home")).text


def test_trying_again_sends_what_was_given_up(technical_administrator, failed, mail_server):
    page = technical_administrator.client.post(reverse("outbox_try_again"), follow=True).text
    assert "1 bericht gaat binnen een minuut opnieuw op weg." in page
    assert deliver(now=datetime.now(UTC)) == 1
    assert mail_server.told() == {"anna@perspectief.example"}


def test_trying_again_is_never_done_by_a_link(technical_administrator, failed):
    assert technical_administrator.client.get(reverse("outbox_try_again")).status_code == 405


def test_the_first_page_alarms_and_is_silent_when_all_is_well(technical_administrator, failed):
    home = reverse("wagtailadmin_home")
    assert "Eén bericht aan een medewerker komt niet aan." in technical_administrator.client.get(home).text
    failed.delete()
    assert "Berichten komen niet aan" not in technical_administrator.client.get(home).text


def test_an_address_that_begins_as_a_formula_is_none_in_a_spreadsheet(technical_administrator, failed):
    Message.objects.update(to="=1+1@perspectief.example")
    taken = technical_administrator.client.get(reverse("outbox_failures") + "?export=csv")
    assert b"'=1+1@perspectief.example" in b"".join(taken.streaming_content)
    taken = technical_administrator.client.get(reverse("outbox_failures") + "?export=xlsx")
    sheet = load_workbook(BytesIO(b"".join(taken.streaming_content))).active
    assert sheet["A2"].value == "'=1+1@perspectief.example"


def test_the_list_can_be_taken_along(technical_administrator, failed):
    answer = technical_administrator.client.get(reverse("outbox_failures") + "?export=csv")
    assert b"anna@perspectief.example" in b"".join(answer.streaming_content)
