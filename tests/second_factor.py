"""A second factor for somebody in a test: an app whose codes we can make, and a session that proved it."""

import time

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from allauth.mfa.utils import decrypt
from django.test import Client

from perspectief.accounts.models import User
from perspectief.accounts.twofactor.codes import STEP

PERIOD = 30  # seconds
RECORDS, RECORDS_OF = "account_authentication_methods", "account_authentication_methods_user"


def give_app(user: User) -> Authenticator:
    """Enrol an app."""
    return TOTP.activate(user, generate_totp_secret()).instance


def forget_app(user: User) -> None:
    """A newcomer, who has chosen nothing yet."""
    Authenticator.objects.filter(user=user).delete()


def step() -> int:
    """Which half minute since 1970 this is."""
    return int(time.time()) // PERIOD


def code(user: User, *, later: int | None = None) -> str:
    """What the app shows now, or so many half minutes later; by itself the next one when that of now was used up."""
    data = Authenticator.objects.get(user=user, type=Authenticator.Type.TOTP).data
    if later is None:
        later = max(0, data.get(STEP, 0) + 1 - step())
    return format_hotp_value(hotp_value(decrypt(data["secret"]), step() + later))


def open_session(client: Client, user: User, *, seconds_ago: float = 0) -> None:
    """Log in with the app, so long ago."""
    client.force_login(user)
    session = client.session
    session[RECORDS] = [{"method": "mfa", "type": "totp", "at": time.time() - seconds_ago}]
    session[RECORDS_OF] = str(user.pk)
    session.save()
