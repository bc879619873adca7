from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from perspectief.accounts.models import User
from selfreferral.intake.rights import RightsError, name_coordinator


class Command(BaseCommand):
    help = "Make a colleague the first coordinator, who gives others access to referrals. It is recorded."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")

    def handle(self, *args: object, username: str, **options: object) -> None:
        try:
            name_coordinator(subject=User.objects.get(username=username), now=timezone.now())
        except User.DoesNotExist:
            raise CommandError(f"There is no account {username}: a technical administrator makes it first.") from None
        except RightsError as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"{username} is the coordinator, and gives others access at ‘Toegang tot aanmeldingen’.")
