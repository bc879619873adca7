"""The first content keeps to the house rules for language, before any editor has seen it."""

import re
from itertools import pairwise

import pytest

from home.seed_sources import Source, page_addresses, sources
from home.seeding import LANGUAGE, SEED
from tests.home.seed_text import sentences, without_marks, words

WRITTEN = sources(SEED / LANGUAGE)
ADDRESSES = page_addresses(WRITTEN)
EASY = [source for source in WRITTEN if source.easy]
every_page = pytest.mark.parametrize("source", WRITTEN, ids=lambda source: ADDRESSES[source.spot])
every_easy_page = pytest.mark.parametrize("source", EASY, ids=lambda source: ADDRESSES[source.spot])

FEWEST_WORDS, MOST_WORDS = 250, 600
SHORT_KINDS = {"news_index", "news", "publications"}  # lists, and news that is short


@every_page
def test_every_page_says_what_it_is_about(source: Source) -> None:
    assert 0 < len(source.front.lead) <= 400
    assert 50 <= len(source.front.search_description) <= 160


@every_page
def test_no_page_mixes_je_with_u(source: Source) -> None:
    everything = f"{words(source)} {without_marks(source.easy)} {source.front.search_description}"
    other = r"\b(u|uw|uzelf)\b" if source.front.says_je else r"\b(je|jij|jou|jouw|jullie|jezelf)\b"
    assert not re.search(other, everything, re.IGNORECASE)


def test_only_the_page_for_young_people_says_je() -> None:
    assert [source.front.slug for source in WRITTEN if source.front.says_je] == ["jongeren"]


@every_page
def test_sentences_are_short(source: Source) -> None:
    found = sentences(words(source))
    assert sum(map(len, found)) / len(found) < 14
    assert max(map(len, found)) <= 26


@every_page
def test_a_page_is_neither_a_note_nor_an_essay(source: Source) -> None:
    fewest = FEWEST_WORDS if source.front.kind not in SHORT_KINDS else 20
    assert fewest <= sum(map(len, sentences(words(source)))) <= MOST_WORDS


@every_easy_page
def test_easy_language_is_short_and_in_very_short_sentences(source: Source) -> None:
    found = sentences(without_marks(source.easy))
    assert sum(map(len, found)) / len(found) < 8
    assert max(map(len, found)) <= 12
    assert 60 <= sum(map(len, found)) < sum(map(len, sentences(words(source))))


@every_page
def test_no_page_repeats_a_number_that_the_settings_hold(source: Source) -> None:
    assert not re.search(r"0[89]00|030|\b113\b", words(source) + without_marks(source.easy))


@every_page
def test_no_sentence_leans_on_a_dash(source: Source) -> None:
    assert not re.search(r"—|\s[–-]\s", words(source) + without_marks(source.easy))


@every_page
def test_contact_details_have_no_heading_of_their_own_and_stand_under_one(source: Source) -> None:
    for before, piece in pairwise(source.pieces):
        assert piece.kind != "contact_details" or (before.kind == "text" and before.heading)


def test_no_two_pages_have_the_same_title_in_the_browser() -> None:
    titles = [source.front.seo_title or source.front.title for source in WRITTEN]
    assert len(titles) == len(set(titles))
