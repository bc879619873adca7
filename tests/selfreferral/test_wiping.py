"""Every button that sends something really can: its form carries the token that Django asks for."""

import re

import pytest
from django.conf import settings
from django.test import Client

from selfreferral.public.models import Draft
from tests import second_factor
from tests.cast import Player

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded_site")]

FORM = re.compile(r'<form[^>]*method="post"[^>]*>.*?</form>', re.DOTALL | re.IGNORECASE)
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@pytest.fixture
def strict() -> Client:
    """A visitor whose browser does what a real one does, before a server that checks."""
    return Client(enforce_csrf_checks=True)


def _forms(client: Client, path: str) -> list[str]:
    return FORM.findall(client.get(path, follow=True).text)


def _send(client: Client, form: str, path: str, **answers: str) -> str:
    token = TOKEN.search(form)
    assert token, f"a form without a token at {path}: {form[:120]}"
    return client.post(path, {"csrfmiddlewaretoken": token[1], **answers}).headers.get("Location", "")


def test_a_visitor_can_wipe_the_answers_from_any_step(strict: Client) -> None:
    (first,) = _forms(strict, "/aanmelden/voor-wie/")
    assert _send(strict, first, "/aanmelden/voor-wie/", route="self") == "/aanmelden/betrokken-als/"
    assert Draft.objects.count() == 1
    _question, wipe, _stay = _forms(strict, "/aanmelden/betrokken-als/")
    assert _send(strict, wipe, "/aanmelden/wissen/") == "/aanmelden/gewist/"
    assert not Draft.objects.exists()
    assert not strict.cookies[settings.DRAFT_COOKIE_NAME].value


def test_every_form_in_the_queue_carries_its_token(intake_worker: Player) -> None:
    client = Client(enforce_csrf_checks=True)
    second_factor.open_session(client, intake_worker.user)
    forms = _forms(client, "/beheer/aanmeldingen/")
    assert any("Zoek op naam" in form for form in forms)
    assert all(TOKEN.search(form) for form in forms)
