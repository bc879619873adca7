"""The first content of a new site. What was seeded once belongs to the editors: nothing is made a second time."""

import json
import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import Locale, Page, PageLogEntry, Site

from information.models import AudiencePage, InformationPage

from .models import HelpNumber, HomePage, OrganisationSettings
from .seed_blocks import body
from .seed_format import FrontMatter, Piece, read

SEED = Path(__file__).parent / "seed"
LANGUAGE = "nl"
SITE_NAME = "Perspectief Herstelbemiddeling"
WELCOME = "Welcome to your new Wagtail site!"
READ_AGAIN_AFTER = timedelta(days=365)

# Where a page stands: the folders and file that lead to it. The home page stands at ().
Spot = tuple[str, ...]


@dataclass(frozen=True)
class Source:
    """A page as it was written."""

    spot: Spot
    front: FrontMatter
    pieces: list[Piece]


def sources(folder: Path) -> list[Source]:
    """Every page in a folder, parents first, then in the order of the menu. Raises SeedFormatError."""
    found = [Source(_spot(file.relative_to(folder)), *read(file, below=folder.parent)) for file in folder.rglob("*.md")]
    return sorted(found, key=lambda source: (len(source.spot), source.front.order))


def _spot(file: Path) -> Spot:
    """`daders/index.md` is the page above `daders/doel.md`."""
    spot = file.with_suffix("").parts
    return spot[:-1] if spot[-1] == "index" else spot


def page_addresses(written: list[Source]) -> dict[Spot, str]:
    """The address of each page below its home page, such as `/daders/doel/`."""
    slugs = {source.spot: source.front.slug for source in written}
    return {spot: "/".join(["", *(slugs[spot[: end + 1]] for end in range(len(spot))), ""]) for spot in slugs}


@transaction.atomic
def seed_pages(*, hostname: str, port: int, today: date) -> int:
    """Make and publish all pages, and say how many. Makes none when there is, or ever was, a home page."""
    if HomePage.objects.exists() or _made_before():
        return 0
    written = sources(SEED / LANGUAGE)
    pages = _plant(written, review_date=today + READ_AGAIN_AFTER)
    numbers = {address: pages[spot].pk for spot, address in page_addresses(written).items()}
    for source in written:
        page = pages[source.spot]
        page.body = json.dumps(body(source.pieces, pages=numbers))
        page.save_revision().publish()
    open_site(home=pages[()], hostname=hostname, port=port)
    remove_welcome()
    return len(pages)


def _made_before() -> bool:
    """Wagtail's log remembers pages that were deleted."""
    remembered = PageLogEntry.objects.filter(content_type=ContentType.objects.get_for_model(HomePage))
    return bool(remembered.exists())


def _plant(written: list[Source], *, review_date: date) -> dict[Spot, HomePage | AudiencePage | InformationPage]:
    """The tree without its texts, unpublished: links need the numbers of the pages first."""
    locale, _ = Locale.objects.get_or_create(language_code=LANGUAGE)
    pages: dict[Spot, HomePage | AudiencePage | InformationPage] = {}
    root = Page.get_first_root_node()
    for source in written:
        page = _page(source, review_date=review_date)
        page.locale, page.live = locale, False
        pages[source.spot] = pages.get(source.spot[:-1], root).add_child(instance=page)
    return pages


def _page(source: Source, *, review_date: date) -> HomePage | AudiencePage | InformationPage:
    front = source.front
    shared = {
        "title": front.title,
        "slug": front.slug,
        "seo_title": front.seo_title,
        "search_description": front.search_description,
        "lead": front.lead,
        "show_in_menus": front.show_in_menus,
    }
    if not source.spot:
        return HomePage(**shared)
    if front.audience:
        return AudiencePage(**shared, audience=front.audience, review_date=review_date)
    return InformationPage(**shared, review_date=review_date)


def open_site(*, home: Page, hostname: str, port: int) -> None:
    """Visitors of the default site find our home page."""
    at = {"hostname": hostname, "port": port, "site_name": SITE_NAME, "root_page": home}
    Site.objects.update_or_create(is_default_site=True, defaults=at)


def remove_welcome() -> None:
    """Delete the page that Wagtail's first migration makes, unless somebody used it."""
    untouched = Page.objects.filter(depth=2, title=WELCOME, numchild=0, latest_revision=None, sites_rooted_here=None)
    for page in untouched.filter(content_type=ContentType.objects.get_for_model(Page)):
        page.delete()


def seed_settings() -> bool:
    """Make the organisation's settings, unless they exist."""
    if OrganisationSettings.objects.exists():
        return False
    values = tomllib.loads((SEED / "organisation.toml").read_text(encoding="utf-8"))
    numbers = values.pop("help_numbers")
    settings = OrganisationSettings(**values)
    settings.help_numbers = [HelpNumber(sort_order=order, **number) for order, number in enumerate(numbers)]
    settings.save()
    return True
