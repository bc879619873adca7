"""The first content is written by hand, so a slip of the pen gets an answer that helps."""

import pytest

from home.seed_blocks import body, statements
from home.seed_format import parse
from home.seed_place import SeedFormatError
from home.seed_richtext import rich_text
from home.seed_sources import Source, page_addresses

FRONT = """+++
title = "Doel"
slug = "doel"
order = 1
search_description = "Waar het over gaat."
lead = "Waar het over gaat."
+++
"""
AID = FRONT.replace("order", 'kind = "decision_aid"\norder')
PAGES = {"/daders/": 7}


def stored(text: str) -> list[dict[str, object]]:
    return body(parse(FRONT + text, file="nl/doel.md")[1], pages=PAGES)


def test_the_front_matter_says_what_the_page_is() -> None:
    front, pieces, easy = parse(FRONT, file="nl/doel.md")
    assert (front.title, front.slug, front.audience, front.show_in_menus) == ("Doel", "doel", "", False)
    assert (front.kind, front.says_je, front.offers_sign_up) == ("", False, True)
    assert pieces == easy == []


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


def test_a_table_becomes_a_comparison() -> None:
    table = "| | Gesprek | Brieven |\n|---|:--|---|\n| Elkaar zien | ja | nee |\n| Past bij | u | u ook |"
    [block] = stored(f":::comparison Vormen\n\n{table}\n:::")
    assert block == {
        "type": "comparison",
        "value": {
            "heading": "Vormen",
            "columns": ["Gesprek", "Brieven"],
            "rows": [
                {"aspect": "Elkaar zien", "cells": ["ja", "nee"]},
                {"aspect": "Past bij", "cells": ["u", "u ook"]},
            ],
        },
    }


def test_a_statement_says_for_which_side_it_speaks_in_dutch_or_english() -> None:
    lines = "- voor: Ik vraag. | Een vraag.\n- against: I wait. | Time.\n"
    _, pieces, _ = parse(AID + f":::statements\n{lines}:::\nDaarna.", file="nl/doel.md")
    assert [block["value"] for block in statements(pieces)] == [
        {"statement": "Ik vraag.", "side": "for", "take_along": "Een vraag."},
        {"statement": "I wait.", "side": "against", "take_along": "Time."},
    ]
    assert pieces[-1].kind == "text"


def test_easy_language_stands_below_the_page() -> None:
    _, pieces, easy = parse(FRONT + "Tekst.\n\n+++easy\n\n## Kort\nEen.\n\n:::contact_details\n", file="nl/doel.md")
    assert body(pieces, pages={}) == [{"type": "text", "value": {"heading": "", "text": "<p>Tekst.</p>"}}]
    assert body(easy, pages={}) == [
        {"type": "text", "value": {"heading": "Kort", "text": "<p>Een.</p>"}},
        {"type": "contact_details", "value": None},
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
        (":::comparison Kop\n| | a | b |\n| x | 1 | 2 |\n:::", 8, "a line of dashes"),
        (":::comparison Kop\nEen.\n|-|\n| x | 1 |\n:::", 9, "begins and ends with '|'"),
        (":::comparison Kop\n| waarom | a | b |\n|-|-|-|\n| x | 1 | 2 |\n:::", 9, "has an empty cell"),
        (":::comparison Kop\n| | a |\n|-|-|\n| x | 1 |\n:::", 9, "two to 4 columns"),
        (":::comparison Kop\n| | a | b |\n|-|-|-|\n| x | 1 |\n:::", 11, "its aspect and 2 cells"),
        (":::comparison Kop\n| | a | b |\n|-|-|-|\n| x | **1** | 2 |\n:::", 11, "'**' cannot be used here"),
        (":::statements\n- voor: Ik. | U.\n:::", 8, "only a page of the kind 'decision_aid'"),
        ("Een.\n+++easy\n\n:::callout Kop\nTwee.\n:::", 11, "'callout' does not belong below +++easy"),
        (":::callout Kop\nEen.\n+++easy\nTwee.", 8, "never closed"),
    ],
)
def test_a_slip_is_answered_with_its_file_and_line(text: str, line: int, problem: str) -> None:
    with pytest.raises(SeedFormatError) as raised:
        stored(text)
    assert str(raised.value).startswith(f"nl/doel.md, line {line}: ")
    assert problem in str(raised.value)


@pytest.mark.parametrize("line", ["- misschien: Ik. | U.", "- voor: Ik.", "voor: Ik. | U."])
def test_a_statement_that_is_not_right_is_named(line: str) -> None:
    _, pieces, _ = parse(AID + f":::statements\n{line}\n:::", file="nl/doel.md")
    with pytest.raises(SeedFormatError, match=r"^nl/doel\.md, line 10: a statement is"):
        statements(pieces)


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        ('kind = "blog"', "there is no kind of page with the name 'blog'"),
        ('kind = "news"', "says its date"),
        ('kind = "news"\ndate = "1 mei"', "says its date"),
        ('kind = "publication"\nsort = "plan"', "says its year"),
        ('kind = "publication"\nyear = 2018', "says its sort"),
    ],
)
def test_a_kind_of_page_says_what_it_needs(more: str, problem: str) -> None:
    with pytest.raises(SeedFormatError, match=f"^nl/doel.md, line 1: .*{problem}"):
        parse(FRONT.replace("order", f"{more}\norder"), file="nl/doel.md")


@pytest.mark.parametrize("text", ["", "# Kop", "+++\ntitle = 'x'\n", "+++\nkleur = 'x'\n+++\n", "+++\ntitle\n+++\n"])
def test_front_matter_that_is_not_right_is_named(text: str) -> None:
    with pytest.raises(SeedFormatError, match=r"^nl/doel\.md, line 1: "):
        parse(text, file="nl/doel.md")


def test_an_address_is_made_of_the_slugs_on_the_way() -> None:
    front, pieces, easy = parse(FRONT, file="nl/doel.md")
    written = [Source(spot, front, pieces, easy) for spot in [(), ("a",), ("a", "b")]]
    assert page_addresses(written) == {(): "/", ("a",): "/doel/", ("a", "b"): "/doel/doel/"}
