from pathlib import Path

from django.core.management.base import CommandParser
from django.utils import timezone

from perspectief.operations.keyring import KeyringError
from selfreferral.intake.management.key_command import KeyCommand, in_one_sentence, person
from selfreferral.intake.unlocking import copies
from selfreferral.intake.unlocking.handing_out import hand_out, waiting


class Command(KeyCommand):
    help = (
        "Give colleagues a copy of the intake key. Without --to it says who waits for one, with the code to compare "
        "with what they read at 'Mijn sleutel'."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--to", action="append", metavar="USERNAME", help="who gets one; their code was compared")
        parser.add_argument("--search-key-file", type=Path, help="INTAKE_SEARCH_KEY of before: else all is indexed anew")

    def handle(
        self,
        *args: object,
        intake_key_file: Path | None,
        colleague: str | None,
        to: list[str] | None,
        search_key_file: Path | None,
        **options: object,
    ) -> None:
        if not to:
            for key in waiting():
                self.stdout.write(f"{key.person.get_username()}: {copies.control_code(key.recipient)}")
            return
        people = [person(name) for name in to]
        keys = self.ring(intake_key_file, colleague=colleague)
        with self.changing(keys):
            hand_out(ring=keys, to=people, search_key=_read(search_key_file), now=timezone.now())
        self.stdout.write(f"A copy of the intake key was given to: {', '.join(to)}.")
        if not colleague:
            self.stdout.write(f"When they have opened a referral with it, destroy {keys.where}: shred -u.")


def _read(file: Path | None) -> str:
    with in_one_sentence():
        found = file.read_text(encoding="utf-8").strip() if file else ""
        if file and not found:
            raise KeyringError(f"There is no key in {file}.")
    return found
