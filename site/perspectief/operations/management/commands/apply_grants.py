from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import ProgrammingError, connection

from perspectief.operations.grants import Login, UnfitRoleError, apply_grants
from perspectief.settings.env import given


class Command(BaseCommand):
    help = "Give the public process its own PostgreSQL role, which can add letters and not read them. Run after migrate."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--public-role", default="perspectief_public", help="name of the role (default: %(default)s)")

    def handle(self, *args: object, public_role: str, **options: object) -> None:
        if connection.vendor != "postgresql":
            raise CommandError("Only PostgreSQL has roles; SQLite is for development.")
        if not public_role:
            raise CommandError("Name the role with --public-role.")
        try:
            apply_grants(connection, public=Login(name=public_role, password=given("PUBLIC_DB_PASSWORD")))
        except UnfitRoleError as error:
            raise CommandError(str(error)) from None
        except ProgrammingError as error:
            raise CommandError(f"PostgreSQL refused: {error}. This role needs CREATEROLE and its own tables.") from None
        self.stdout.write(f"{public_role} may add letters and read the published pages, and nothing else.")
