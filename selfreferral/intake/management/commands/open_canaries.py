from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from selfreferral.intake import queue
from selfreferral.intake.models import Finding


class Command(BaseCommand):
    help = "Open and remove the empty letters that drop_canary left. Run every 15 minutes, by a timer of the staff process."

    def handle(self, *args: object, **options: object) -> None:
        found = queue.open_canaries(now=timezone.now())
        if found.finding != Finding.WELL:
            raise CommandError(f"The empty letter: {found.get_finding_display()} (see docs/operate.md, Canary).")
        self.stdout.write("The empty letter came and opened.")
