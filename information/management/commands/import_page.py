"""Turn an HTML page of an old site into a draft."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from wagtail.models import Page

from information.importing.drafting import draft
from information.importing.fetching import Fetched, NotFetchedError, fetch, read_file
from information.importing.links import page_at
from information.importing.old_page import NotReadError
from information.importing.reading import read
from information.importing.report import Report
from information.models import InformationPage

MOST_BYTES = 2_000_000


class Command(BaseCommand):
    help = "Makes a draft page of an HTML page of an old site: an address (http, https) or a file. Nothing is published."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("source", help="https://… or a file")
        parser.add_argument("--parent", default="/", help="the page to put it under, such as /slachtoffers/")
        parser.add_argument("--title", default="", help="instead of the title that it has")

    def handle(self, *args: Any, source: str, parent: str, title: str, **options: Any) -> None:
        above = _parent(parent)
        report = Report()
        try:
            fetched = _fetched(source)
            old = read(fetched.content, charset=fetched.charset)
            report.dropped += old.dropped
            page = draft(old, address=fetched.address, parent=above, title=title, report=report)
        except NotFetchedError as error:
            raise CommandError(f"{source} is niet overgenomen: {error}.") from error
        except NotReadError as error:
            raise CommandError(f"{source} is niet overgenomen. {error}") from error
        except ValidationError as error:
            raise CommandError(f"{source} is niet overgenomen: {'; '.join(error.messages)}") from error
        self.stdout.write(f"Concept gemaakt: ‘{page.title}’ (pagina {page.pk}) onder ‘{above.title}’. Lees het na.")
        self.stdout.write("\n".join(report.lines()))


def _fetched(source: str) -> Fetched:
    if "://" in source:
        return fetch(source, at_most=MOST_BYTES)
    return read_file(Path(source), at_most=MOST_BYTES)


def _parent(path: str) -> Page:
    found = page_at(path)
    if found is None:
        raise CommandError(f"Er is geen pagina op {path}.")
    above: Page = found.specific
    if not InformationPage.can_create_at(above):
        raise CommandError(f"Onder ‘{above.title}’ kan geen informatiepagina komen.")
    return above
