"""A page that is made takes few questions to the database: of every kind, in both languages, and the very first time too."""

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from perspectief.settings.base import REMEMBERING
from tests.information import kinds

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded_site")]

MOST_QUERIES = 12
REMEMBERING_UNTIL = {REMEMBERING: "perspectief.pages.remembering.RememberUntilSomethingChanges"}
KINDS = [
    model for app in ("home", "information") for model in apps.get_app_config(app).get_models() if issubclass(model, Page)
]


def _made_for_the_first_time(visitor: Client, address: str) -> int:
    """How many questions a process asks that remembers nothing yet."""
    cache.clear()
    ContentType.objects.clear_cache()
    with CaptureQueriesContext(connection) as asked:
        assert visitor.get(address).status_code == 200
    return len(asked)


def _fullest(language: str) -> set[str]:
    """The addresses of a page of each kind, and of those with as much on them as there can be."""
    kinds.make_each_kind(language)
    pages = [kind.objects.live().filter(locale__language_code=language).latest("pk") for kind in KINDS]
    assert len(pages) >= 8
    return {page.url for page in pages} | {f"/{language}{address}".removeprefix("/nl") for address in kinds.ADDRESSES}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_kind_of_page_is_made_with_few_queries(visitor: Client, language: str) -> None:
    asked = {address: _made_for_the_first_time(visitor, address) for address in _fullest(language)}
    assert max(asked.values()) <= MOST_QUERIES, asked


@pytest.mark.parametrize(
    ("former", "address"), [("/contact/", "/slachtoffers/doel/"), ("/en/contact/", "/en/victims/purpose/")]
)
def test_what_pages_share_is_asked_once_so_that_the_next_page_takes_two(settings, former: str, address: str) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("the public process remembers until PostgreSQL notes a change")
    settings.MIDDLEWARE = [REMEMBERING_UNTIL.get(name, name) for name in settings.MIDDLEWARE]
    visitor = Client()
    assert visitor.get(former).status_code == 200
    with CaptureQueriesContext(connection) as asked:
        assert visitor.get(address).status_code == 200
    assert len(asked) == 2  # whether anything changed, and the page
