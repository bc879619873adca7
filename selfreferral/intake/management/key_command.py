"""What the commands that change keys have in common: where the files are, one at a time, and one sentence when it fails."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError
from django.utils import timezone

from perspectief.operations.key_files import alone
from perspectief.operations.keyring import Keyring, KeyringError
from perspectief.settings.env import WrongConfigurationError
from perspectief.settings.keys import KeyFileError
from selfreferral.intake.rekeying import Pace
from selfreferral.intake.resealing import Outcome

BATCH, MOST = 100, 1000
SHOWN = 5


class KeyCommand(BaseCommand):
    """A command that works with the key file. The staff process knows where that is, operations has to be told."""

    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--intake-key-file", type=Path, help="where the intake key is (default: the setting)")

    def ring(self, key_file: Path | None) -> Keyring:
        """The keys that this run is about."""
        key_file = key_file or getattr(settings, "INTAKE_KEY_FILE", None)
        return Keyring(named_key_file=key_file, recipients_file=settings.RECIPIENTS_FILE)

    def pace(self, batch: int) -> Pace:
        """Tells after every batch."""
        if not 0 < batch <= MOST:
            raise CommandError(f"A batch is 1 to {MOST} letters.")
        return Pace(batch=batch, tell=self.tell, now=timezone.now())

    def tell(self, done: int) -> None:
        self.stdout.write(f"  {done} sealed anew")
        self.stdout.flush()

    def say(self, outcome: Outcome) -> None:
        """What came of it. Fails when there are letters that no key opens: somebody has to know."""
        self.stdout.write(f"{outcome.done} letters and notes were sealed anew.")
        if outcome.unopened:
            names = ", ".join(str(pk) for pk in outcome.unopened[:SHOWN])
            raise CommandError(
                f"{len(outcome.unopened)} letters or notes open with none of these keys and are as they were: {names}."
            )

    @contextmanager
    def changing(self, ring: Keyring) -> Iterator[None]:
        """Nobody else changes keys meanwhile, and whatever goes wrong is one sentence without a key in it."""
        with in_one_sentence(), alone(ring.recipients_file.resolve().parent):
            yield


@contextmanager
def in_one_sentence() -> Iterator[None]:
    """Say what went wrong instead of where in the code."""
    try:
        yield
    except (KeyringError, KeyFileError, WrongConfigurationError) as error:
        raise CommandError(str(error)) from None
    except OSError as error:
        raise CommandError(f"A file cannot be used, and what was not done yet is left: {error}.") from None
    except DatabaseError:
        raise CommandError("The database does not answer. Nothing is lost: give the command again.") from None
