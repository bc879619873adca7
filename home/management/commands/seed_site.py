"""Put the first content on a new site; safe to run at every start."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from home.seeding import seed_pages, seed_settings
from home.synonyms_seed import seed_synonyms


class Command(BaseCommand):
    help = "Makes the first pages and settings of a new site. Leaves alone whatever is, or ever was, there."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--hostname", default="127.0.0.1", help="where visitors reach the site")
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: Any, hostname: str, port: int, **options: Any) -> None:
        pages = seed_pages(hostname=hostname, port=port, today=timezone.localdate())
        settings = seed_settings()
        if settings:  # the site is new; synonyms that editors removed later stay removed
            seed_synonyms()
        self.stdout.write(_told(pages=pages, settings=settings))


def _told(*, pages: int, settings: bool) -> str:
    made = [*([f"{pages} pages"] if pages else []), *(["the organisation's settings"] if settings else [])]
    return f"Seeded {' and '.join(made)}." if made else "Nothing to seed: the content is the editors' now."
