"""The tab and the browser's history say nothing of what somebody fills in, unless editors want them to."""

import re

import pytest
from django.test import Client

from home.models import OrganisationSettings
from tests.selfreferral.walking import CHECK, DONE, FIRST, VICTIM_BY_PHONE, fill_in

pytestmark = pytest.mark.usefixtures("committing")

ENDED = ("/aanmelden/gewist/", "/aanmelden/verlopen/", "/aanmelden/eerst-overleggen/", "/aanmelden/klaar/")


def title(client: Client, address: str) -> str:
    found = re.search(r"<title>(.*?)</title>", client.get(address).text, re.DOTALL)
    assert found
    return found[1]


def titles(client: Client) -> dict[str, str]:
    """The title of every page of the form, filled in by a victim."""
    passed = {FIRST: title(client, FIRST)}
    passed |= {address: title(client, address) for address in fill_in(client, VICTIM_BY_PHONE)}
    passed[CHECK] = title(client, CHECK)
    client.post(CHECK)
    return passed | {DONE: title(client, DONE)} | {address: title(client, address) for address in ENDED}


def save(**words: str) -> None:
    organisation = OrganisationSettings.load()
    for name, word in words.items():
        setattr(organisation, name, word)
    organisation.save()


def test_no_page_of_the_form_says_in_its_title_what_it_is_about(visitor: Client) -> None:
    for address, said in titles(visitor).items():
        assert re.fullmatch(r"Formulier( – Stap \d+ van \d+)?", said), (address, said)


def test_each_step_still_has_a_title_of_its_own(visitor: Client) -> None:
    """WCAG 2.4.2: one can tell the pages apart."""
    steps = [said for said in titles(visitor).values() if "Stap" in said]
    assert len(set(steps)) > 10


def test_editors_choose_the_words(visitor: Client) -> None:
    save(form_title="Vragenlijst", form_title_en="Questions")
    assert title(visitor, FIRST).startswith("Vragenlijst – ")
    assert title(visitor, "/en/sign-up/for-whom/").startswith("Questions – ")


def test_another_language_says_it_in_that_language(visitor: Client) -> None:
    assert title(visitor, "/en/sign-up/for-whom/").startswith("Form – ")


def test_left_empty_the_question_and_our_name_are_said(visitor: Client) -> None:
    save(form_title="")
    assert re.fullmatch(
        r"Meldt u uzelf aan of iemand anders\? – Stap 1 van \d+ – Perspectief Herstelbemiddeling", title(visitor, FIRST)
    )
    assert title(visitor, "/aanmelden/gewist/").endswith(" – Perspectief Herstelbemiddeling")


def test_the_page_to_read_before_the_form_is_called_by_its_name(visitor: Client) -> None:
    assert title(visitor, "/aanmelden/") == "Aanmelden – Perspectief Herstelbemiddeling"
