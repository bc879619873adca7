from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError

from selfreferral.canary import seal_canary, written


class Command(BaseCommand):
    help = "Seal an empty letter as this process would, and print it for check_keys --canary. Nothing is stored."
    requires_system_checks = ()

    def handle(self, *args: object, **options: object) -> None:
        try:
            self.stdout.write(written(seal_canary()))
        except ImproperlyConfigured as error:
            raise CommandError(str(error)) from None
