"""The fixed cast: who does something in a test. Each has a browser of their own."""

from dataclasses import dataclass

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from perspectief.accounts import roles
from perspectief.accounts.models import User
from tests import second_factor

PASSWORD = "een lang wachtwoord dat niemand raadt"


@dataclass(frozen=True)
class Player:
    """Somebody with an account and an app for codes, and a client that is logged in as them with both."""

    user: User
    client: Client


def _player(name: str, *, role: str | None = None, is_superuser: bool = False) -> Player:
    user = User.objects.create_user(name, f"{name}@perspectief.example", PASSWORD, is_superuser=is_superuser)
    if role:
        user.groups.add(Group.objects.get(name=role))
    second_factor.give_app(user)
    client = Client(enforce_csrf_checks=False)
    second_factor.open_session(client, user)
    return Player(user, client)


@pytest.fixture
def visitor() -> Client:
    """Nobody we know."""
    return Client()


@pytest.fixture
def editor(database: None) -> Player:
    """Writes the pages, and has no business with referrals."""
    return _player("redacteur", role=roles.EDITORS)


@pytest.fixture
def writer(database: None) -> Player:
    """Writes, and publishes nothing alone."""
    return _player("schrijver", role=roles.WRITERS)


@pytest.fixture
def intake_worker(database: None) -> Player:
    """Opens referrals, and has no business with pages."""
    return _player("intaker", role=roles.INTAKE_WORKERS)


@pytest.fixture
def other_intake_worker(database: None) -> Player:
    """A colleague of the intake worker."""
    return _player("collega", role=roles.INTAKE_WORKERS)


@pytest.fixture
def coordinator(database: None) -> Player:
    """Sees that nothing stays lying, and says who may open referrals."""
    return _player("coordinator", role=roles.COORDINATORS)


@pytest.fixture
def other_coordinator(database: None) -> Player:
    """Takes over when the coordinator is away."""
    return _player("plaatsvervanger", role=roles.COORDINATORS)


@pytest.fixture
def auditor(database: None) -> Player:
    """Sees who looked at a referral, and never what they saw."""
    return _player("auditor", role=roles.AUDITORS)


@pytest.fixture
def technician(database: None) -> Player:
    """Manages accounts, sites and redirects with a role, and is no superuser."""
    return _player("beheerder", role=roles.TECHNICIANS)


@pytest.fixture
def technical_administrator(database: None) -> Player:
    """Keeps the site running: may do everything but see a referral."""
    return _player("techniek", is_superuser=True)


@pytest.fixture
def outsider(database: None) -> Player:
    """Has an account without a right."""
    return _player("buitenstaander")
