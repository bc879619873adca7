from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from perspectief.operations.backups.making import BackupError
from perspectief.operations.backups.restoring import restore
from perspectief.settings.keys import KeyFileError, read_identities


class Command(BaseCommand):
    help = "Put a backup back into an empty database and an empty folder for uploaded files, with a recovery key."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("backup", type=Path, help="the folder that back_up made")
        parser.add_argument("--recovery-key-file", type=Path, required=True)

    def handle(self, *args: object, backup: Path, recovery_key_file: Path, **options: object) -> None:
        if connection.vendor != "postgresql":
            raise CommandError("Backups are put back into PostgreSQL; SQLite is for development.")
        try:
            keys = read_identities(recovery_key_file, what="recovery key")
            media = Path(settings.MEDIA_ROOT)
            restore(backup=backup, database=connection.settings_dict, media=media, keys=keys)
        except (BackupError, KeyFileError) as error:
            raise CommandError(str(error)) from None
        self.stdout.write("The backup is back. Now: migrate, apply_grants, check_keys (docs/operate.md, Backups).")
