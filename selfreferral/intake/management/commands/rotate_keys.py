from pathlib import Path

from django.core.management.base import CommandParser
from django.utils import timezone

from selfreferral.intake.management.key_command import BATCH, KeyCommand, person
from selfreferral.intake.rekeying import retire, rotate
from selfreferral.seal import key_id


class Command(KeyCommand):
    help = (
        "Make a new intake key and seal every letter and note anew to it. Stopped half-way, give it again: it goes on. "
        "When it is done, do away with the former key with --retire."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--batch", type=int, default=BATCH, help="letters in a transaction (default: %(default)s)")
        parser.add_argument("--with-recovery-key-file", type=Path, help="the intake key is lost; this key opens the letters")
        parser.add_argument(
            "--to", action="append", metavar="USERNAME", help="with the recovery key: who gets a copy of the new intake key"
        )
        parser.add_argument("--retire", metavar="KEY_ID", help="do away with this former key, if nothing needs it")

    def handle(
        self,
        *args: object,
        intake_key_file: Path | None,
        batch: int,
        with_recovery_key_file: Path | None,
        colleague: str | None,
        to: list[str] | None,
        **options: object,
    ) -> None:
        named = None if to is None else [person(name).pk for name in to]
        ring, pace = self.ring(intake_key_file, colleague=colleague, to=named), self.pace(batch)
        if former := options["retire"]:
            with self.changing(ring):
                retire(ring=ring, former=str(former), now=timezone.now())
            self.stdout.write(f"The key {former} is gone. Only the recovery key opens backups from before the change.")
            return
        with self.changing(ring):
            outcome = rotate(ring=ring, recovery_file=with_recovery_key_file, pace=pace)
            present, *formers = (key_id(public) for public in ring.publics())
        self.stdout.write(f"The intake key is {present}. New letters go to it, also from processes that are running.")
        for name in formers:
            self.stdout.write(f"The former key {name} still opens letters. When all is well: rotate_keys --retire {name}")
        self.say(outcome)
