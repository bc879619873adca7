"""A site of a few pages, made for the test: what the seed says is not what is tested here."""

from collections.abc import Callable
from typing import Any

import pytest
from wagtail.models import Locale, Page, Site

from home.models import HomePage
from information.models import InformationPage

MakePage = Callable[..., InformationPage]


@pytest.fixture
def front_door(db: None) -> HomePage:
    """The home page of the default site."""
    locale, _ = Locale.objects.get_or_create(language_code="nl")
    page = HomePage(title="Voorpagina", slug="voor", lead="Welkom.", locale=locale)
    home = Page.get_first_root_node().add_child(instance=page)
    Site.objects.update_or_create(is_default_site=True, defaults={"hostname": "testserver", "root_page": home})
    return home


@pytest.fixture
def make_page(front_door: HomePage) -> MakePage:
    """A published page with these fields; `body` in the stored form."""

    def make(title: str = "Doel", **fields: Any) -> InformationPage:
        usual = {"title": title, "lead": "Wat u hier leest.", "search_description": "Over het doel."}
        page = InformationPage(**{**usual, **fields})
        front_door.refresh_from_db()
        front_door.add_child(instance=page)
        return page

    return make


def text(html: str) -> dict[str, Any]:
    """A text block as it is stored."""
    return {"type": "text", "value": {"heading": "", "text": html}}
