"""A site where nobody's letters open by themselves: each worker has a key, and unlocks it."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from perspectief.operations.keyring import Keyring
from perspectief.operations.keys import create_keys
from perspectief.settings.recipients import Recipients
from selfreferral.intake.models import PersonalKey
from selfreferral.intake.unlocking import copies, wrapping
from selfreferral.intake.unlocking.handing_out import hand_out
from tests.cast import Player

PASSPHRASE = "kaars fiets oever noot"
NEW_PASSPHRASE = "ladder mist paard twaalf"
UNLOCK = "/beheer/aanmeldingen/sleutel/openen/"


@dataclass(frozen=True)
class Site:
    """Where the keys of this site were made; the key file is gone once copies were given."""

    folder: Path
    key_file: Path
    recipients_file: Path
    recovery_file: Path
    intake_key: str

    @property
    def ring(self) -> Keyring:
        return Keyring(named_key_file=self.key_file, recipients_file=self.recipients_file)


@pytest.fixture(autouse=True)
def light(monkeypatch: pytest.MonkeyPatch) -> None:
    """Argon2id in a millisecond; test_wrapping.py has the real one."""
    monkeypatch.setattr(wrapping, "MEMORY_KIB", 64)
    monkeypatch.setattr(wrapping, "PASSES", 1)


@pytest.fixture
def personal(tmp_path: Path, settings: Any) -> Site:
    """Before anybody made a key."""
    made = create_keys(private_dir=tmp_path / "stick", public_dir=tmp_path / "public")
    settings.RECIPIENTS_FILE, settings.RECIPIENTS = made.recipients_file, Recipients(made.recipients_file)
    canary = tmp_path / "staff" / "canary.key"
    canary.parent.mkdir()
    call_command("create_canary_key", to=canary)
    settings.INTAKE_KEY_FILE, settings.INTAKE_SEARCH_KEY, settings.CANARY_KEY_FILE = None, "", canary
    settings.CANARY_RECIPIENT = canary.read_text().split()[3]
    recovery_file = tmp_path / "safe.key"
    recovery_file.write_text(made.recovery_key)
    intake_key = made.intake_key_file.read_text().splitlines()[1]
    return Site(tmp_path, made.intake_key_file, made.recipients_file, recovery_file, intake_key)


@pytest.fixture
def give_first_copy(personal: Site) -> Callable[..., PersonalKey]:
    """Somebody makes a key, and gets the first copy at a command."""

    def give(player: Player, passphrase: str = PASSPHRASE) -> PersonalKey:
        copies.make(person=player.user, passphrase=passphrase, now=timezone.now())
        hand_out(ring=personal.ring, to=[player.user], search_key="z" * 60, now=timezone.now())
        return PersonalKey.objects.get(person=player.user)

    return give


@pytest.fixture
def holder(intake_worker: Player, give_first_copy: Callable[..., PersonalKey]) -> Player:
    """A worker with a copy, locked."""
    give_first_copy(intake_worker)
    return intake_worker


@pytest.fixture
def giver(coordinator: Player, give_first_copy: Callable[..., PersonalKey]) -> Player:
    """A coordinator with a copy, unlocked."""
    give_first_copy(coordinator)
    unlock(coordinator)
    return coordinator


@pytest.fixture
def say(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Somebody types this at the next command."""

    def typed(passphrase: str) -> None:
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{passphrase}\n"))

    return typed


def unlock(player: Player, passphrase: str = PASSPHRASE, **more: str) -> HttpResponse:
    """Type the passphrase."""
    return player.client.post(UNLOCK, {"passphrase": passphrase, **more})


def make_key(player: Player, passphrase: str = PASSPHRASE, **more: str) -> HttpResponse:
    """On the page for it."""
    data = {"new_passphrase": passphrase, "again": passphrase, **more}
    return player.client.post(reverse("aanmeldingen:make_key"), data)


def give_copy(giver: Player, to: Player) -> HttpResponse:
    """The coordinator compared the code."""
    address = reverse("aanmeldingen:give_copy", kwargs={"person_id": to.user.pk})
    recipient = PersonalKey.objects.get(person=to.user).recipient
    return giver.client.post(address, {"recipient": recipient, "is_compared": "on"})


def opens(player: Player, referral: Any) -> bool:
    """Whether the referral's own words stand on its page."""
    page = player.client.get(reverse("aanmeldingen:referral", kwargs={"referral_id": referral.pk}))
    return page.status_code == 200 and "Noor" in page.text


def cookie(player: Player) -> str:
    """What the browser has."""
    kept = player.client.cookies.get(django_settings.UNLOCK_COOKIE_NAME)
    return kept.value if kept else ""
