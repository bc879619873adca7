"""What is known of a page apart from its text: the TOML at the top of its file."""

import datetime
import tomllib
from dataclasses import dataclass

from .seed_place import Place, SeedFormatError

DECISION_AID = "decision_aid"
# The kinds a page can name, and what it must say then. A page that names none is a page to read, or a door.
KINDS: dict[str, dict[str, type]] = {
    "": {},
    DECISION_AID: {},
    "news_index": {},
    "news": {"date": datetime.date},
    "publications": {},
    "publication": {"sort": str, "year": int},
}


@dataclass(frozen=True)
class FrontMatter:
    """A page with an audience is a door."""

    title: str
    slug: str
    order: int
    search_description: str
    lead: str
    audience: str = ""
    seo_title: str = ""
    show_in_menus: bool = False
    says_je: bool = False
    offers_sign_up: bool = True
    kind: str = ""
    date: datetime.date | None = None
    sort: str | None = None
    year: int | None = None

    @property
    def particulars(self) -> dict[str, object]:
        """What only a page of this kind has."""
        return {name: getattr(self, name) for name in KINDS[self.kind]}


def front_matter(toml: str, *, place: Place) -> FrontMatter:
    """What the top of a file says. Raises SeedFormatError."""
    try:
        front = FrontMatter(**tomllib.loads(toml))
    except (tomllib.TOMLDecodeError, TypeError) as error:
        raise SeedFormatError(place, f"the front matter is not right: {error}.") from error
    if front.kind not in KINDS:
        raise SeedFormatError(place, f"there is no kind of page with the name {front.kind!r}.")
    for name, wanted in KINDS[front.kind].items():
        if not isinstance(getattr(front, name), wanted):
            raise SeedFormatError(place, f"a page of the kind {front.kind!r} says its {name}.")
    return front
