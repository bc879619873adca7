"""The first content keeps to the house rules for language, before any editor has seen it."""

import re

import pytest

from home.seed_sources import Source, page_addresses, sources
from home.seeding import LANGUAGE, SEED
from tests.home.seed_text import without_marks, words

WRITTEN = sources(SEED / LANGUAGE)
ADDRESSES = page_addresses(WRITTEN)
every_page = pytest.mark.parametrize("source", WRITTEN, ids=lambda source: ADDRESSES[source.spot])


@every_page
def test_no_page_mixes_je_with_u(source: Source) -> None:
    everything = f"{words(source)} {without_marks(source.easy)} {source.front.search_description}"
    other = r"\b(u|uw|uzelf)\b" if source.front.says_je else r"\b(je|jij|jou|jouw|jullie|jezelf)\b"
    assert not re.search(other, everything, re.IGNORECASE)


def test_only_the_page_for_young_people_says_je() -> None:
    assert [source.front.slug for source in WRITTEN if source.front.says_je] == ["jongeren"]
