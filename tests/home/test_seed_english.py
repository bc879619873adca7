"""The first content in English: what a visitor needs to decide is there, at the level and with the care of the Dutch."""

import re
from itertools import pairwise

import pytest

from home.seed_blocks import statements
from home.seed_sources import Source, Spot, page_addresses, sources
from home.seeding import SEED

DUTCH = {source.spot: source for source in sources(SEED / "nl")}
WRITTEN = sources(SEED / "en")
ENGLISH = {source.spot: source for source in WRITTEN}
ADDRESSES = page_addresses(WRITTEN)
# Nobody needs these to choose: news, publications, and the organisation's own statements behind "About us".
DUTCH_ONLY = {
    ("nieuws",),
    ("nieuws", "nieuwe-website"),
    ("publicaties",),
    ("publicaties", "jaarplan-2018"),
    ("over-ons", "missie-en-visie"),
    ("over-ons", "aanpak"),
}
FROM_THE_FOOTER = {"/privacy/", "/accessibility/", "/safe-visit/"}
ADVANTAGE = re.compile(
    r"\b(lower|lighter|less|shorter) (sentence|punishment)|\b(released|get out) (earlier|sooner)|good in court"
)
PRESSURE = {"- ‘It looks good in court.’"}  # among the words that professionals had better not use
DENIED = re.compile(r"\b(not|never|nothing)\b|\?$")
every_page = pytest.mark.parametrize("source", WRITTEN, ids=lambda source: ADDRESSES[source.spot])


def linked(source: Source) -> set[str]:
    """The addresses on this site that a page links to, in either of its texts."""
    text = "\n".join(line for piece in source.pieces + source.easy for line in piece.lines)
    return set(re.findall(r"\]\((/[^)]*)\)", text))


def test_every_page_is_in_english_but_these() -> None:
    assert set(DUTCH) - set(ENGLISH) == DUTCH_ONLY
    assert set(ENGLISH) <= set(DUTCH)


def test_a_page_that_is_easy_to_read_in_dutch_is_so_in_english() -> None:
    assert {spot for spot in ENGLISH if DUTCH[spot].easy} == {spot for spot in ENGLISH if ENGLISH[spot].easy} != set()


@every_page
def test_a_page_is_of_the_same_kind_and_stands_in_the_same_place_as_its_original(source: Source) -> None:
    def place(front_of: Source) -> tuple[object, ...]:
        front = front_of.front
        return front.kind, front.audience, front.order, front.show_in_menus, front.says_je, front.offers_sign_up

    assert place(source) == place(DUTCH[source.spot])


def test_every_page_can_be_reached_from_another() -> None:
    below_a_door = {spot for spot in ENGLISH if len(spot) == 2 and ENGLISH[spot[:1]].front.audience}
    in_the_menu = {spot for spot in ENGLISH if ENGLISH[spot].front.show_in_menus}
    found = {address for source in WRITTEN for address in linked(source)}
    alone = {ADDRESSES[spot] for spot in set(ENGLISH) - below_a_door - in_the_menu - {()}} - found
    assert alone <= FROM_THE_FOOTER


@pytest.mark.parametrize(
    ("spot", "leads_to"),
    [
        ((), {"/decision-aid/", "/young-people/", "/received-a-letter/"}),
        (("brief-gekregen",), {"/decision-aid/", "/privacy/", "/victims/", "/offenders/"}),
        (("slachtoffers",), {"/decision-aid/", "/no-contact-order/", "/received-a-letter/", "/victims/how-it-works/"}),
        (("daders",), {"/decision-aid/", "/no-contact-order/", "/in-prison/", "/offenders/how-it-works/"}),
    ],
    ids=["front page", "letter", "victims", "offenders"],
)
def test_who_doubts_is_shown_the_way(spot: Spot, leads_to: set[str]) -> None:
    assert leads_to <= linked(ENGLISH[spot])


def sides(aid: Source) -> list[str]:
    return [statement["value"]["side"] for statement in statements(aid.pieces)]


def test_the_decision_aid_weighs_the_same_statements_in_the_same_order() -> None:
    spot = ("keuzehulp",)
    assert sides(ENGLISH[spot]) == sides(DUTCH[spot])
    assert all(first != second for first, second in pairwise(sides(ENGLISH[spot])))
    said = [statement["value"]["statement"] for statement in statements(ENGLISH[spot].pieces)]
    assert len(set(said)) == len(said)


@pytest.mark.parametrize("door", ["slachtoffers", "daders"])
def test_experiences_are_examples_and_the_page_says_that_they_are_made_up(door: str) -> None:
    source = ENGLISH[door, "ervaringen"]
    assert "made up" in source.front.lead
    assert [piece.kind for piece in source.pieces].count("example") == 3


@every_page
def test_a_page_that_names_an_advantage_asks_about_it_or_denies_it(source: Source) -> None:
    said = [line for piece in source.pieces + source.easy for line in [piece.heading, *piece.lines] if line not in PRESSURE]
    found = [sentence for line in said for sentence in re.split(r"(?<=[.?!])\s", line) if ADVANTAGE.search(sentence)]
    assert [sentence for sentence in found if not DENIED.search(sentence)] == []
