from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from perspectief.operations.sweeping import sweep


class Command(BaseCommand):
    help = "Tell intake about new letters and wipe stale drafts. Run every minute, by a timer."

    def handle(self, *args: object, **options: object) -> None:
        outcome = sweep(now=timezone.now())
        self.stdout.write(", ".join(f"{name}: {count}" for name, count in outcome.items() if count is not None))
        failed = [name for name, count in outcome.items() if count is None]
        if failed:
            raise CommandError(f"Not done, and tried again next time: {', '.join(failed)}.")
