from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from selfreferral.intake.exporting import ExportError, export
from selfreferral.intake.management.key_command import in_one_sentence


class Command(BaseCommand):
    help = "Copy one letter, sealed as it is, to a file that any age program opens with the recovery key. It is recorded."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("letter", help="the id of the letter, or the eight digits that intake calls it by")
        parser.add_argument("--to", type=Path, required=True, help="the file to make, such as letter.age")

    def handle(self, *args: object, letter: str, to: Path, **options: object) -> None:
        try:
            with in_one_sentence():
                exported = export(name=letter, to=to, now=timezone.now())
        except ExportError as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"The letter {exported} is in {to}, still sealed. Open it with: age --decrypt -i KEY_FILE {to}")
