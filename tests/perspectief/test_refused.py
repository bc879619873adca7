"""Who may not see a page of the admin stays in the admin, and hears nothing of what lies behind."""

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse

from perspectief.staff_failures import csrf_failure
from tests.cast import Player


@pytest.mark.parametrize("who", ["editor", "technical_administrator", "auditor"])
def test_the_refusal_looks_like_the_admin_and_leads_back_into_it(request: pytest.FixtureRequest, who: str) -> None:
    player: Player = request.getfixturevalue(who)
    answer = player.client.get("/beheer/aanmeldingen/")
    assert (answer.status_code, answer.headers["Cache-Control"]) == (403, "no-store")
    assert f"U bent ingelogd als {player.user.username}." in answer.text
    assert f'href="{reverse("wagtailadmin_home")}"' in answer.text
    assert "Verlaat deze site" not in answer.text


def test_a_page_that_stood_open_for_too_long_says_so(editor: Player, rf: RequestFactory) -> None:
    asked = rf.post("/beheer/pages/")
    asked.user = editor.user
    answer = csrf_failure(asked)
    assert answer.status_code == 403
    assert "de pagina stond te lang open" in answer.text


@pytest.mark.django_db
@pytest.mark.usefixtures("seeded_site")
def test_elsewhere_a_visitor_sees_the_website(visitor: Client, rf: RequestFactory) -> None:
    asked = rf.post("/contact/")
    assert "Verlaat deze site" in csrf_failure(asked).content.decode()
