"""What holds for every page of the first content, whatever its language: length, plain sentences, numbers in one place."""

import re
from itertools import pairwise

import pytest

from home.seed_sources import Source, page_addresses, sources
from home.seeding import SEED
from tests.home.seed_text import sentences, without_marks, words

PAGES = [
    pytest.param(folder.name, source, id=f"{folder.name} {address}")
    for folder in sorted(SEED.iterdir())
    if folder.is_dir() and (written := sources(folder))
    for source, address in ((source, page_addresses(written)[source.spot]) for source in written)
]
every_page = pytest.mark.parametrize(("language", "source"), PAGES)
every_easy_page = pytest.mark.parametrize(("language", "source"), [page for page in PAGES if page.values[1].easy])

FEWEST_WORDS, MOST_WORDS = {"nl": 250, "en": 200}, 600
SHORT_KINDS, FEWEST_OF_A_LIST = {"news_index", "news", "publications"}, 20  # lists, and news that is short


@every_page
def test_every_page_says_what_it_is_about(language: str, source: Source) -> None:
    assert 0 < len(source.front.lead) <= 400
    assert 50 <= len(source.front.search_description) <= 160


@every_page
def test_sentences_are_short(language: str, source: Source) -> None:
    found = sentences(words(source))
    assert sum(map(len, found)) / len(found) < 14
    assert max(map(len, found)) <= 26


@every_page
def test_a_page_is_neither_a_note_nor_an_essay(language: str, source: Source) -> None:
    fewest = FEWEST_OF_A_LIST if source.front.kind in SHORT_KINDS else FEWEST_WORDS[language]
    assert fewest <= sum(map(len, sentences(words(source)))) <= MOST_WORDS


@every_easy_page
def test_easy_language_is_short_and_in_very_short_sentences(language: str, source: Source) -> None:
    found = sentences(without_marks(source.easy))
    assert sum(map(len, found)) / len(found) < 8
    assert max(map(len, found)) <= 12
    assert 60 <= sum(map(len, found)) < sum(map(len, sentences(words(source))))


@every_page
def test_no_page_repeats_a_number_that_the_settings_hold(language: str, source: Source) -> None:
    assert not re.search(r"0[89]00|030|\b113\b", words(source) + without_marks(source.easy))


@every_page
def test_no_sentence_leans_on_a_dash(language: str, source: Source) -> None:
    assert not re.search(r"—|\s[–-]\s", words(source) + without_marks(source.easy))


@every_page
def test_contact_details_have_no_heading_of_their_own_and_stand_under_one(language: str, source: Source) -> None:
    for before, piece in pairwise(source.pieces):
        assert piece.kind != "contact_details" or (before.kind == "text" and before.heading)


@pytest.mark.parametrize("language", FEWEST_WORDS)
def test_no_two_pages_have_the_same_title_in_the_browser(language: str) -> None:
    fronts = [source.front for source in sources(SEED / language)]
    assert len({front.seo_title or front.title for front in fronts}) == len(fronts) > 0
