"""An old page as it was read."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Picture:
    """An image on the page, by the address and text alternative it has there."""

    source: str
    alt: str


@dataclass
class Section:
    """What stands under one heading: pieces of HTML, and pictures."""

    heading: str = ""
    pieces: list[str | Picture] = field(default_factory=list)


@dataclass(frozen=True)
class OldPage:
    """A page as it was read. `lead` is its description for search engines, if it had one."""

    title: str
    lead: str
    base: str
    sections: list[Section]
    dropped: Counter[str]


class NotReadError(ValueError):
    """There is no page in these bytes. The message is a Dutch sentence for staff."""
