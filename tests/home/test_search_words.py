"""Words, typing errors and excerpts, without a database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from home.search.answering import Library, answer, tidy
from home.search.excerpts import excerpt
from home.search.index import Document, Index
from home.search.spelling import Vocabulary, typing_errors
from home.search.synonyms import Synonyms
from home.search.words import fold, stem, words

pytestmark = pytest.mark.pure

PAGES = [
    Document(1, "Brieven schrijven", body="U schrijft een brief aan de ander."),
    Document(2, "Een gesprek", lead="Met een bemiddelaar.", body="Het gesprek duurt een uur. Het is vertrouwelijk."),
    Document(3, "Privé", body="Wat u in het slachtoffergesprek zegt, blijft onder ons."),
]


def library(*rows: str) -> Library:
    index = Index(PAGES, "nl")
    return Library(index, Synonyms(rows, "nl"), Vocabulary(index.used))


@pytest.mark.parametrize(
    ("one", "other", "errors"),
    [
        ("brief", "brief", 0),
        ("brief", "breif", 1),
        ("brief", "brif", 1),
        ("brief", "brieff", 1),
        ("dader", "vader", 1),
        ("", "ab", 2),
    ],
)
def test_typing_errors_are_counted(one: str, other: str, errors: int) -> None:
    assert typing_errors(one, other) == typing_errors(other, one) == errors


def test_a_short_word_is_not_guessed() -> None:
    assert Vocabulary({"dag": 3, "nut": 2}).correct("nat") is None
    assert Vocabulary({"half": 3}).correct("halt") is None
    assert Vocabulary({"2012": 3}).correct("2013") is None


def test_of_equally_near_words_the_one_used_most_wins() -> None:
    assert Vocabulary({"vader": 1, "dader": 9}).correct("ader0") in {None, "dader"}
    assert Vocabulary({"vader": 1, "dader": 9}).correct("pader") == "dader"


@pytest.mark.parametrize(("one", "other"), [("gesprek", "gesprekken"), ("brief", "brieven"), ("vrijwillig", "vrijwillige")])
def test_forms_of_a_word_share_a_stem(one: str, other: str) -> None:
    assert stem(one, "nl") == stem(other, "nl")


def test_accents_and_capitals_make_no_difference() -> None:
    assert fold("PRIVÉ") == fold("prive") == "prive"
    assert answer("prive", library()).numbers[0] == 3


def test_a_page_with_all_words_leaves_out_pages_with_one() -> None:
    assert answer("vertrouwelijk gesprek", library()).numbers == (2,)


def test_a_whole_word_comes_before_a_part_of_one() -> None:
    assert answer("gesprek", library()).numbers == (2, 3)


def test_stop_words_do_not_decide_unless_there_is_nothing_else() -> None:
    assert answer("de brief", library()).numbers == (1,)
    assert answer("het", library()).numbers


def test_a_phrase_is_found_only_with_its_words_in_a_row() -> None:
    synonyms = library("blijft onder ons, geheim", "ons onder, stiekem")
    assert answer("geheim", synonyms).numbers == (3,)
    assert answer("stiekem", synonyms).numbers == ()


def test_suggestions_are_different_words() -> None:
    near = answer("gesprekgesprekbrievenbrief", library("gesprekbrief, gesprekbrieven")).suggestions
    assert len(near) == len({stem(word, "nl") for word in near})


def test_one_word_of_a_synonym_is_not_marked_by_itself() -> None:
    assert stem("onder", "nl") not in answer("geheim", library("blijft onder ons, geheim")).stems


def test_an_excerpt_stands_around_the_word() -> None:
    text = f"{'ver weg ' * 60}hier <b> staat de brief die u zoekt{' en verder' * 60}"
    shown = excerpt(text, {stem("brief", "nl")}, "nl")
    assert "&lt;b&gt; staat de <mark>brief</mark> die u zoekt" in shown
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert len(shown) < 400


@given(st.text(max_size=300))
def test_any_text_can_be_asked_and_shown(text: str) -> None:
    asked = answer(tidy(text), library("a, b", ",,", "brief"))
    assert len(tidy(text)) <= 100
    shown = excerpt(text, asked.stems | {stem(word.folded, "nl") for word in words(text)}, "nl")
    assert "<" not in shown.replace("<mark>", "").replace("</mark>", "")


@given(st.text(alphabet="abcdeé", max_size=12), st.text(alphabet="abcdeé", max_size=12))
def test_a_correction_is_never_further_than_two_errors(typed: str, other: str) -> None:
    found = Vocabulary({other: 1}).correct(typed)
    assert found is None or typing_errors(typed, found) <= 2
