"""Writing the draft. It is never published by itself."""

import json
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.db import transaction
from wagtail.models import Page

from information.models import InformationPage
from information.sanitise import sanitise

from .fetching import NotFetchedError
from .links import Links
from .old_page import OldPage, Picture, Section
from .pictures import bring_in
from .report import Report

LONGEST_TITLE, LONGEST_LEAD, LONGEST_HEADING = 255, 400, 120
MOST_PICTURES = 30

Block = dict[str, Any]


@transaction.atomic
def draft(old: OldPage, *, address: str, parent: Page, title: str, report: Report) -> InformationPage:
    """A new page below `parent` that only editors see, from an old page at `address`."""
    address = _standpoint(address, old.base)
    links = Links(address, report)
    body = [block for section in old.sections for block in _blocks(section, links, address, report)]
    page = InformationPage(
        title=_short(title or old.title or "Zonder titel", LONGEST_TITLE, "De titel", report),
        lead=_lead(old, title, report),
        body=json.dumps(body),
        locale=parent.locale,
        live=False,
    )
    parent.add_child(instance=page)
    page.save_revision()
    return page


def _standpoint(address: str, base: str) -> str:
    """Where relative addresses start. A page may move that with <base>, but not to another site."""
    moved = urljoin(address, base)
    here, there = urlsplit(address), urlsplit(moved)
    return moved if (here.scheme, here.netloc) == (there.scheme, there.netloc) and here.scheme != "file" else address


def _lead(old: OldPage, title: str, report: Report) -> str:
    if old.lead:
        return _short(old.lead, LONGEST_LEAD, "De inleiding", report)
    report.to_do.append("Schrijf een inleiding: de oude pagina had er geen, hier staat nu de titel.")
    return (title or old.title or "Zonder titel")[:LONGEST_LEAD]


def _blocks(section: Section, links: Links, address: str, report: Report) -> list[Block]:
    """One text block for a heading and what follows, cut where a picture stands."""
    heading = _short(section.heading, LONGEST_HEADING, "Een kop", report)
    report.taken["kop"] += bool(heading)
    blocks: list[Block] = []
    for piece in section.pieces:
        if isinstance(piece, Picture):
            blocks += _figure(piece, address, report)
            continue
        html = sanitise(links.follow(piece))
        report.taken["lijst" if html.startswith(("<ul", "<ol")) else "alinea"] += 1
        if blocks and blocks[-1]["type"] == "text":
            blocks[-1]["value"]["text"] += html
        else:
            blocks.append(_text("" if any(block["type"] == "text" for block in blocks) else heading, html))
    if heading and not any(block["type"] == "text" for block in blocks):
        report.to_do.append(f"Onder de kop ‘{heading}’ stond geen tekst.")
        blocks.insert(0, _text(heading, ""))
    return blocks


def _text(heading: str, html: str) -> Block:
    return {"type": "text", "value": {"heading": heading, "text": html}}


def _figure(picture: Picture, address: str, report: Report) -> list[Block]:
    if report.taken["afbeelding"] >= MOST_PICTURES:
        report.dropped["afbeelding boven het maximum"] += 1
        return []
    try:
        image = bring_in(picture, page_address=address)
    except NotFetchedError as reason:
        report.dropped["afbeelding"] += 1
        report.to_do.append(f"De afbeelding {picture.source[:200]} is er niet bij: {reason}.")
        return []
    report.taken["afbeelding"] += 1
    if not picture.alt:
        report.to_do.append(f"Schrijf een alt-tekst bij {picture.source[:200]}, anders kan de pagina niet online.")
    value = {"image": image.pk, "decorative": False, "alt_text": picture.alt[:255]}
    return [{"type": "figure", "value": {"image": value, "caption": ""}}]


def _short(text: str, longest: int, what: str, report: Report) -> str:
    if len(text) <= longest:
        return text
    report.to_do.append(f"{what} was te lang en is afgekapt: ‘{text[:60]}…’.")
    return f"{text[: longest - 1].rsplit(' ', 1)[0][: longest - 1]}…"
