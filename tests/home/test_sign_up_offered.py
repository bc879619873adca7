"""Where signing up does not fit, nobody is asked to; where it does, the way stays in the bar and beside the text."""

import pytest
from django.test import Client

from home.seed_sources import Source, page_addresses, sources
from home.seeding import SEED
from information.models import InformationPage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded_site")]
NOT_OFFERED = {"privacy", "toegankelijkheid", "colofon", "veilig-bezoek", "contactverbod", "brief-gekregen"}
WRITTEN = {language: sources(SEED / language) for language in ("nl", "en")}
FORM = {"nl": 'href="/aanmelden/"', "en": 'href="/en/sign-up/"'}


def silent(language: str) -> list[Source]:
    return [source for source in WRITTEN[language] if not source.front.offers_sign_up]


@pytest.mark.parametrize("language", WRITTEN)
def test_these_pages_show_the_telephone_and_no_way_to_the_form(visitor: Client, language: str) -> None:
    assert {source.spot[-1] for source in silent(language)} == NOT_OFFERED
    addresses = page_addresses(WRITTEN[language])
    for source in silent(language):
        page = visitor.get(addresses[source.spot] if language == "nl" else f"/en{addresses[source.spot]}").text
        assert FORM[language] not in page
        assert 'class="call__number"' in page


def test_other_pages_offer_it_in_the_bar_and_beside_the_text(visitor: Client) -> None:
    page = visitor.get("/slachtoffers/doel/").text
    assert page.count(FORM["nl"]) == 2
    assert "bar__sign-up" in page


def test_an_editor_turns_it_off_for_one_page(visitor: Client) -> None:
    page = InformationPage.objects.get(url_path__endswith="/slachtoffers/doel/")
    page.offers_sign_up = False
    page.save_revision().publish()
    assert FORM["nl"] not in visitor.get("/slachtoffers/doel/").text
