from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from selfreferral.intake.verifying import Anchor, check, holds


class Command(BaseCommand):
    help = "Walk the record of who looked from its beginning to its end, and say whether a record is gone or was changed."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--anchor", metavar="NUMBER:HASH", help="what you wrote down before: is it still there?")

    def handle(self, *args: object, anchor: str | None, **options: object) -> None:
        known = _read(anchor) if anchor else None
        found = check(now=timezone.now())
        if found.problem:
            raise CommandError(f"The record of who looked was tampered with. {found.problem}")
        if known:
            self._compare(known)
        self.stdout.write(
            f"Every record is there, as it was written. Write this down elsewhere: {found.number}:{found.hash}"
        )

    def _compare(self, known: Anchor) -> None:
        """The chain can be whole and another than it was: then an anchor of before is not in it."""
        is_there = holds(known)
        if is_there is None:
            raise CommandError(f"Records up to {known.number} were purged since: that anchor cannot be compared any more.")
        if not is_there:
            raise CommandError(f"The record of who looked was written anew: {known.number} is not what it was.")
        self.stdout.write(f"Record {known.number} is what it was when you wrote it down.")


def _read(anchor: str) -> Anchor:
    number, _, digits = anchor.partition(":")
    if not number.isdecimal() or not digits:
        raise CommandError("An anchor is a number, a colon and 64 digits, as this command shows it.")
    return Anchor(number=int(number), hash=digits.lower())
