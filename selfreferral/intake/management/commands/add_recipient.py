from pathlib import Path

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from perspectief.operations.keyring import refuse_private
from selfreferral.intake.management.key_command import BATCH, KeyCommand, in_one_sentence
from selfreferral.intake.rekeying import add_recipient, reseal_to_all
from selfreferral.seal import fingerprint


class Command(KeyCommand):
    help = "Let one more key open the letters: a second recovery key, or a person's. It takes the public half (age1...)."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        # As many as are typed: the parser itself would quote what it did not expect, and that can be a secret.
        parser.add_argument("recipient", nargs="*", help="the public half of the key (age1...)")
        parser.add_argument("--label", default="added", help="what to write above it, such as whose it is")
        parser.add_argument("--reseal", action="store_true", help="old letters too; stopped half-way, give it again")
        parser.add_argument("--batch", type=int, default=BATCH, help="letters in a transaction (default: %(default)s)")

    def handle(
        self,
        *args: object,
        recipient: list[str],
        label: str,
        reseal: bool,
        intake_key_file: Path | None,
        colleague: str | None,
        batch: int,
        **options: object,
    ) -> None:
        with in_one_sentence():
            refuse_private(" ".join([*recipient, label]))
        if len(recipient) != 1:
            raise CommandError("Give one recipient (age1...).")
        ring, pace = self.ring(intake_key_file, colleague=colleague), self.pace(batch)
        with self.changing(ring):
            now = timezone.now()
            is_new = add_recipient(ring=ring, recipient=recipient[0], label=label, is_repeated=reseal, now=now)
            self.stdout.write("New letters can be opened with it." if is_new else "It was a recipient already.")
            self.stdout.write(f"Fingerprint of the recipients: {fingerprint(ring.recipients())}")
            outcome = reseal_to_all(ring=ring, pace=pace) if reseal else None
        if outcome:
            self.say(outcome)
