"""The first content makes pages that stand where they belong, with what editors could have made themselves."""

import re
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from home import addresses
from home.seed_blocks import FEATURES, body, statements
from home.seed_format import WITH_TEXT, WITHOUT_TEXT, Piece
from home.seed_pages import kind_of, unwritten_page, write
from home.seed_place import Place, SeedFormatError
from home.seed_sources import Source, page_addresses, sources
from home.seeding import LANGUAGE, SEED
from information.audiences import Audience
from information.blocks import EVERY_BLOCK

WRITTEN = sources(SEED / LANGUAGE)
ADDRESSES = page_addresses(WRITTEN)
NUMBERS = {address: number for number, address in enumerate(ADDRESSES.values(), start=2)}
EASY = [source for source in WRITTEN if source.easy]
every_page = pytest.mark.parametrize("source", WRITTEN, ids=lambda source: ADDRESSES[source.spot])

JOURNEY = [
    "doel",
    "nut",
    "werkwijze",
    "vrijwillig-en-vertrouwelijk",
    "als-de-ander-niet-wil",
    "wat-kan-tegenvallen",
    "veelgestelde-vragen",
    "ervaringen",
]
EASY_AT_LEAST = {
    "/slachtoffers/",
    "/daders/",
    "/professionals/",
    "/slachtoffers/werkwijze/",
    "/daders/werkwijze/",
    "/brief-gekregen/",
    "/in-detentie/",
}


@pytest.mark.django_db
@every_page
def test_all_links_lead_somewhere_and_editors_find_what_they_could_have_made(source: Source) -> None:
    page = unwritten_page(source, review_date=date(2027, 1, 1))
    write(page, source, pages=NUMBERS)  # a link to nowhere raises
    for name in {"body", "easy_body", "statements"} & {field.name for field in page._meta.fields}:
        stream = page._meta.get_field(name).stream_block
        stream.clean(getattr(page, name))
    page.slug, page.path, page.depth = source.front.slug, "0001", 2
    page.clean_fields(exclude=["title", "locale", "content_type", "path", "url_path", "translation_key"])


@every_page
def test_a_page_stands_where_an_editor_could_put_it(source: Source) -> None:
    if source.spot:
        above = next(other for other in WRITTEN if other.spot == source.spot[:-1])
        assert kind_of(source) in kind_of(above).allowed_subpage_models()


@pytest.mark.django_db
@every_page
def test_editing_keeps_the_text_as_it_was_written(source: Source) -> None:
    for piece in (piece for piece in source.pieces + source.easy if piece.kind in {"text", "callout", "example", "sign_up"}):
        [block] = body([unlinked(piece)], pages={})
        html = block["value"]["text"]
        converter = ContentstateConverter(FEATURES[piece.kind])
        edited = converter.to_database_format(converter.from_database_format(html))
        assert re.sub(r' data-block-key="\w*"', "", edited) == (html or "<p></p>")


def unlinked(piece: Piece) -> Piece:
    """Without links to pages: the editor looks those up in the database."""
    return Piece(piece.kind, piece.heading, piece.place, [re.sub(r"\[(.*?)\]\(/.*?\)", r"\1", line) for line in piece.lines])


def below(door: str) -> list[str]:
    return [source.front.slug for source in WRITTEN if source.spot[:-1] == (door,)]


def test_each_audience_has_a_door_that_begins_with_the_same_three_pages() -> None:
    doors = {source.front.audience: source.spot for source in WRITTEN if source.front.audience}
    assert set(doors) == set(Audience.values)
    for (door,) in doors.values():
        assert below(door)[:3] == ["doel", "nut", "werkwijze"]


def test_both_sides_find_the_same_journey_in_the_same_order() -> None:
    assert below("slachtoffers")[: len(JOURNEY)] == below("daders") == JOURNEY


def test_the_doors_and_what_people_in_need_read_first_have_easy_language() -> None:
    assert {ADDRESSES[source.spot] for source in EASY} >= EASY_AT_LEAST


def test_the_decision_aid_is_balanced() -> None:
    [aid] = [source for source in WRITTEN if source.front.kind == "decision_aid"]
    sides = [statement["value"]["side"] for statement in statements(aid.pieces)]
    assert sides.count("for") == sides.count("against") >= 8
    assert all(first != second for first, second in pairwise(sides))


@pytest.mark.parametrize("door", ["slachtoffers", "daders"])
def test_experiences_are_examples_and_the_page_says_that_they_are_made_up(door: str) -> None:
    [source] = [source for source in WRITTEN if source.spot == (door, "ervaringen")]
    assert "verzonnen" in source.front.lead
    assert [piece.kind for piece in source.pieces].count("example") == 3


def test_a_file_stands_where_its_address_says() -> None:
    assert all(address == "/".join(["", *spot, ""]).replace("//", "/") for spot, address in ADDRESSES.items())


def test_the_menu_is_in_order() -> None:
    menu = [source.front.title for source in WRITTEN if source.front.show_in_menus]
    assert menu == ["Slachtoffers", "Daders", "Professionals", "Over ons", "Contact"]


def test_every_kind_of_block_can_be_seeded() -> None:
    assert set(EVERY_BLOCK) - {"figure"} == WITH_TEXT | {"text"} | WITHOUT_TEXT


def test_the_addresses_that_every_page_links_to_are_pages() -> None:
    assert {addresses.SAFE_BROWSING, "/contact/", "/privacy/", "/toegankelijkheid/"} <= set(ADDRESSES.values())


@pytest.mark.django_db
def test_a_block_that_does_not_belong_to_a_kind_of_page_is_refused_and_not_left_out() -> None:
    [home] = [source for source in WRITTEN if not source.spot]
    stray = replace(home, pieces=[Piece("example", "Twee buren", Place("nl/index.md", 9), ["Het liep goed af."])])
    with pytest.raises(SeedFormatError, match=r"^nl/index\.md, line 9: .*'example' does not belong .* HomePage"):
        write(unwritten_page(stray, review_date=date(2027, 1, 1)), stray, pages={})
