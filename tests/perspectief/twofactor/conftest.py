"""Somebody who gave only a password."""

from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from perspectief.accounts.models import User
from tests import second_factor
from tests.cast import PASSWORD, Player

LogIn = Callable[..., Client]


@pytest.fixture
def log_in(client: Client) -> LogIn:
    """The form at /beheer/login/, as a browser sends it; follows where it leads."""

    def send(player: Player, *, password: str = PASSWORD) -> Client:
        client.post("/beheer/login/", {"login": player.user.username, "password": password})
        return client

    return send


@pytest.fixture
def newcomer(editor: Player) -> Player:
    """An editor who has no second factor yet, and is logged in with a password."""
    Authenticator.objects.filter(user=editor.user).delete()
    return Player(editor.user, with_password(editor.user))


def with_password(user: User) -> Client:
    """A session from before there were factors: allauth itself opens none any more."""
    client = Client()
    client.force_login(user)
    session = client.session
    session[second_factor.RECORDS] = [{"method": "password", "at": 0.0}]
    session[second_factor.RECORDS_OF] = str(user.pk)
    session.save()
    return client
