"""Searching needs no right beyond reading pages. On PostgreSQL only."""

import pytest
from django.test import Client

from home.synonyms_seed import seed_synonyms


@pytest.fixture
def with_synonyms(seeded_site: None) -> None:
    seed_synonyms()


def test_the_public_role_can_search(with_synonyms: None, running_as_public: None, visitor: Client) -> None:
    for words in ("bemideling", "slachtoffer in beeld", "xqzzy", ""):
        assert visitor.get("/zoeken/", {"q": words}).status_code == 200
    assert visitor.get("/zoeken/", {"q": "bemideling"}).context["results"]
