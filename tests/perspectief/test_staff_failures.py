"""What a colleague sees when something is wrong: what it is, and nothing they typed is gone."""

import errno

import psycopg
import pytest
from django.db import OperationalError
from django.test import Client

pytestmark = [pytest.mark.pure]

TYPED = "Zebedeus belt morgen"


@pytest.fixture
def colleague() -> Client:
    return Client(raise_request_exception=False, enforce_csrf_checks=True, headers={"sec-fetch-mode": "navigate"})


def _breaking(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise error

    monkeypatch.setattr("perspectief.accounts.twofactor.middleware.RequireSecondFactor.process_view", fail)


@pytest.fixture
def no_database(monkeypatch: pytest.MonkeyPatch) -> None:
    _breaking(monkeypatch, OperationalError("geheim detail"))


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    _breaking(monkeypatch, OSError(errno.ENOSPC, "geheim detail"))


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    _breaking(monkeypatch, RuntimeError("geheim detail"))


def _send(colleague: Client, *, token: str = "a" * 32, **fields: str):
    colleague.cookies["csrftoken"] = "a" * 32
    return colleague.post("/beheer/aanmeldingen/", {"csrfmiddlewaretoken": token, **fields})


@pytest.mark.usefixtures("no_database")
def test_no_database_is_said_in_so_many_words(colleague):
    response = colleague.get("/beheer/aanmeldingen/")
    assert response.status_code == 503
    assert "De database is nu niet bereikbaar" in response.text
    assert "Bent u bezig met aanmelden" not in response.text
    assert "geheim" not in response.text


@pytest.mark.usefixtures("no_database")
def test_what_was_typed_can_be_sent_again(colleague):
    response = _send(colleague, text=TYPED)
    assert response.status_code == 503
    assert f'value="{TYPED}"' in response.text
    assert response["Cache-Control"] == "no-store"


@pytest.mark.usefixtures("no_database")
def test_what_another_site_made_up_is_not_offered_to_be_sent(colleague):
    response = _send(colleague, token="b" * 32, text=TYPED)
    assert TYPED not in response.text


@pytest.mark.usefixtures("no_database")
@pytest.mark.parametrize("name", ["password", "code", "user-password"])
def test_a_password_is_not_put_on_a_page_again(colleague, name):
    response = _send(colleague, login="intaker", **{name: TYPED})
    assert response.status_code == 503
    assert TYPED not in response.text


@pytest.mark.usefixtures("full_disk")
def test_a_full_disk_is_said_in_so_many_words(colleague):
    response = colleague.get("/beheer/aanmeldingen/")
    assert response.status_code == 503
    assert "De schijf van de server is vol" in response.text


def test_a_full_disk_of_the_database_is_no_trouble_that_passes(colleague, monkeypatch):
    error = OperationalError("geheim detail")
    error.__cause__ = psycopg.errors.DiskFull()
    _breaking(monkeypatch, error)
    response = colleague.get("/beheer/aanmeldingen/")
    assert "De schijf van de server is vol" in response.text
    assert "vanzelf" not in response.text


@pytest.mark.usefixtures("broken")
def test_any_other_fault_says_nothing_of_the_machine(colleague):
    response = colleague.get("/beheer/aanmeldingen/")
    assert response.status_code == 500
    assert "Waarschuw de technisch beheerder" in response.text
    assert "geheim" not in response.text


@pytest.mark.usefixtures("no_database")
def test_a_script_gets_a_line_instead_of_a_page(colleague):
    response = colleague.get("/beheer/aanmeldingen/", headers={"sec-fetch-mode": "cors"})
    assert (response.status_code, response["Content-Type"]) == (503, "text/plain; charset=utf-8")


@pytest.mark.usefixtures("broken")
def test_a_visitor_sees_the_page_for_visitors(colleague):
    assert "Bellen kan ook" in colleague.get("/zoeken/").text
