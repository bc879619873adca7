from pathlib import Path

import pyrage
from django.core.management.base import BaseCommand, CommandError, CommandParser

from perspectief.operations.key_files import OWN_EYES, write_new
from perspectief.operations.keys import key_lines


class Command(BaseCommand):
    help = (
        "Make a key that opens the empty letters that try the way, and nothing else: for a site where colleagues unlock "
        "the intake key themselves."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--to", type=Path, required=True, help="the file to make, for the staff process (CANARY_KEY_FILE)"
        )

    def handle(self, *args: object, to: Path, **options: object) -> None:
        key = pyrage.x25519.Identity.generate()
        try:
            write_new(to, key_lines(key), mode=OWN_EYES)
        except OSError as error:
            raise CommandError(f"No key was made: {error}") from None
        self.stdout.write(f"The key is in {to}: give its path to the staff process as CANARY_KEY_FILE.")
        self.stdout.write(f"Give this to the public process as CANARY_RECIPIENT:\n\n  {key.to_public()}\n")
