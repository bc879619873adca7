from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.utils import timezone

from perspectief.operations.backups.making import BackupError, Source, back_up, forget_old
from perspectief.operations.backups.uploads import uploaded_files
from perspectief.watching.beating import BACKUP, beat

DAYS = 30


class Command(BaseCommand):
    help = "Make a backup of the database and the uploaded files, which only a recovery key opens. Run every night."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--to", type=Path, required=True, help="the folder with the backups")
        parser.add_argument("--keep-days", type=int, default=DAYS, help=f"how long they are kept ({DAYS})")

    def handle(self, *args: object, to: Path, keep_days: int, **options: object) -> None:
        if keep_days < 1:
            raise CommandError("A backup is kept for at least a day.")
        if connection.vendor != "postgresql":
            raise CommandError("Backups are made of PostgreSQL; SQLite is for development.")
        now, recipients = timezone.now(), tuple(settings.RECIPIENTS)[1:]
        try:
            with uploaded_files() as media:
                source = Source(database=connection.settings_dict, media=media, recipients=recipients)
                made = back_up(source=source, to=to, now=now)
        except BackupError as error:
            raise CommandError(str(error)) from None
        beat(BACKUP, now=now)
        gone = forget_old(folder=to, now=now, days=keep_days)
        self.stdout.write(f"{made}, and {len(gone)} older than {keep_days} days removed.")
