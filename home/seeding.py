"""The first content of a new site. What was seeded once belongs to the editors: nothing is made a second time.

Every folder in `seed/` is a language. Dutch comes first and is the root of the site. A page in another language is the
translation of the Dutch page whose file stands at the same place.
"""

import tomllib
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import translation
from wagtail.models import Locale, Page, PageLogEntry, Site

from information.models import InformingPage

from .models import HelpNumber, HomePage, OrganisationSettings
from .seed_pages import unwritten_page, write
from .seed_sources import Source, Spot, page_addresses, sources

SEED = Path(__file__).parent / "seed"
LANGUAGE = "nl"
SITE_NAME = "Perspectief Herstelbemiddeling"
WELCOME = "Welcome to your new Wagtail site!"
READ_AGAIN_AFTER = timedelta(days=365)


def languages(folder: Path) -> list[str]:
    """The languages of the site that have content to begin with, Dutch first."""
    others = [code for code, _ in settings.LANGUAGES if code != LANGUAGE]
    return [code for code in [LANGUAGE, *others] if (folder / code / "index.md").exists()]


@transaction.atomic
def seed_pages(*, hostname: str, port: int, today: date, folder: Path = SEED) -> int:
    """Make and publish the pages of each language that has, and ever had, no home page. Says how many pages."""
    made = 0
    for language in languages(folder):
        if _made_before(language) or (language != LANGUAGE and not _homes(LANGUAGE)):
            continue
        pages = _seed_language(language, sources(folder / language), folder=folder, review_date=today + READ_AGAIN_AFTER)
        made += len(pages)
        if language == LANGUAGE:
            open_site(home=pages[()], hostname=hostname, port=port)
            remove_welcome()
    return made


def _homes(language: str) -> list[HomePage]:
    return list(HomePage.objects.filter(locale__language_code=language))


def _made_before(language: str) -> bool:
    """Wagtail's log remembers pages that were deleted, and since there are languages also theirs."""
    remembered = PageLogEntry.objects.filter(content_type=ContentType.objects.get_for_model(HomePage))
    if language != LANGUAGE:
        remembered = remembered.filter(data__language=language)
    return bool(_homes(language)) or bool(remembered.exists())


def _seed_language(
    language: str, written: list[Source], *, folder: Path, review_date: date
) -> dict[Spot, HomePage | InformingPage]:
    pages = _plant(language, written, originals=_originals(language, folder), review_date=review_date)
    numbers = {address: pages[spot].pk for spot, address in page_addresses(written).items()}
    with translation.override(language):  # links to the form lead to the form in this language
        for source in written:
            write(pages[source.spot], source, pages=numbers)
            pages[source.spot].save_revision().publish()
    made = PageLogEntry.objects.filter(page=pages[()].pk, action="wagtail.create")
    made.update(data={"language": language})
    return pages


def _originals(language: str, folder: Path) -> dict[Spot, UUID]:
    """What translations are known by: the Dutch pages that are still where they were made."""
    if language == LANGUAGE:
        return {}
    home = _homes(LANGUAGE)[0]
    keys = dict(home.get_descendants(inclusive=True).values_list("url_path", "translation_key"))
    places = page_addresses(sources(folder / LANGUAGE))
    paths = {spot: home.url_path.rstrip("/") + address for spot, address in places.items()}
    return {spot: keys[path] for spot, path in paths.items() if path in keys}


def _plant(
    language: str, written: list[Source], *, originals: dict[Spot, UUID], review_date: date
) -> dict[Spot, HomePage | InformingPage]:
    """The tree without its texts, unpublished: links need the numbers of the pages first."""
    locale, _ = Locale.objects.get_or_create(language_code=language)
    pages: dict[Spot, HomePage | InformingPage] = {}
    root = Page.get_first_root_node()
    for source in written:
        page = unwritten_page(source, review_date=review_date)
        page.locale, page.live = locale, False
        page.translation_key = originals.get(source.spot, page.translation_key)
        pages[source.spot] = pages.get(source.spot[:-1], root).add_child(instance=page)
    return pages


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
    organisation = OrganisationSettings(**values)
    organisation.help_numbers = [HelpNumber(sort_order=order, **number) for order, number in enumerate(numbers)]
    organisation.save()
    return True
