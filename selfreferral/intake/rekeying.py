"""Changing keys: to a new intake key, to one more recipient, and doing away with a former key.

Whoever can read the key file can do this; what is done is recorded before a letter is touched. See docs/operate.md.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db.models import Q

from perspectief.operations import keyring
from perspectief.operations.keyring import Keyring, KeyringError
from perspectief.settings.keys import KeyFileError, read_identities
from selfreferral.seal import fingerprint, key_id

from . import accesslog
from .models import Deed
from .reseal import Keys
from .resealing import Change, Outcome, Tell, not_closed_to, not_of_key, opened_only_by, reseal_all, waiting


@dataclass(frozen=True, kw_only=True)
class Pace:
    """How many letters are closed anew at a time, who is told after each batch, and when this began."""

    batch: int
    tell: Tell
    now: datetime


def rotate(*, ring: Keyring, recovery_file: Path | None, pace: Pace) -> Outcome:
    """Make a new intake key and close every letter and note anew to it. Given again, an unfinished change goes on.

    With a recovery key, letters to a lost intake key are opened too. Raises KeyringError, KeyFileError,
    WrongConfigurationError and OSError with a sentence, and DatabaseError; letters are whole then.
    """
    recovery = _recovery(ring, recovery_file) if recovery_file else []
    _ensure_new_key(ring, has_recovery=bool(recovery))
    recipients = ring.recipients()
    accesslog.record_deed(deed=Deed.ROTATED, keys=key_id(recipients[0]), at=pace.now)
    return _reseal(not_of_key(key_id(recipients[0])), ring, [*ring.identities(), *recovery], pace)


def reseal_to_all(*, ring: Keyring, pace: Pace) -> Outcome:
    """Close every letter and note anew to the recipients of this moment, except those that a command did already."""
    keys = ring.identities()
    if ring.recipients()[0] not in ring.publics():
        raise KeyringError(f"No key in {ring.where} is the intake key of {ring.recipients_file}.")
    accesslog.record_deed(deed=Deed.BEGUN, keys=fingerprint(ring.recipients()), at=pace.now)
    return _reseal(not_closed_to(ring.recipients()), ring, keys, pace)


def add_recipient(*, ring: Keyring, recipient: str, label: str, is_repeated: bool, now: datetime) -> bool:
    """Let new letters be opened by one more key. False when it was there and `is_repeated` allows that."""
    new, known = keyring.understood(recipient), ring.recipients()
    if new not in known:
        accesslog.record_deed(deed=Deed.ADDED, keys=fingerprint((*known, new)), at=now)
    elif is_repeated:
        return False
    keyring.add_recipient(ring, recipient=new, label=label)
    return True


def retire(*, ring: Keyring, former: str, now: datetime) -> None:
    """Do away with a former key, named by its id. Raises KeyringError while a letter or note opens with nothing else."""
    publics = {key_id(public): public for public in ring.publics()}
    if former not in publics:
        raise KeyringError("There is no such key: give its id of 16 digits, as check_keys shows it.")
    if publics[former] in ring.recipients():
        raise KeyringError("New letters are sealed to this key: change it with rotate_keys first.")
    by_key = {str(identity.to_public()): [identity] for identity in ring.identities()}
    old = by_key.pop(publics[former])
    accesslog.record_deed(deed=Deed.PROBED, keys=former, at=now)
    alone = opened_only_by(old, others=[identity for rest in by_key.values() for identity in rest])
    if alone:
        raise KeyringError(f"{alone} letters or notes open with this key only: run rotate_keys first.")
    accesslog.record_deed(deed=Deed.RETIRED, keys=former, at=now)
    ring.forget(public=publics[former])


def _reseal(rows: Q, ring: Keyring, keys: Keys, pace: Pace) -> Outcome:
    change = Change(keys=keys, recipients=ring.recipients(), batch=pace.batch, at=pace.now)
    return reseal_all(rows, change, tell=pace.tell)


def _recovery(ring: Keyring, file: Path) -> Keys:
    """The recovery key: one of the recipients, and not the intake key."""
    keys = read_identities(file, what="recovery key")
    if not {str(key.to_public()) for key in keys} & set(ring.recipients()[1:]):
        raise KeyringError(f"No key in {file} is a recovery key: letters are not sealed to it.")
    return keys


def _ensure_new_key(ring: Keyring, *, has_recovery: bool) -> None:
    """Begin a change of keys, or go on where one stopped."""
    publics, present = ring.publics(), ring.recipients()[0]
    behind = waiting(not_of_key(key_id(present)))  # asks the database first: when it is away no key is made
    if present not in publics and not has_recovery:
        raise KeyFileError(f"The intake key is not in {ring.where}: give the recovery key to go on without it.")
    is_begun = present in publics and (len(publics) > 1 or (has_recovery and behind))
    if not is_begun:
        keyring.make_intake_key(ring)
    elif publics[0] != present:
        keyring.name_intake_key(ring)
