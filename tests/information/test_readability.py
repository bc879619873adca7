"""The numbers of a text are those of Flesch-Douma, counted as a reader would count."""

import pytest

from information import readability
from information.readability import Readability, explain, long_sentences, long_words, measure, sentences, syllables

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("u", 1),
        ("straf", 1),
        ("dader", 2),
        ("open", 2),
        ("olie", 2),
        ("idee", 2),
        ("één", 1),
        ("zeeën", 2),
        ("ruïne", 3),
        ("slachtoffer", 3),
        ("overleg", 3),
        ("mediator", 4),
        ("vertrouwelijk", 4),
        ("herstelbemiddeling", 6),
        ("HERSTELBEMIDDELING", 6),
        ("zelf-aanmelden", 4),
        ("112", 1),
    ],
)
def test_syllables_are_those_that_one_hears(word, number):
    assert syllables(word) == number


def test_the_score_is_that_of_the_formula():
    measured = Readability(words=100, sentences=10, syllables=150)
    assert measured.score == pytest.approx(206.84 - 0.77 * 150 - 0.93 * 10)


def test_a_text_is_counted_by_words_sentences_and_syllables():
    measured = measure(["Wij praten met u. U beslist zelf.", "Het gesprek is gratis"])
    assert measured == Readability(words=11, sentences=3, syllables=15)


def test_easy_words_score_better_than_official_ones():
    easy = measure(["U praat met de ander. U stopt als u dat wilt. Dat kost niets."])
    official = measure(["Deelname aan herstelbemiddeling geschiedt op basis van vrijwilligheid en vertrouwelijkheid."])
    assert easy.score > 80
    assert official.score < 30


def test_no_text_has_no_score():
    with pytest.raises(ValueError, match="without words"):
        _ = measure(["", "…"]).score
    assert measure([]).words_per_sentence == 0


@pytest.mark.parametrize(
    ("score", "meaning"),
    [
        (95, "heel makkelijk (90 of meer)"),
        (90, "heel makkelijk (90 of meer)"),
        (89.9, "makkelijk (80-90)"),
        (70, "redelijk makkelijk (70-80)"),
        (65, "gewoon (60-70)"),
        (50, "redelijk moeilijk (50-60)"),
        (30, "moeilijk (30-50)"),
        (-12, "heel moeilijk (minder dan 30)"),
    ],
)
def test_a_score_is_said_in_words(score, meaning):
    assert explain(score) == meaning


@pytest.mark.parametrize(
    ("paragraph", "parts"),
    [
        ("Mag dat? Ja! U beslist.", ["Mag dat?", "Ja!", "U beslist."]),
        ("Dat staat in art. 51h van de wet.", ["Dat staat in art. 51h van de wet."]),
        ("Vraag naar mevr. Jansen. Zij helpt u.", ["Vraag naar mevr. Jansen.", "Zij helpt u."]),
        ("Wij bellen om 9.00 uur, bijv. op maandag.", ["Wij bellen om 9.00 uur, bijv. op maandag."]),
        ("Hij zei: ‘Het spijt me.’ Toen was het stil.", ["Hij zei: ‘Het spijt me.’", "Toen was het stil."]),
        ("  … ", []),
    ],
)
def test_sentences_end_where_a_reader_stops(paragraph, parts):
    assert sentences(paragraph) == parts


def test_a_sentence_of_twenty_words_is_not_long_and_one_of_twenty_one_is():
    twenty, more, most = (" ".join(["woord"] * number) + "." for number in (20, 21, 30))
    assert long_sentences([twenty, more, most]) == [most, more]


def test_long_words_are_named_once_and_known_words_not_at_all():
    text = ["Vertrouwelijkheid en herstelbemiddeling. Vertrouwelijkheid is vrijwillig."]
    assert long_words(text, known={"herstelbemiddeling"}) == ["vertrouwelijkheid"]
    assert readability.LONG_WORD == 5
