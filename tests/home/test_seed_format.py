"""The first content is written by hand, so a slip of the pen gets an answer that helps."""

import pytest

from home.seed_blocks import body
from home.seed_format import SeedFormatError, parse
from home.seed_richtext import rich_text
from home.seeding import Source, page_addresses

FRONT = """+++
title = "Doel"
slug = "doel"
order = 1
search_description = "Waar het over gaat."
lead = "Waar het over gaat."
+++
"""
PAGES = {"/daders/": 7}


def stored(text: str) -> list[dict[str, object]]:
    return body(parse(FRONT + text, file="nl/doel.md")[1], pages=PAGES)


def test_the_front_matter_says_what_the_page_is() -> None:
    front, pieces = parse(FRONT, file="nl/doel.md")
    assert (front.title, front.slug, front.audience, front.show_in_menus) == ("Doel", "doel", "", False)
    assert pieces == []


def test_a_heading_starts_a_block_of_running_text() -> None:
    assert stored("Vooraf.\n\n## Kop\n\nEen.\nTwee.\n\n### Klein\n\n- a\n- **b**\n") == [
        {"type": "text", "value": {"heading": "", "text": "<p>Vooraf.</p>"}},
        {
            "type": "text",
            "value": {"heading": "Kop", "text": "<p>Een. Twee.</p><h3>Klein</h3><ul><li>a</li><li><b>b</b></li></ul>"},
        },
    ]


def test_a_named_block_keeps_its_heading_and_text() -> None:
    assert stored(":::callout Let op\nTekst.\n:::\n\nDaarna.") == [
        {"type": "callout", "value": {"heading": "Let op", "text": "<p>Tekst.</p>"}},
        {"type": "text", "value": {"heading": "", "text": "<p>Daarna.</p>"}},
    ]


@pytest.mark.parametrize(("kind", "items", "name"), [("steps", "steps", "heading"), ("questions", "questions", "question")])
def test_small_headings_inside_a_block_become_its_items(kind: str, items: str, name: str) -> None:
    [block] = stored(f":::{kind} Kop\n### Een\nAap.\n\n### Twee\nNoot.\n:::")
    value = block["value"]
    assert isinstance(value, dict)
    assert value["heading"] == "Kop"
    assert [list(item.values()) for item in value[items]] == [["Een", "<p>Aap.</p>"], ["Twee", "<p>Noot.</p>"]]
    assert name in value[items][0]


def test_two_sides_are_two() -> None:
    assert stored(":::two_sides\n### Links\n- a\n### Rechts\n- b\n:::")[0]["value"] == {
        "heading": "",
        "first_heading": "Links",
        "first": "<ul><li>a</li></ul>",
        "second_heading": "Rechts",
        "second": "<ul><li>b</li></ul>",
    }


def test_a_block_that_shows_the_settings_has_no_value_of_its_own() -> None:
    assert stored(":::contact_details\n\n:::help_numbers\n:::\n") == [
        {"type": "contact_details", "value": None},
        {"type": "help_numbers", "value": None},
    ]


def test_a_link_to_a_page_is_kept_by_number_and_other_links_by_address() -> None:
    text = "[a](/daders/) [b](/aanmelden/) [c](https://wetten.overheid.nl/?a=1&b=2)"
    assert stored(text)[0]["value"] == {
        "heading": "",
        "text": '<p><a linktype="page" id="7">a</a> <a href="/aanmelden/">b</a> '
        '<a href="https://wetten.overheid.nl/?a=1&amp;b=2">c</a></p>',
    }


def test_html_is_text_like_any_other() -> None:
    assert rich_text("<b>niet vet</b>", place=parse(FRONT + "x", file="a")[1][0].place, features=[], link=str) == (
        "<p>&lt;b&gt;niet vet&lt;/b&gt;</p>"
    )


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("\n:::kader Kop\nTekst.\n:::", 9, "there is no block with the name 'kader'"),
        (":::callout Kop\nTekst.", 8, "never closed"),
        (":::callout Kop\nTekst.\n:::steps Kop\n", 10, "close the block of line 8"),
        (":::callout Kop\nTekst.\n## Kop\n", 10, "close the block of line 8"),
        ("Tekst.\n\n:::\n", 10, "there is no block with the name ''"),
        (":::contact_details Kop\n", 8, "has no heading or text"),
        (":::contact_details\nTekst.\n", 8, "has no heading or text"),
        ("## Kop\n\n## Nog een\nTekst.", 8, "there is nothing under 'Kop'"),
        (":::steps Kop\nEerst dit.\n### Een\nAap.\n:::", 8, "begins with a heading"),
        (":::questions Kop\n### Een\n### Twee\nNoot.\n:::", 9, "there is nothing under 'Een'"),
        (":::two_sides Kop\n### Een\nAap.\n:::", 8, "not 1"),
        ("## Kop\n\nEen.\n\nMet *nadruk*.", 12, "'*' cannot be used here"),
        (":::example Kop\n- een lijst\n:::", 9, "'-' cannot be used here"),
        ("# Te groot", 8, "'#' cannot be used here"),
        ("Zie [hier](/nergens/).", 8, "the link to /nergens/ leads nowhere"),
        ("Zie [hier](http://voorbeeld.nl/).", 8, "leads nowhere"),
    ],
)
def test_a_slip_is_answered_with_its_file_and_line(text: str, line: int, problem: str) -> None:
    with pytest.raises(SeedFormatError) as raised:
        stored(text)
    assert str(raised.value).startswith(f"nl/doel.md, line {line}: ")
    assert problem in str(raised.value)


@pytest.mark.parametrize("text", ["", "# Kop", "+++\ntitle = 'x'\n", "+++\nkleur = 'x'\n+++\n", "+++\ntitle\n+++\n"])
def test_front_matter_that_is_not_right_is_named(text: str) -> None:
    with pytest.raises(SeedFormatError, match=r"^nl/doel\.md, line 1: "):
        parse(text, file="nl/doel.md")


def test_an_address_is_made_of_the_slugs_on_the_way() -> None:
    front, pieces = parse(FRONT, file="nl/doel.md")
    written = [Source(spot, front, pieces) for spot in [(), ("a",), ("a", "b")]]
    assert page_addresses(written) == {(): "/", ("a",): "/doel/", ("a", "b"): "/doel/doel/"}
