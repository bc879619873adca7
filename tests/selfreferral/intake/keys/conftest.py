"""Keys of this test's own, in use on both sides, and the recovery key that lies in the safe."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from perspectief.operations import key_files
from perspectief.operations.keyring import Keyring
from perspectief.operations.keys import create_keys
from perspectief.settings.recipients import Recipients
from selfreferral.intake import queue
from selfreferral.models import Letter
from selfreferral.seal import key_id


@dataclass(frozen=True)
class Keys:
    """Both folders of a server, below `folder`, and the safe."""

    folder: Path
    ring: Keyring
    recovery_key: str
    recovery_file: Path

    def ids(self) -> list[str]:
        """The ids of the private keys, the present one first."""
        return [key_id(public) for public in self.ring.publics()]

    def private(self) -> list[str]:
        """The private keys themselves."""
        return [str(identity) for identity in self.ring.identities()]


@pytest.fixture
def keys(tmp_path: Path, settings: Any) -> Keys:
    """As in development: the key file lies in DATA_DIR/keys/intake, the recipients in DATA_DIR/keys."""
    folder = tmp_path / "data"
    made = create_keys(private_dir=folder / "keys" / "intake", public_dir=folder / "keys")
    settings.INTAKE_KEY_FILE, settings.RECIPIENTS_FILE = made.intake_key_file, made.recipients_file
    settings.RECIPIENTS = Recipients(made.recipients_file)
    safe = tmp_path / "safe"
    safe.mkdir()
    (safe / "recovery.key").write_text(f"{made.recovery_key}\n")
    ring = Keyring(named_key_file=made.intake_key_file, recipients_file=made.recipients_file)
    return Keys(folder, ring, made.recovery_key, safe / "recovery.key")


@pytest.fixture
def letters(keys: Keys, send_in: Callable, intake_worker: Any, now: Any) -> list[Letter]:
    """Five referrals, the first of them with a note."""
    referrals = [send_in(name=f"Naam {number}") for number in range(5)]
    queue.add_note(referral_id=referrals[0].pk, person=intake_worker.user, text="Gebeld", now=now)
    return list(Letter.objects.order_by("pk"))


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Give a command, and get what it said."""

    def give(name: str, *arguments: object) -> str:
        call_command(name, *[str(argument) for argument in arguments])
        return capsys.readouterr().out

    return give


class Crash(BaseException):
    """The machine stops here."""


@pytest.fixture
def crash_at(monkeypatch: pytest.MonkeyPatch) -> Callable:
    """The machine stops at one step of writing key files.

    Each file is synced, its folder is, and it is renamed: stopped before each of these in turn.
    """

    @contextmanager
    def crash(step: int) -> Iterator[None]:
        steps: list[object] = []

        def stop(*args: object) -> None:
            steps.append(args)
            if len(steps) == step:
                raise Crash

        with monkeypatch.context() as patched:
            patched.setattr(key_files.os, "fsync", stop)
            with pytest.raises(Crash):
                yield

    return crash
