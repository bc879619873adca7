import os
from datetime import UTC, datetime

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from perspectief.collected import require_collected_files
from perspectief.encoding import Utf8Handler
from perspectief.pages.filling import ChangedMeanwhileError, fill
from perspectief.pages.keeping import Keeper
from perspectief.pages.proxy import common, for_nginx
from perspectief.pages.store import Store

NICE = 10  # a visitor goes before


class Command(BaseCommand):
    help = "Keep the published pages ready on disk, and renew them when something changes. As the public process; runs on."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="fill the store and stop")
        parser.add_argument(
            "--headers-for-nginx", action="store_true", help="write what deploy/nginx/page-headers.conf has to say, and stop"
        )

    def handle(self, *args: object, once: bool, headers_for_nginx: bool, **options: object) -> None:
        store = self._store()
        require_collected_files()
        if headers_for_nginx:
            self._tell_nginx(store)
        elif once:
            self._fill(store)
        else:
            os.nice(NICE)
            Keeper(store, Utf8Handler()).keep()

    def _store(self) -> Store:
        if not settings.PAGES_DIR:
            raise CommandError("Name the folder of the store in PAGES_DIR.")
        if connection.vendor != "postgresql":
            raise CommandError("The store needs PostgreSQL, which tells what changed.")
        if "replica" in settings.DATABASES:
            raise CommandError("What the keeper stores has to be new: take REPLICA_DATABASE_URL away from this process.")
        if not os.access(settings.PAGES_DIR, os.W_OK | os.X_OK):
            raise CommandError(f"This process cannot write in {settings.PAGES_DIR}.")
        return Store(settings.PAGES_DIR)

    def _fill(self, store: Store) -> None:
        try:
            filled = fill(store, Utf8Handler(), now=datetime.now(tz=UTC), is_changed=lambda: False)
        except ChangedMeanwhileError:
            raise CommandError("Something changed meanwhile: give the command again.") from None
        self.stdout.write(f"{filled.kept} pages are stored, {filled.failed} gave an error.")

    def _tell_nginx(self, store: Store) -> None:
        index = store.index(store.current())
        if index is None:
            raise CommandError("No pages are stored yet: run keep_pages first.")
        pages = (page["headers"] for page in index.pages.values() if page["file"].endswith("/index.html"))
        self.stdout.write(for_nginx(common([[(name, value) for name, value in headers] for headers in pages])), ending="")
