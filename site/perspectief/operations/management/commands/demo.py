import threading
from collections.abc import Callable

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.servers.basehttp import WSGIServer, run
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from perspectief.accounts.demo import PEOPLE, ensure_demo_people
from perspectief.operations.sweeping import sweep
from selfreferral.intake import queue
from selfreferral.public.canary_letter import drop_canary

HOST = "127.0.0.1"
STAFF_HOST = "localhost"  # the same machine; a passkey belongs to a name and not to a number
SECONDS_BETWEEN_SWEEPS, SECONDS_BETWEEN_CANARIES = 20, 15 * 60


class Command(BaseCommand):
    help = "Set up and serve the whole site on this machine, with demo content and demo people. Development only."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: object, port: int, **options: object) -> None:
        if not hasattr(settings, "DATA_DIR"):
            raise CommandError("The demo has log-ins that anyone at this machine can read, so it runs in development only.")
        if not settings.RECIPIENTS:
            raise CommandError("There are no keys yet: run create_keys first.")
        self._migrate()
        call_command("seed_site", hostname=HOST, port=port, stdout=self.stdout)
        passwords = ensure_demo_people(passwords_file=settings.DATA_DIR / "secrets" / "demo-people.json")
        self._say_where(port, passwords)
        _try_the_way()
        for deed, seconds in ((_sweep_once, SECONDS_BETWEEN_SWEEPS), (_try_the_way, SECONDS_BETWEEN_CANARIES)):
            threading.Thread(target=_forever(deed, seconds), daemon=True).start()
        self._serve(port)

    def _migrate(self) -> None:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("Making the database; this takes a few seconds.")
            call_command("migrate", verbosity=0)

    def _say_where(self, port: int, passwords: dict[str, str]) -> None:
        lines = [
            "",
            f"Website:  http://{HOST}:{port}/",
            f"Staff:    http://{STAFF_HOST}:{port}/beheer/   (choose a second factor, or skip it: only in this demo)",
            "",
            *(f"  {person.username:<12} {passwords[person.username]}   ({person.what})" for person in PEOPLE),
            "",
            f"Data, keys and mail are kept in {settings.DATA_DIR}. Stop with Ctrl-C.",
        ]
        self.stdout.write("\n".join(lines))
        self.stdout.flush()

    def _serve(self, port: int) -> None:
        try:
            run(HOST, port, get_wsgi_application(), threading=True, server_cls=WSGIServer)
        except (OSError, OverflowError) as error:
            raise CommandError(f"Port {port} cannot be used ({error}): choose another with PORT=.") from None
        except KeyboardInterrupt:
            self.stdout.write("\nStopped. Everything is kept for the next start.")


def _sweep_once() -> None:
    close_old_connections()
    sweep(now=timezone.now())


def _try_the_way() -> None:
    """What two timers do on a server: an empty letter goes in at one side, and is opened at the other."""
    close_old_connections()
    drop_canary(now=timezone.now())
    queue.open_canaries(now=timezone.now())


def _forever(deed: Callable[[], None], seconds: int) -> Callable[[], None]:
    pause = threading.Event()

    def loop() -> None:
        while not pause.wait(seconds):
            deed()

    return loop
