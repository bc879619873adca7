from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils import timezone

from selfreferral.public.canary_letter import drop_canary


class Command(BaseCommand):
    help = "Drop an empty letter into the letterbox, as the public role. Run every 15 minutes, by a timer."
    requires_system_checks = ()

    def handle(self, *args: object, **options: object) -> None:
        try:
            drop_canary(now=timezone.now())
        except ImproperlyConfigured as error:
            raise CommandError(str(error)) from None
        except DatabaseError:
            raise CommandError("The letterbox does not take a letter: look at the database and the public role.") from None
        self.stdout.write("An empty letter is in the letterbox.")
