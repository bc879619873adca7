import os
from datetime import UTC, datetime

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from perspectief.encoding import Utf8Handler
from perspectief.pages.filling import ChangedMeanwhileError, fill
from perspectief.pages.keeping import Keeper
from perspectief.pages.store import Store

NICE = 10  # a visitor goes before


class Command(BaseCommand):
    help = "Keep the published pages ready on disk, and renew them when something changes. As the public process; runs on."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="fill the store and stop")

    def handle(self, *args: object, once: bool, **options: object) -> None:
        if not settings.PAGES_DIR:
            raise CommandError("Name the folder of the store in PAGES_DIR.")
        if connection.vendor != "postgresql":
            raise CommandError("The store needs PostgreSQL, which tells what changed.")
        if not os.access(settings.PAGES_DIR, os.W_OK | os.X_OK):
            raise CommandError(f"This process cannot write in {settings.PAGES_DIR}.")
        os.nice(NICE)
        store, application = Store(settings.PAGES_DIR), Utf8Handler()
        if not once:
            Keeper(store, application).keep()
        try:
            filled = fill(store, application, now=datetime.now(tz=UTC), is_changed=lambda: False)
        except ChangedMeanwhileError:
            raise CommandError("Something changed meanwhile: give the command again.") from None
        self.stdout.write(f"{filled.kept} pages are stored, {filled.failed} gave an error.")
