from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from selfreferral.intake import retention
from selfreferral.intake.models import PurgeRecord
from selfreferral.intake.removing import broken_at

HEADINGS = "wanneer\taanmelding\tid\twaarom\thoe gevraagd\tverwijderd\tcontrolegetal"


class Command(BaseCommand):
    help = "Remove referrals whose time is over. The sweep does the same; here it can be looked at first."

    def add_arguments(self, parser: CommandParser) -> None:
        which = parser.add_mutually_exclusive_group()
        which.add_argument("--dry-run", action="store_true", help="remove nothing: say what would go, and why")
        which.add_argument("--report", action="store_true", help="remove nothing: say what went so far, and check that")

    def handle(self, *args: object, dry_run: bool, report: bool, **options: object) -> None:
        if report:
            self._report()
        elif dry_run:
            self._say_what_would_go()
        else:
            self._purge()

    def _say_what_would_go(self) -> None:
        number = 0
        for reference, reason, letter_id in retention.listed(now=timezone.now()):
            self.stdout.write(f"{reference}\t{letter_id}\t{reason.label}")
            number += 1
        self.stdout.write(f"{number} would be removed; nothing was.")

    def _purge(self) -> None:
        total, now = 0, timezone.now()
        try:
            while gone := retention.purge(now=now):
                total += gone
        except retention.NotRemovedError as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"{total} removed.")

    def _report(self) -> None:
        self.stdout.write(HEADINGS)
        for record in PurgeRecord.objects.order_by("number").iterator(1000):
            counts = ", ".join(f"{number} {model}" for model, number in sorted(record.counts.items()))
            parts = (record.at.isoformat(timespec="seconds"), record.reference, str(record.subject), record.reason)
            self.stdout.write("\t".join((*parts, record.ground, counts, record.checksum)))
        broken = broken_at()
        if broken:
            raise CommandError(f"The record of what was removed was changed: at number {broken}, or before it.")
