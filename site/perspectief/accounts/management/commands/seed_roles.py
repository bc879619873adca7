from django.core.management.base import BaseCommand

from perspectief.accounts.moderation import ensure_moderation
from perspectief.accounts.roles import ROLES, ensure_roles


class Command(BaseCommand):
    help = (
        "Make the roles and the review of drafts that are missing, and give roles the rights that are new. The rest stays."
    )

    def handle(self, *args: object, **options: object) -> None:
        ensure_roles()
        ensure_moderation()
        self.stdout.write("Roles: " + ", ".join(role.name for role in ROLES))
