"""A rule against abuse puts a referral aside and never turns it away; only a flood from one network waits ten minutes."""

from datetime import datetime, timedelta

import pytest
from django.test import Client, RequestFactory
from django.utils import timezone

from selfreferral.models import Letter
from selfreferral.public import drafts, rates
from selfreferral.public.doubts import TRAP
from selfreferral.public.models import Draft
from selfreferral.public.secret import VisitSecret
from tests.selfreferral.walking import CHECK, DONE, FIRST, VICTIM_BY_PHONE, fill_in, receipt_code, sign_up

pytestmark = pytest.mark.usefixtures("seeded_site", "db", "clock")

PRISON, ELSEWHERE = "198.51.100.7", "203.0.113.9"


def _person(address: str = PRISON) -> Client:
    return Client(REMOTE_ADDR=address)


def _fill(rule: rates.Rule, *, address: str = PRISON) -> None:
    """The rule has been used up from this network."""
    for _ in range(rule.most):
        rates.exceeded(rule=rule, request=RequestFactory().get("/", REMOTE_ADDR=address), now=timezone.now())


def _put_aside() -> list[bool]:
    return [letter.needs_check for letter in Letter.objects.order_by("received_at")]


def test_an_ordinary_referral_is_not_put_aside():
    sign_up(_person())
    assert _put_aside() == [False]


def test_a_filled_trap_puts_it_aside():
    robot = _person()
    fill_in(robot, VICTIM_BY_PHONE)
    assert robot.post(CHECK, {TRAP: "http://spam.example"}).url == DONE
    assert _put_aside() == [True]


@pytest.mark.parametrize(("seconds", "is_put_aside"), [(0, True), (19, True), (20, False), (3000, False)])
def test_faster_than_anybody_types_puts_it_aside(settings, clock, seconds, is_put_aside):
    settings.LEAST_SECONDS = 20
    person = _person()
    fill_in(person, VICTIM_BY_PHONE)
    clock.forward(timedelta(seconds=seconds))
    person.post(CHECK)
    assert _put_aside() == [is_put_aside]


def test_the_time_is_counted_from_the_first_answer_and_not_from_the_last(clock):
    person = _person()
    person.post(FIRST, {"route": "self"})
    begun = _started_at(person)
    clock.forward(timedelta(minutes=5))
    fill_in(person, VICTIM_BY_PHONE)
    assert _started_at(person) == begun


def _started_at(person: Client) -> datetime:
    visit = drafts.load(secret=VisitSecret.from_cookie(person.cookies["formulier"].value), now=timezone.now())
    return visit.started_at


def test_many_from_one_network_put_the_next_aside_and_nobody_elses():
    _fill(rates.SENDING)
    sign_up(_person())
    sign_up(_person(ELSEWHERE))
    assert _put_aside() == [True, False]


def test_beyond_the_ceiling_of_a_day_the_rest_is_put_aside_whoever_it_is(settings):
    settings.DAILY_CEILING = 2
    for number in range(4):
        sign_up(_person(f"203.0.{number}.9"))
    assert _put_aside() == [False, False, True, True]


def test_who_is_put_aside_sees_the_same_as_everybody():
    ordinary = sign_up(_person())
    _fill(rates.SENDING)
    doubted = sign_up(_person())
    assert _put_aside() == [False, True]
    assert _wording(doubted) == _wording(ordinary)


def _wording(reply) -> str:
    text = reply.text
    for code in (receipt_code(reply), reply.context["code_spelled"], *reply.context["code_groups"]):
        text = text.replace(code, "")
    return "\n".join(line for line in text.splitlines() if "csrfmiddlewaretoken" not in line)


def test_from_a_prison_every_referral_is_taken():
    people = 45
    assert people > rates.SENDING.most
    for _ in range(people):
        assert "De code is" in sign_up(_person()).text
    assert _put_aside() == [False] * rates.SENDING.most + [True] * (people - rates.SENDING.most)


def test_a_second_press_is_not_a_second_time():
    person = _person()
    sign_up(person)
    for _ in range(rates.SENDING.most):
        person.post(CHECK)
    sign_up(_person())
    assert _put_aside() == [False, False]


def test_a_flood_waits_ten_minutes_keeps_its_answers_and_has_a_telephone(clock):
    person = _person()
    fill_in(person, VICTIM_BY_PHONE)
    _fill(rates.SENDING_FLOOD)
    reply = person.post(CHECK, {TRAP: ""})
    assert reply.status_code == 429
    assert reply["Retry-After"] == "600"
    assert reply["Cache-Control"] == "no-store"
    assert "tel:" in reply.text
    assert "Probeer het nog eens" in reply.text
    assert not Letter.objects.exists()
    clock.forward(rates.TEN_MINUTES)
    assert "De code is" in person.post(CHECK, {TRAP: ""}, follow=True).text
    assert Letter.objects.count() == 1


def test_a_flood_from_one_network_refuses_nobody_elsewhere_and_nobody_unknown():
    _fill(rates.SENDING_FLOOD)
    _fill(rates.SENDING_FLOOD, address="127.0.0.1")
    for address in (ELSEWHERE, "127.0.0.1"):
        assert sign_up(_person(address)).status_code == 200


def test_a_flood_of_beginnings_makes_no_drafts_and_keeps_what_was_typed():
    _fill(rates.STARTING_FLOOD)
    reply = _person().post(FIRST, {"route": "relative"})
    assert reply.status_code == 429
    assert '<input type="hidden" name="route" value="relative">' in reply.text
    assert not Draft.objects.exists()
    assert not reply.cookies.get("formulier")


def test_who_is_on_the_way_is_not_stopped_by_a_flood_of_beginnings():
    person = _person()
    person.post(FIRST, {"route": "self"})
    _fill(rates.STARTING_FLOOD)
    assert person.post("/aanmelden/betrokken-als/", {"role": "victim"}).status_code == 302


def test_two_hundred_beginnings_are_two_hundred_drafts_and_no_more():
    for _ in range(rates.STARTING_FLOOD.most):
        assert _person().post(FIRST, {"route": "self"}).status_code == 302
    assert _person().post(FIRST, {"route": "self"}).status_code == 429
    assert Draft.objects.count() == rates.STARTING_FLOOD.most


@pytest.mark.parametrize(
    "name", ["url", "website", "email", "name", "phone", "tel", "address", "organization", "username", "password"]
)
def test_the_trap_is_named_after_nothing_that_a_browser_fills_in(name):
    assert name not in TRAP


def test_the_trap_is_hidden_from_everybody():
    person = _person()
    fill_in(person, VICTIM_BY_PHONE)
    row = next(line for line in person.get(CHECK).text.splitlines() if TRAP in line)
    assert row.strip().startswith("<div hidden>")
    assert 'autocomplete="off"' in row
    assert 'tabindex="-1"' in row
