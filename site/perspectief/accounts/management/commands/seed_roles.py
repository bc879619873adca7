from django.core.management.base import BaseCommand

from perspectief.accounts.roles import ROLES, ensure_roles


class Command(BaseCommand):
    help = "Make the roles that are missing. A role that exists is left as the organisation made it."

    def handle(self, *args: object, **options: object) -> None:
        ensure_roles()
        self.stdout.write("Roles: " + ", ".join(role.name for role in ROLES))
