"""What a visitor sees when something is wrong."""

import pytest
from django.db import OperationalError
from django.test import Client
from pytest_django import Settings

from information.models import InformationPage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded_site")]

TELEPHONE = "030 234 00 45"


def test_an_address_that_is_not_there_helps_to_find_the_way(visitor: Client) -> None:
    response = visitor.get("/slachtoffers/bestaat-niet/")
    page = response.content.decode()
    assert response.status_code == 404
    assert TELEPHONE in page
    assert 'href="/slachtoffers/"' in page


@pytest.fixture
def broken_page(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise RuntimeError("geheim detail van de machine")

    monkeypatch.setattr(InformationPage, "get_context", fail)


def test_a_fault_of_ours_shows_the_telephone_and_nothing_of_the_machine(broken_page: None) -> None:
    response = Client(raise_request_exception=False).get("/contact/")
    page = response.content.decode()
    assert response.status_code == 500
    assert TELEPHONE in page
    assert "geheim" not in page
    assert "Traceback" not in page
    assert "RuntimeError" not in page


def test_the_page_for_what_is_not_there_needs_no_database(monkeypatch: pytest.MonkeyPatch, visitor: Client) -> None:
    def away(*args: object, **kwargs: object) -> None:
        raise OperationalError("away")

    monkeypatch.setattr("home.navigation.menu", away)
    response = visitor.get("/bestaat-niet/")
    assert response.status_code == 404
    assert TELEPHONE in response.content.decode()


def test_a_form_that_lost_its_cookie_keeps_what_was_typed(settings: Settings) -> None:
    strict = Client(enforce_csrf_checks=True)
    response = strict.post("/aanmelden/naam/", {"name": "Zebedeus"}, headers={"origin": "http://testserver"})
    page = response.content.decode()
    assert response.status_code == 403
    assert 'value="Zebedeus"' in page
    assert TELEPHONE in page
    assert "cookie" in page


@pytest.mark.parametrize("headers", [{}, {"origin": "https://kwaad.example"}, {"sec-fetch-site": "cross-site"}])
def test_what_another_site_made_up_is_not_offered_to_be_sent(headers: dict[str, str]) -> None:
    strict = Client(enforce_csrf_checks=True)
    response = strict.post("/aanmelden/naam/", {"name": "AANVALLER"}, headers=headers)
    assert response.status_code == 403
    assert "AANVALLER" not in response.text


def test_an_unknown_host_gets_no_page(settings: Settings, visitor: Client) -> None:
    settings.ALLOWED_HOSTS = ["www.example.nl"]
    response = visitor.get("/", headers={"host": "kwaad.example"})
    assert response.status_code == 400
    assert "kwaad" not in response.content.decode()


def test_health_tells_that_it_lives_and_nothing_else(visitor: Client) -> None:
    assert visitor.get("/-/health/").content == b"ok"
