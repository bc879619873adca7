from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from perspectief.operations.keys import KeysExistError, create_keys


class Command(BaseCommand):
    help = "Make the intake key and the recovery key. The recovery key is shown once and kept nowhere."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--private-dir", type=Path, help="folder for the intake key; only the staff process may read it")
        parser.add_argument("--public-dir", type=Path, help="folder for the recipients; the public process reads it")

    def handle(self, *args: object, private_dir: Path | None, public_dir: Path | None, **options: object) -> None:
        private_dir = private_dir or getattr(settings, "INTAKE_KEY_DIR", None)
        if private_dir is None:
            raise CommandError("Name a folder for the intake key with --private-dir: one that only staff can read.")
        try:
            keys = create_keys(private_dir=private_dir, public_dir=public_dir or settings.RECIPIENTS_DIR)
        except (KeysExistError, OSError) as error:
            raise CommandError(f"No keys were made: {error}") from None
        self.stdout.write(f"Intake key:  {keys.intake_key_file} (only the staff process may read it)")
        self.stdout.write(f"Recipients:  {keys.recipients_file} (every process may read it)")
        self.stdout.write("\nRecovery key. It opens every letter, is shown this once, and is kept nowhere on this machine.")
        self.stdout.write("Print it or write it on a stick, and put it in a safe:\n")
        self.stdout.write(f"  {keys.recovery_key}\n")
