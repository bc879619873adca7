"""The first content keeps to the house rules for language, before any editor has seen it."""

import re
from itertools import pairwise

import pytest
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from home import addresses
from home.models import HomePage
from home.seed_blocks import FEATURES, body
from home.seed_format import WITH_TEXT, WITHOUT_TEXT, Piece
from home.seeding import LANGUAGE, SEED, Source, page_addresses, sources
from information.audiences import Audience

WRITTEN = sources(SEED / LANGUAGE)
ADDRESSES = page_addresses(WRITTEN)
NUMBERS = {address: number for number, address in enumerate(ADDRESSES.values(), start=2)}
every_page = pytest.mark.parametrize("source", WRITTEN, ids=lambda source: ADDRESSES[source.spot])


def words(source: Source) -> str:
    """All text of a page that people read, without marks."""
    lines = [line for piece in source.pieces for line in ["", piece.heading, *piece.lines]]
    text = "\n".join([source.front.title, source.front.lead, *lines])
    return re.sub(r"\]\([^)]*\)|\*\*|\[|^### |^- |^:::.*", "", text, flags=re.MULTILINE)


def sentences(source: Source) -> list[list[str]]:
    return [found for part in re.split(r"[.?!]\s|\n", words(source) + "\n") if (found := re.findall(r"[\w'’.-]+", part))]


@every_page
def test_every_page_says_what_it_is_about(source: Source) -> None:
    assert 0 < len(source.front.lead) <= 400
    assert 50 <= len(source.front.search_description) <= 160


@every_page
def test_no_page_mixes_je_with_u(source: Source) -> None:
    everything = f"{words(source)} {source.front.search_description}"
    assert not re.search(r"\b(je|jij|jou|jouw|jullie|jezelf)\b", everything, re.IGNORECASE)


@every_page
def test_sentences_are_short(source: Source) -> None:
    found = sentences(source)
    assert sum(map(len, found)) / len(found) < 14
    assert max(map(len, found)) <= 26


@every_page
def test_a_page_is_neither_a_note_nor_an_essay(source: Source) -> None:
    assert 250 <= sum(map(len, sentences(source))) <= 600


@every_page
def test_no_page_repeats_a_number_that_the_settings_hold(source: Source) -> None:
    assert not re.search(r"0[89]00|030|\b113\b", words(source))


@every_page
def test_no_sentence_leans_on_a_dash(source: Source) -> None:
    assert not re.search(r"—|\s[–-]\s", words(source))


@every_page
def test_contact_details_have_no_heading_of_their_own_and_stand_under_one(source: Source) -> None:
    for before, piece in pairwise(source.pieces):
        assert piece.kind != "contact_details" or (before.kind == "text" and before.heading)


def test_no_two_pages_have_the_same_title_in_the_browser() -> None:
    titles = [source.front.seo_title or source.front.title for source in WRITTEN]
    assert len(titles) == len(set(titles))


@every_page
def test_all_links_lead_somewhere(source: Source) -> None:
    assert body(source.pieces, pages=NUMBERS) or not source.pieces  # a link to nowhere raises


@every_page
def test_editors_find_blocks_that_they_could_have_made(source: Source) -> None:
    stream = HomePage._meta.get_field("body").stream_block
    stream.clean(stream.to_python(body(source.pieces, pages=NUMBERS)))


@pytest.mark.django_db
@every_page
def test_editing_keeps_the_text_as_it_was_written(source: Source) -> None:
    for piece in (piece for piece in source.pieces if piece.kind in {"text", "callout", "example", "sign_up"}):
        [block] = body([unlinked(piece)], pages={})
        html = block["value"]["text"]
        converter = ContentstateConverter(FEATURES[piece.kind])
        edited = converter.to_database_format(converter.from_database_format(html))
        assert re.sub(r' data-block-key="\w*"', "", edited) == (html or "<p></p>")


def unlinked(piece: Piece) -> Piece:
    """Without links to pages: the editor looks those up in the database."""
    return Piece(piece.kind, piece.heading, piece.place, [re.sub(r"\[(.*?)\]\(/.*?\)", r"\1", line) for line in piece.lines])


def test_each_audience_has_a_door_with_the_same_three_pages() -> None:
    doors = {source.front.audience: source.spot for source in WRITTEN if source.front.audience}
    assert set(doors) == set(Audience.values)
    for door in doors.values():
        children = [source.front.slug for source in WRITTEN if source.spot[:-1] == door]
        assert children == ["doel", "nut", "werkwijze"]


def test_a_file_stands_where_its_address_says() -> None:
    assert all(address == "/".join(["", *spot, ""]).replace("//", "/") for spot, address in ADDRESSES.items())


def test_the_menu_is_in_order() -> None:
    menu = [source.front.title for source in WRITTEN if source.front.show_in_menus]
    assert menu == ["Slachtoffers", "Daders", "Professionals", "Over ons", "Contact"]


def test_every_kind_of_block_can_be_seeded() -> None:
    kinds = set(HomePage._meta.get_field("body").stream_block.child_blocks)
    assert kinds - {"figure"} == WITH_TEXT | {"text"} | WITHOUT_TEXT


def test_the_addresses_that_every_page_links_to_are_pages() -> None:
    assert {addresses.SAFE_BROWSING, "/contact/", "/privacy/", "/toegankelijkheid/"} <= set(ADDRESSES.values())
