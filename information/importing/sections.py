"""A flat text cut at its headings, and its paragraphs cut where a picture stands."""

from collections.abc import Collection, Iterator

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PageElement

from .old_page import Picture, Section
from .tidying import HEADINGS

BLOCKS = frozenset({"p", "ul", "ol", "li", *HEADINGS})


def sections_of(flat: Tag, title: str) -> list[Section]:
    """Its sections in order; the first has no heading. The title of the page itself is not a heading once more."""
    sections: list[Section] = [Section()]
    loose: list[PageElement] = []
    for node in [*flat.contents, None]:
        if node is not None and not (isinstance(node, Tag) and node.name in BLOCKS):
            loose.append(node)
            continue
        if loose:
            sections[-1].pieces += _pieces("p", loose)
            loose = []
        if isinstance(node, Tag):
            _put(node, sections, title)
    return sections


def _put(node: Tag, sections: list[Section], title: str) -> None:
    if node.name in HEADINGS[:2]:
        if (heading := plain(node)) and heading != title:
            sections.append(Section(heading))
        sections[-1].pieces += _pictures(node)
    elif node.name in HEADINGS:
        sections[-1].pieces += _pieces("h3", [NavigableString(plain(node))])
    elif node.name == "p":
        sections[-1].pieces += _pieces("p", list(node.contents))
    else:
        pictures = _pictures(node)
        sections[-1].pieces += [*_list(node), *pictures]


def _list(node: Tag) -> Iterator[str]:
    """One level: Wagtail's editor has no paragraphs in items. An item on its own becomes a list."""
    _unwrap(node, {"p", *HEADINGS})
    for inner in node.find_all(["ul", "ol"]):
        inner.unwrap()
    html = str(node) if node.name != "li" else f"<ul>{node}</ul>"
    if plain(node):
        yield html


def _unwrap(node: Tag, names: Collection[str]) -> None:
    """Keep what is inside these elements, with a space between."""
    for inner in node.find_all(list(names)):
        inner.append(" ")
        inner.unwrap()


def _pieces(tag: str, nodes: list[PageElement]) -> Iterator[str | Picture]:
    """Paragraphs, cut where a picture stands."""
    holder = BeautifulSoup("", "html.parser").new_tag(tag)
    holder.extend(nodes)
    _unwrap(holder, BLOCKS)  # an item outside a list is something the editor cannot open
    pictures = _pictures(holder)
    if plain(holder):
        yield str(holder)
    yield from pictures


def _pictures(node: Tag) -> list[Picture]:
    """Take the pictures out of a node."""
    images = [image.extract() for image in node.find_all("img")]
    return [
        Picture(str(image["src"]), " ".join(str(image.get("alt") or "").split())) for image in images if image.get("src")
    ]


def plain(node: PageElement | None) -> str:
    """The words of it, on one line."""
    return " ".join(node.get_text(" ").split()) if node is not None else ""
