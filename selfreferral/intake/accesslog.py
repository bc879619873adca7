"""Who looked at which referral, when, and what commands did with it. Records are only ever added (GDPR art. 5(2) and 32)."""

import os
import pwd
import uuid
from datetime import datetime

from perspectief.accounts.models import User

from .models import AccessRecord, Deed, KeyDeed, Part, Referral

SHOWN = 20
ACCOUNT_LETTERS = 100


def record(*, referral: Referral | None, person: User, at: datetime, part: Part = Part.LETTER) -> AccessRecord:
    """Write that this person looks at this referral. Has to be committed before anything is decrypted.

    Without a referral for a search, which is about none.
    """
    return AccessRecord.objects.create(part=part, referral=referral, person=person, at=at)


def record_deed(*, deed: Deed, keys: str, at: datetime, subject: uuid.UUID | None = None) -> KeyDeed:
    """Write what a command does. Has to be committed before anything is decrypted or copied."""
    return KeyDeed.objects.create(deed=deed, keys=keys, at=at, subject=subject, by=account())


def account() -> str:
    """Who runs this program: an account of the machine, since a command knows no colleague's name."""
    try:
        name = pwd.getpwuid(os.getuid()).pw_name
    except KeyError:  # an account without a name, as in a container
        name = str(os.getuid())
    asker = os.environ.get("SUDO_USER", "")
    return (f"{name} ({asker})" if asker else name)[:ACCOUNT_LETTERS]


def latest(*, referral: Referral) -> list[AccessRecord]:
    """The last looks at a referral, newest first; twenty at most."""
    return list(referral.looks.select_related("person").order_by("-at", "-pk")[:SHOWN])


def deeds(*, referral: Referral) -> list[KeyDeed]:
    """The last deeds of commands with its letter, newest first; twenty at most."""
    return list(KeyDeed.objects.filter(subject=referral.pk).order_by("-at", "-pk")[:SHOWN])
