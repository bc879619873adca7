"""Reads microdata (https://html.spec.whatwg.org/multipage/microdata.html) as a search engine does."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "link", "img", "br", "hr", "input", "path", "circle", "use", "wbr", "source"}
VALUES = {"meta": "content", "link": "href", "a": "href", "img": "src"}


@dataclass
class Item:
    """Something with a type; a property holds words or items."""

    kind: str
    properties: dict[str, list["str | Item"]] = field(default_factory=dict)

    def one(self, name: str) -> "str | Item":
        """The only value of a property."""
        (value,) = self.properties[name]
        return value


@dataclass
class _Open:
    tag: str
    item: Item | None = None
    collects: str | None = None
    words: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.items: list[Item] = []
        self.stray: list[str] = []
        self.open: list[_Open] = []

    def _around(self) -> Item | None:
        return next((one.item for one in reversed(self.open) if one.item), None)

    def _keep(self, names: str, value: "str | Item") -> None:
        around = self._around()
        for name in names.split():
            if around is None:
                self.stray.append(name)
            else:
                around.properties.setdefault(name, []).append(value)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        element = _Open(tag)
        names = given.get("itemprop")
        if "itemscope" in given:
            element.item = Item(given.get("itemtype", ""))
            if names:
                self._keep(names, element.item)
            else:
                self.items.append(element.item)
        elif names and tag in VALUES:
            self._keep(names, given.get(VALUES[tag], ""))
        elif names:
            element.collects = names
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID:
            self.handle_starttag(tag, attrs)

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.words.append(data)

    def handle_endtag(self, tag: str) -> None:
        while self.open:
            element = self.open.pop()
            if element.collects:
                self._keep(element.collects, " ".join("".join(element.words).split()))
            if element.tag == tag:
                return


def items(html: str) -> dict[str, list[Item]]:
    """The items that stand by themselves, by the last word of their type. Properties outside an item are a mistake."""
    reader = _Reader()
    reader.feed(html)
    assert reader.stray == []
    found: dict[str, list[Item]] = {}
    for item in reader.items:
        found.setdefault(item.kind.rsplit("/", 1)[-1], []).append(item)
    return found
