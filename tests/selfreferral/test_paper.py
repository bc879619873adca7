"""The form on paper asks what the form on a screen asks, and leaves nothing behind."""

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation

from home.models import OrganisationSettings
from selfreferral.public.paper import PaperQuestion, questions
from selfreferral.public.steps import STEPS, find
from selfreferral.questions import Route

pytestmark = pytest.mark.usefixtures("committing")

PAPERS = {
    Route.SELF: "/aanmelden/op-papier/mijzelf/",
    Route.RELATIVE: "/aanmelden/op-papier/iemand-anders/",
    Route.CLIENT: "/aanmelden/op-papier/client/",
}
CHANNELS = ("phone", "email", "post", "other_person", "will_call")


def titles_on_screen(route: Route) -> set[str]:
    """Every question that some way through this route asks."""
    ways = [{"route": route, "channel": channel, "age_band": age} for channel in CHANNELS for age in ("under_12", "18_up")]
    asked = [(step, answers) for answers in ways for step in STEPS if find(step.slug, answers)]
    return {str(step.form(answers=answers).page_title) for step, answers in asked if "route" not in step.keys}


def question(title: str, route: Route = Route.SELF) -> PaperQuestion:
    return next(one for one in questions(route) if one.title == title)


@pytest.mark.parametrize("route", PAPERS)
def test_paper_asks_what_the_screen_asks(route: Route) -> None:
    assert {one.title for one in questions(route)} == titles_on_screen(route)


def test_paper_says_for_whom_a_question_is() -> None:
    assert question("Hoe mogen we u noemen?").only_if == ""
    assert question("Op welk adres kunnen we u schrijven?").only_if == "Alleen als u bij vraag 5 ‘Brief’ kiest."
    read_by_others = question("Kan iemand anders uw e-mail of post lezen?")
    assert read_by_others.only_if == "Alleen als u bij vraag 5 ‘E-mail’ of ‘Brief’ kiest."


def test_paper_has_room_to_write_and_boxes_to_tick() -> None:
    assert len(question("Op welk adres kunnen we u schrijven?").fields[0].lines) == 4
    channel = question("Hoe kunnen we u veilig bereiken?").fields[0]
    assert channel.choices == ("Bellen", "E-mail", "Brief", "Iemand anders bellen", "Ik bel zelf")
    assert not channel.lines
    (consent,) = question("Mogen we deze gegevens gebruiken?").fields
    assert consent.choices == ("Ik geef toestemming om deze gegevens te gebruiken om contact met mij op te nemen.",)


def test_the_number_in_a_condition_is_the_number_of_that_question() -> None:
    for route in PAPERS:
        asked = questions(route)
        chosen = next(one for one in asked if "veilig bereiken" in one.title)
        assert any(f"vraag {chosen.number} " in one.only_if for one in asked)


@pytest.mark.parametrize("address", ["/aanmelden/op-papier/", *PAPERS.values(), "/en/sign-up/on-paper/myself/"])
def test_a_paper_keeps_nothing_in_the_browser(visitor: Client, address: str) -> None:
    reply = visitor.get(address)
    assert reply.status_code == 200
    assert not reply.cookies
    assert reply["Cache-Control"] == "no-store"


def test_every_paper_can_be_reached_from_the_form(visitor: Client) -> None:
    assert 'href="/aanmelden/op-papier/"' in visitor.get("/aanmelden/").text
    listed = visitor.get("/aanmelden/op-papier/").text
    assert all(f'href="{address}"' in listed for address in PAPERS.values())


def test_an_english_paper_asks_in_english(visitor: Client) -> None:
    with translation.override("en"):
        (channel,) = (one for one in questions(Route.SELF) if "safely" in one.title)
    page = visitor.get("/en/sign-up/on-paper/myself/").text
    assert channel.title in page
    assert f"question {channel.number}." in page


def test_without_a_postal_address_paper_says_to_give_it_to_a_mentor_or_to_call(visitor: Client) -> None:
    page = visitor.get(PAPERS[Route.SELF]).text
    assert "Geef de envelop aan uw mentor. Of bel ons voor het adres" in page


@pytest.mark.usefixtures("seeded_site")
def test_the_postal_address_comes_from_the_settings(visitor: Client) -> None:
    organisation = OrganisationSettings.load()
    organisation.postal_address = "Postbus 1\n1234 AB Utrecht"
    organisation.save()
    page = visitor.get(PAPERS[Route.SELF]).text
    assert "Postbus 1<br>1234 AB Utrecht" in page
    assert settings.DRAFT_COOKIE_NAME not in visitor.cookies
