"""What the commands that change keys have in common: where the files are, one at a time, and one sentence when it fails."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from getpass import getpass
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError
from django.utils import timezone

from perspectief.accounts.models import User
from perspectief.operations.key_files import alone
from perspectief.operations.keyring import Keyring, KeyringError
from perspectief.settings.env import WrongConfigurationError
from perspectief.settings.keys import KeyFileError
from selfreferral.intake.rekeying import Pace
from selfreferral.intake.resealing import Outcome
from selfreferral.intake.unlocking.ring import PersonalRing, opened_by

BATCH, MOST = 100, 1000
SHOWN = 5


class KeyCommand(BaseCommand):
    """A command that works with the key file. The staff process knows where that is, operations has to be told."""

    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--intake-key-file", type=Path, help="where the intake key is (default: the setting)")
        parser.add_argument(
            "--as", dest="colleague", metavar="USERNAME", help="the copy of this colleague, who types their passphrase"
        )

    def ring(self, key_file: Path | None, *, colleague: str | None = None, to: Sequence[int] | None = None) -> Keyring:
        """The keys that this run is about: of the file; of a colleague's copy; or nobody's yet, to be given `to` people."""
        if colleague is None and to is None:
            key_file = key_file or getattr(settings, "INTAKE_KEY_FILE", None)
            return Keyring(named_key_file=key_file, recipients_file=settings.RECIPIENTS_FILE)
        now = timezone.now()
        with in_one_sentence():
            held = [opened_by(person(colleague), passphrase=typed_passphrase(colleague), now=now)] if colleague else []
        return PersonalRing(named_key_file=None, recipients_file=settings.RECIPIENTS_FILE, held=held, to=to or (), now=now)

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


def person(username: str) -> User:
    """Who is called so. Raises CommandError."""
    try:
        return User.objects.get(username=username)
    except User.DoesNotExist:
        raise CommandError(f"There is no account {username}.") from None


def typed_passphrase(username: str) -> str:
    """What the colleague types, unseen; from a pipe, its first line. It is in no argument, so in no list of processes."""
    if sys.stdin.isatty():
        return getpass(f"Passphrase of {username}: ")
    return sys.stdin.readline().rstrip("\r\n")


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
