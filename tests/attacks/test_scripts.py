"""No text becomes code: where it is typed, where it is read back, with colleagues (OWASP A03; WSTG-INPV-01, 02, 18)."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

import pytest
from django.apps import apps
from django.db import models
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from selfreferral.intake import queue
from selfreferral.public import steps
from selfreferral.public.addresses import step_url
from tests.attacks.inputs import FIELDS, HEADERS, QUERY, addresses, cookies
from tests.attacks.payloads import MARK, SHORT, TYPED
from tests.attacks.posing import EVERYTHING, ROUTES, TEXTS, answered, returned, signed_up
from tests.attacks.reading import Reader, wrong_with
from tests.cast import Player
from tests.selfreferral.mine.coming_back import ADD, CODE, press
from tests.selfreferral.walking import CHECK
from tests.staff_addresses import staff_addresses

ALL = " ".join(TYPED)
TITLES = ("Page", "InformationPage", "AudiencePage", "NewsPage", "OrganisationSettings", "HelpNumber", "SearchSynonym")
NAMES = ("Site", "Collection", "Image", "Document", "Task", "Workflow", "Group")


@pytest.mark.pure
@pytest.mark.parametrize(
    "page",
    [
        f"<{MARK}>",
        f"<p onclick={MARK}()>",
        f"<a href='javascript:{MARK}()'>",
        f"<script>{MARK}()</script>",
        f"<p {MARK}=1>",
        f"<!--{MARK}-->",
        f"<style>{MARK}</style>",
        f"<iframe srcdoc='{MARK}'>",
        "<base href=/x>",
        f"<p style='{MARK}'>",
        f"<form action='//evil.example/{MARK}'>",
        f"<a href=' java\tscript:{MARK}()'>",
    ],
)
def test_what_reads_the_answers_sees_code(page: str) -> None:
    reader = Reader()
    reader.feed(page)
    reader.close()
    assert reader.found


@pytest.mark.pure
@pytest.mark.parametrize(
    "page",
    [f"<p title='&lt;{MARK}&gt;'>&lt;{MARK}&gt;</p>", f"<a href='/zoeken/?q={MARK}'>", f'<script>["{MARK}"]</script>'],
)
def test_what_reads_the_answers_takes_text_for_text(page: str) -> None:
    reader = Reader()
    reader.feed(page)
    reader.close()
    assert not reader.found


@pytest.mark.usefixtures("on_postgres", "db")
class TestTheForm:
    @pytest.mark.parametrize("answers", ROUTES, ids=["phone", "email", "client", "post", "relative"])
    def test_what_is_typed_and_refused_is_shown_as_text(self, answers: dict[str, Any]) -> None:
        client, shown = answered(**answers), 0
        for step in steps.on_route({**EVERYTHING, **answers}):
            address = step_url(step)
            assert wrong_with(client.post(address, dict.fromkeys(FIELDS, ALL[:1_900]))) == []
            reply = client.get(address)
            assert wrong_with(reply) == []
            shown += MARK in reply.text
        assert shown > 1

    @pytest.mark.parametrize("route", ["self", "relative", "client"])
    def test_what_is_typed_and_taken_is_shown_as_text(self, route: str) -> None:
        for typed in SHORT[:: 1 if route == "client" else 5]:
            client = answered(route=route, channel="other_person", **dict.fromkeys(TEXTS, typed))
            reply = client.get(CHECK)
            assert wrong_with(reply) == [], typed
        assert MARK in answered(name=ALL).get(CHECK).text

    def test_a_code_that_is_wrong_and_words_that_are_added_are_shown_as_text(self) -> None:
        client = returned(signed_up())
        for typed in SHORT[::4]:
            stranger = Client()
            assert wrong_with(stranger.post(CODE, {"code": typed}, follow=True)) == []
            assert wrong_with(client.post(ADD, {"addition": typed * 30, "once": typed}, follow=True)) == []


@pytest.mark.usefixtures("on_postgres", "seeded_site", "db")
class TestEveryAddress:
    def test_what_is_searched_is_shown_as_text(self, visitor: Client) -> None:
        for typed in (*TYPED, ALL):
            assert wrong_with(visitor.get("/zoeken/", {"q": typed})) == [], typed

    def test_nothing_beside_the_question_becomes_code(self) -> None:
        """Query, headers and cookies of every address, all at once."""
        typed = ALL[:3_000]
        header = typed.translate(dict.fromkeys((*range(32), 127), " ")).encode("ascii", "ignore").decode()
        for address in addresses():
            client = Client(raise_request_exception=False)
            client.cookies.load(dict.fromkeys(cookies(), f'"{MARK}<{MARK}>'))
            reply = client.get(address, dict.fromkeys(QUERY, typed), headers=dict.fromkeys(HEADERS, header))
            assert wrong_with(reply) == [], address

    def test_an_address_is_shown_as_text(self) -> None:
        client = Client(raise_request_exception=False)
        places = ("/", "/en/", "/aanmelden/", "/slachtoffers/", "/delen/", "/mijn-aanmelding/bereiken/")
        for number, typed in enumerate(TYPED):
            assert wrong_with(client.get(f"{places[number % len(places)]}{quote(typed, safe='')}/")) == [], typed


@pytest.mark.usefixtures("on_postgres", "seeded_site", "db")
class TestColleagues:
    def test_what_a_visitor_wrote_is_text_to_who_reads_it(self, coordinator: Player, auditor: Player) -> None:
        secret = signed_up(**dict.fromkeys(TEXTS, ALL), route="client", channel="other_person")
        press(returned(secret), ADD, addition=" ".join(SHORT)[:1_000])
        queue.collect_letters()
        seen = 0
        for player in (coordinator, auditor):
            player.client.raise_request_exception = False
            for address in _about_referrals(str(secret.letter_id)):
                reply = player.client.get(
                    address, {"q": ALL[:500]}, HTTP_USER_AGENT=ALL.encode("ascii", "ignore").decode()[:900]
                )
                assert wrong_with(reply) == [], address
                seen += not reply.streaming and MARK in reply.text
        assert seen > 1

    def test_what_colleagues_wrote_is_text_to_colleagues_and_visitors(
        self, technical_administrator: Player, visitor: Client
    ) -> None:
        for model in _named(*TITLES, *NAMES):
            _fill(model)
        technical_administrator.client.raise_request_exception = False
        seen = 0
        for address in {*staff_addresses(int=str(_a_page().pk)), *staff_addresses()}:
            reply = technical_administrator.client.get(address)
            assert wrong_with(reply) == [], address
            seen += not reply.streaming and MARK in reply.text
        assert seen > 20
        for address in (
            "/",
            "/slachtoffers/",
            "/contact/",
            "/zoeken/?q=zqx7",
            "/aanmelden/",
            "/sitemap.xml",
            "/robots.txt",
            "/nieuws/",
        ):
            assert wrong_with(visitor.get(address)) == [], address


def _about_referrals(number: str) -> list[str]:
    found = [one for one in staff_addresses(uuid=number) if "/aanmeldingen/" in one or "/wie-keek" in one]
    return [*found, reverse("wagtailadmin_home")]


def _named(*names: str) -> Iterable[type[models.Model]]:
    return [model for model in apps.get_models() if model.__name__ in names]


def _a_page() -> Page:
    return Page.objects.get(slug="contact", locale__language_code="nl")


def _fill(model: type[models.Model]) -> None:
    """Every text of every row that is no address, choice or key holds as much of it as fits; some texts after the other."""
    for number, row in enumerate(model._default_manager.all()[:40]):
        changed: dict[str, Any] = {}
        for field in model._meta.local_concrete_fields:
            if type(field) in (models.CharField, models.TextField) and not (
                field.choices or field.unique or field.name in KEPT
            ):
                fitting = [text for text in SHORT if "\0" not in text and len(text) <= (field.max_length or 100)]
                changed[field.name] = fitting[number % len(fitting)]
        if changed:
            model._default_manager.filter(pk=row.pk).update(**changed)


# What leads somewhere, or is read by the machine.
KEPT = frozenset(
    {
        "url_path",
        "path",
        "slug",
        "hostname",
        "telephone",
        "file_hash",
        "email",
        "exit_url",
        "locked_by",
        "password",
        "sort_order",
    }
)
