"""Making sense of an old page: its title, its description, and the place where its text stands."""

import re

from bs4 import BeautifulSoup, Tag

from .old_page import NotReadError, OldPage
from .sections import plain, sections_of
from .tidying import drop, flat, text_of, tidy

PLACES = ("main", "[role=main]", "article", "#content", "#main", ".content")  # where a page keeps its text
MOST_TAGS = 50_000
DEEPEST = 60  # levels; a page made by hand has less than thirty


def read(content: bytes, *, charset: str | None = None) -> OldPage:
    """Any bytes at all. Raises NotReadError when there is no text in them."""
    text = text_of(content, charset)
    if text.count("<") > MOST_TAGS:
        raise NotReadError("De pagina heeft te veel onderdelen om te lezen.")
    written = BeautifulSoup(text, "html.parser")
    soup = BeautifulSoup(tidy(text), "html.parser")
    if _depth(soup) > DEEPEST:
        raise NotReadError("De pagina zit te diep in elkaar: meer dan zestig lagen.")
    title, lead, base = _title(soup) or plain(written.find("title")), _description(written), _base(written)
    dropped = drop(soup)
    sections = sections_of(flat(_place(soup)), title)
    if not any(section.pieces for section in sections):
        raise NotReadError("Er staat geen tekst op deze pagina.")
    return OldPage(title, lead, base, sections, dropped)


def _depth(soup: BeautifulSoup) -> int:
    deepest = 0
    waiting: list[tuple[Tag, int]] = [(soup, 0)]
    while waiting:
        tag, depth = waiting.pop()
        deepest = max(deepest, depth)
        waiting += [(child, depth + 1) for child in tag.children if isinstance(child, Tag)]
    return deepest


def _title(soup: BeautifulSoup) -> str:
    return next((title for heading in soup.find_all("h1") if (title := plain(heading))), "")


def _description(soup: BeautifulSoup) -> str:
    found = soup.find("meta", attrs={"name": re.compile("^description$", re.IGNORECASE)})
    return " ".join(str(found.get("content") or "").split()) if isinstance(found, Tag) else ""


def _base(soup: BeautifulSoup) -> str:
    found = soup.find("base", href=True)
    return str(found["href"]) if isinstance(found, Tag) else ""


def _place(soup: BeautifulSoup) -> Tag:
    found = (soup.select_one(place) for place in PLACES)
    return next((tag for tag in found if tag is not None and (tag.get_text(strip=True) or tag.find("img"))), soup)
