"""Who looked at which referral, when, and what commands did with it. Records are only ever added (GDPR art. 5(2) and 32)."""

import os
import pwd
import uuid
from datetime import datetime

from perspectief.accounts.models import User
from selfreferral.models import Kind, Letter
from selfreferral.receipts import digest

from .chain import append, purge
from .models import AccessRecord, Deed, KeyDeed, Part, Referral
from .permissions import VIEW_ACCESS_LOG, require
from .verifying import Anchor, ChainBrokenError, anchor, check_daily, is_broken, verify

__all__ = [
    "Anchor",
    "ChainBrokenError",
    "account",
    "anchor",
    "check_daily",
    "deeds",
    "find_reference",
    "is_broken",
    "latest",
    "purge",
    "record",
    "record_deed",
    "record_key",
    "record_refusal",
    "record_rights",
    "record_use",
    "verify",
]

SHOWN = 20
BY_CODE = "in deze lijst, met de code van een bevestiging"
ACCOUNT_LETTERS = 100
REFERENCE_DIGITS = 8


def record(*, referral: Referral | None, person: User, at: datetime, part: Part = Part.LETTER) -> AccessRecord:
    """Write that this person looks at this referral. Has to be committed before anything is decrypted.

    Without a referral for a search, which is about none.
    """
    return append(AccessRecord(part=part, referral=referral, person=person, session=person.session_mark, at=at))


def record_use(*, person: User, what: str, at: datetime) -> AccessRecord:
    """Write that the record itself was searched by a code, or taken along as a file: who controls is controlled as well."""
    return append(AccessRecord(part=Part.SEARCH, person=person, what=what, session=person.session_mark, at=at))


def record_refusal(*, person: User, what: str, referral_id: uuid.UUID | None, at: datetime) -> AccessRecord:
    """Write that somebody asked for what they have no right to. `what` is the name of the address."""
    return append(
        AccessRecord(
            part=Part.REFUSED, referral_id=referral_id, person=person, what=what, session=person.session_mark, at=at
        )
    )


def record_rights(*, part: Part, by: User | None, subject: User, role: str, at: datetime) -> AccessRecord:
    """Write that somebody's role on referrals was given or taken. Without a colleague it was a command, by its account."""
    session = by.session_mark if by else ""
    machine = "" if by else account()
    return append(AccessRecord(part=part, person=by, by=machine, subject=subject, what=role, session=session, at=at))


def record_key(*, part: Part, by: User | None, subject: User, at: datetime) -> AccessRecord:
    """Write what was done with somebody's key, or copy of the intake key. Without a colleague it was a command."""
    session = by.session_mark if by else ""
    return append(AccessRecord(part=part, person=by, by="" if by else account(), subject=subject, session=session, at=at))


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
    """The last looks at a referral, newest first; twenty at most. An attempt that was refused is none."""
    looks = referral.looks.exclude(part=Part.REFUSED).select_related("person")
    return list(looks.order_by("-number")[:SHOWN])


def find_reference(*, code: str, person: User, now: datetime) -> str:
    """What colleagues call the referral that somebody holds the receipt code of; empty when there is none. On record."""
    require(person, VIEW_ACCESS_LOG)
    record_use(person=person, what=BY_CODE, at=now)
    letter = Letter.objects.filter(kind=Kind.REFERRAL, receipt_digest=digest(code)).only("pk").first()
    return letter.pk.hex[:REFERENCE_DIGITS].upper() if letter else ""


def every_look(*, referral: Referral) -> list[AccessRecord]:
    """Every look at a referral, the oldest first: what the person may know of it (GDPR art. 15)."""
    return list(referral.looks.select_related("person").prefetch_related("person__groups").order_by("at", "pk"))


def every_deed(*, referral: Referral) -> list[KeyDeed]:
    """Every deed of a command with its letter, the oldest first."""
    return list(KeyDeed.objects.filter(subject=referral.pk).order_by("at", "pk"))


def deeds(*, referral: Referral) -> list[KeyDeed]:
    """The last deeds of commands with its letter, newest first; twenty at most."""
    return list(KeyDeed.objects.filter(subject=referral.pk).order_by("-at", "-pk")[:SHOWN])
