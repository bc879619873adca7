"""Markdown as Wagtail keeps rich text in the database, with links to pages by number so that they survive a move."""

from collections.abc import Callable, Collection, Iterator
from html import escape

from markdown_it import MarkdownIt
from markdown_it.token import Token

from .seed_place import Place, SeedFormatError

MARKDOWN = MarkdownIt("commonmark", {"html": False})
# Markdown's name, Wagtail's tag, and the feature an editor needs to keep it; a paragraph and a list item need none.
TAGS = {
    "paragraph": ("p", ""),
    "list_item": ("li", ""),
    "heading": ("h3", "h3"),
    "bullet_list": ("ul", "ul"),
    "ordered_list": ("ol", "ol"),
    "strong": ("b", "bold"),
    "link": ("a", "link"),
}
# The attributes of an <a> for an address; raises LookupError when the address leads nowhere.
LinkAttributes = Callable[[str], str]


def rich_text(markdown: str, *, place: Place, features: Collection[str], link: LinkAttributes) -> str:
    """The stored form of a text that begins at `place`, with nothing in it that its block does not allow."""
    return "".join(
        _html(token, place=place.after(line), features=features, link=link)
        for token, line in _tokens(MARKDOWN.parse(markdown))
    )


def _tokens(tokens: list[Token]) -> Iterator[tuple[Token, int]]:
    """What there is to write, each with the line of its paragraph. Wagtail keeps no paragraphs inside list items."""
    line = 0
    for token in tokens:
        line = token.map[0] if token.map else line
        if token.type == "inline":
            yield from ((child, line) for child in token.children or [])
        elif token.level == 0 or token.tag != "p":
            yield token, line


def _html(token: Token, *, place: Place, features: Collection[str], link: LinkAttributes) -> str:
    if token.type == "text":
        return escape(token.content, quote=False)
    if token.type == "softbreak":
        return " "
    name, _, end = token.type.rpartition("_")
    tag, feature = TAGS.get(name, ("", ""))
    if not tag or (feature and feature not in features) or (name == "heading" and token.tag != tag):
        raise SeedFormatError(place, f"{token.markup or name!r} cannot be used here.")
    if end == "close":
        return f"</{tag}>"
    return f"<{tag}{_attributes(token, place=place, link=link)}>"


def _attributes(token: Token, *, place: Place, link: LinkAttributes) -> str:
    address = token.attrGet("href")
    if address is None:
        return ""
    try:
        return f" {link(str(address))}"
    except LookupError as error:
        raise SeedFormatError(place, f"the link to {address} leads nowhere.") from error
