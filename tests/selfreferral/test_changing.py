"""Going back, changing one's mind, coming too early or too late, and stopping."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from selfreferral.models import Letter
from selfreferral.public.drafts import SILENCE
from selfreferral.public.models import Draft
from selfreferral.public.steps import with_answers
from tests.selfreferral.walking import CHECK, CLIENT_BY_EMAIL, DONE, FIRST, START, VICTIM_BY_PHONE, fill_in

pytestmark = pytest.mark.django_db

FORM_PAGES = (START, FIRST, CHECK, DONE, "/aanmelden/gewist/", "/aanmelden/verlopen/", "/aanmelden/eerst-overleggen/")


def test_a_change_that_opens_no_question_leads_back_to_the_check_page(visitor):
    fill_in(visitor, VICTIM_BY_PHONE)
    assert visitor.post("/aanmelden/naam/?wijzig", {"name": "Sam"}).url == CHECK
    assert "Sam" in visitor.get(CHECK).content.decode()


def test_another_way_to_be_reached_asks_for_that_and_comes_back(visitor):
    fill_in(visitor, VICTIM_BY_PHONE)
    assert visitor.post("/aanmelden/bereiken/?wijzig", {"channel": "email"}).url == "/aanmelden/e-mail/?wijzig"
    assert visitor.post("/aanmelden/e-mail/?wijzig", {"email": "n@post.example"}).url == "/aanmelden/meelezen/?wijzig"
    assert visitor.post("/aanmelden/meelezen/?wijzig", {"read_by_others": "no"}).url == CHECK
    assert "06 12 34 56 78" not in visitor.get(CHECK).content.decode()


@pytest.mark.parametrize(("before", "after"), [("self", "relative"), ("relative", "self")])
def test_consent_in_one_wording_is_no_consent_in_another(visitor, before, after):
    """For oneself and for somebody else one agrees to different sentences (GDPR art. 7: specific and informed)."""
    fill_in(visitor, {**VICTIM_BY_PHONE, "route": before})
    visitor.post(f"{FIRST}?wijzig", {"route": after})
    assert visitor.post(CHECK).url == "/aanmelden/betrokken-als/"
    assert "consent" not in with_answers({"route": before, "consent": True}, {"route": after})
    assert not Letter.objects.exists()


def test_what_was_said_about_one_person_is_not_said_about_another(visitor):
    fill_in(visitor, VICTIM_BY_PHONE)
    visitor.post(f"{FIRST}?wijzig", {"route": "relative"})
    assert "Noor" not in visitor.get("/aanmelden/naam/", follow=True).text


def test_another_number_asks_again_what_may_be_said_there(visitor):
    fill_in(visitor, VICTIM_BY_PHONE)
    assert visitor.post("/aanmelden/telefoon/?wijzig", {"phone": "0687654321"}).url == "/aanmelden/wie-belt/?wijzig"
    assert visitor.post("/aanmelden/wie-belt/?wijzig", {"may_say_who": "no"}).url == "/aanmelden/voicemail/?wijzig"
    assert visitor.post("/aanmelden/voicemail/?wijzig", {"voicemail": "no"}).url == CHECK


def test_going_back_during_a_change_leads_to_the_question_before_while_one_is_open(visitor):
    fill_in(visitor, VICTIM_BY_PHONE)
    visitor.post("/aanmelden/bereiken/?wijzig", {"channel": "email"})
    assert 'href="/aanmelden/bereiken/?wijzig"' in visitor.get("/aanmelden/e-mail/?wijzig").text


def test_a_client_who_stops_agreeing_on_the_check_page_ends_the_form_and_wipes_it(visitor):
    fill_in(visitor, CLIENT_BY_EMAIL)
    assert visitor.post("/aanmelden/instemming/?wijzig", {"client_agrees": "no"}).url == "/aanmelden/eerst-overleggen/"
    assert not Draft.objects.exists()
    assert visitor.get(CHECK).url == "/aanmelden/verlopen/"


def test_a_page_further_on_leads_to_the_first_question_that_is_open(visitor):
    visitor.post(FIRST, {"route": "self"})
    assert visitor.get("/aanmelden/naam/").url == "/aanmelden/betrokken-als/"
    assert visitor.get(CHECK).url == "/aanmelden/betrokken-als/"


def test_a_page_that_is_not_asked_on_this_route_leads_on(visitor):
    fill_in(visitor, VICTIM_BY_PHONE)
    assert visitor.get("/aanmelden/professional/").url == CHECK


@pytest.mark.parametrize("address", ["/aanmelden/naam/", CHECK])
def test_who_comes_after_an_hour_is_told_that_the_answers_are_gone(visitor, address):
    fill_in(visitor, VICTIM_BY_PHONE)
    Draft.objects.update(saved_at=timezone.now() - SILENCE - timedelta(seconds=1))
    assert visitor.get(address).url == "/aanmelden/verlopen/"
    assert visitor.post(address, {"name": "Sam"}).url == "/aanmelden/verlopen/"
    assert not Letter.objects.exists()


def test_stopping_wipes_the_answers_and_the_cookies(visitor):
    fill_in(visitor, VICTIM_BY_PHONE)
    assert visitor.post("/aanmelden/wissen/").url == "/aanmelden/gewist/"
    assert not Draft.objects.exists()
    assert all(cookie.value == "" for cookie in visitor.cookies.values())


@pytest.mark.parametrize("address", FORM_PAGES)
def test_no_page_of_the_form_is_kept_by_anyone_and_only_the_first_is_found(visitor, address):
    headers = visitor.get(address).headers
    assert headers["Cache-Control"] == "no-store"
    assert ("noindex" in headers["X-Robots-Tag"]) is (address != START)


def test_the_first_page_starts_nothing(visitor):
    assert not visitor.get(START).cookies
    assert not Draft.objects.exists()


def test_looking_at_the_first_question_keeps_nothing_on_the_server(visitor):
    visitor.get(FIRST)
    assert not Draft.objects.exists()


def test_without_cookies_the_visitor_is_told_why_and_keeps_what_was_typed():
    visitor = Client(enforce_csrf_checks=True)
    reply = visitor.post(FIRST, {"route": "relative"}, headers={"origin": "http://testserver"})
    assert reply.status_code == 403
    assert "cookie" in reply.content.decode()
    assert '<input type="hidden" name="route" value="relative">' in reply.content.decode()


def test_somebody_elses_page_cannot_send_a_form_for_the_visitor():
    visitor = Client(enforce_csrf_checks=True)
    visitor.get(FIRST)
    assert visitor.post(FIRST, {"route": "self"}).status_code == 403
    assert not Draft.objects.exists()


def test_a_page_says_which_step_it_is_in_its_title_and_above_the_form(visitor):
    page = visitor.get(FIRST).content.decode()
    assert page.count("Stap 1 van") == 2


def test_a_mistake_is_said_in_the_title_after_a_redirect_so_that_going_back_keeps_working(visitor):
    fill_in(visitor, VICTIM_BY_PHONE)
    reply = visitor.post("/aanmelden/telefoon/?wijzig", {"phone": "zes"})
    assert reply.url == "/aanmelden/telefoon/?wijzig"
    page = visitor.get(reply.url).text
    assert "<title>Fout:" in page
    assert 'value="zes"' in page
    assert "<title>Fout:" not in visitor.get("/aanmelden/naam/").text


def test_a_mistake_on_the_first_page_is_said_too(visitor):
    assert "<title>Fout:" in visitor.post(FIRST, {}, follow=True).text


def test_what_no_page_can_take_is_shown_again_but_not_kept(visitor):
    fill_in(visitor, VICTIM_BY_PHONE)
    reply = visitor.post("/aanmelden/naam/", {"name": "N" * 50_000})
    assert reply.status_code == 422
    assert "N" * 50_000 in reply.text
