import sys
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from perspectief.watching.beating import KEYS, beat
from selfreferral.canary import Canary, CanaryError, read, seal_canary
from selfreferral.intake.checking_keys import problems
from selfreferral.intake.management.key_command import KeyCommand, in_one_sentence
from selfreferral.seal import fingerprint, key_id

CANARY_LETTERS = 100_000


class Command(KeyCommand):
    help = "Try whether the intake key opens what the public side seals, and whether both sides know the same recipients."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--canary", metavar="FILE", help="what seal_canary printed in the public process; - reads it")
        parser.add_argument("--fingerprint", default="", help="the fingerprint that the other machine shows")

    def handle(
        self, *args: object, intake_key_file: Path | None, colleague: str | None, canary: str | None, **options: object
    ) -> None:
        ring = self.ring(intake_key_file, colleague=colleague)
        try:
            with in_one_sentence():
                recipients = ring.recipients()
                self.stdout.write(f"Fingerprint of the recipients: {fingerprint(recipients)} ({len(recipients)} keys)")
                for public in ring.publics():
                    self.stdout.write(f"Of intake: {key_id(public)}")
                tried = _read(canary) if canary else seal_canary()
                found = list(problems(ring=ring, canary=tried, other_fingerprint=str(options["fingerprint"])))
        except (CanaryError, ImproperlyConfigured) as error:
            raise CommandError(str(error)) from None
        if found:
            raise CommandError(" ".join(found))
        beat(KEYS, now=timezone.now())
        self.stdout.write("The intake key opens what the public side seals.")
        if not canary:
            self.stdout.write(
                "Tried as sealed here. To try the public process: run seal_canary there, and give it to --canary."
            )


def _read(canary: str) -> Canary:
    if canary == "-":
        return read(sys.stdin.read(CANARY_LETTERS))
    with Path(canary).open(encoding="utf-8", errors="replace") as file:
        return read(file.read(CANARY_LETTERS))
