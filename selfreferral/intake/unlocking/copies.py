"""Personal keys and copies of the intake key: made, given, taken away, and passed on when the intake key changes.

Each deed is on record, with whom it was about. Who only reads or writes the database gets nothing by it: a private key is
under its owner's passphrase, a copy is sealed to one person, and a copy is passed on to those with the right mark only.
"""

import hashlib
import hmac
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import pyrage
from django.db import transaction
from django.db.models import QuerySet

from perspectief.accounts.guarding import holders
from perspectief.accounts.models import User
from selfreferral.intake import accesslog
from selfreferral.intake.models import AccessRecord, Deed, KeyDeed, Part, PersonalKey, Referral
from selfreferral.intake.permissions import GIVE_INTAKE_RIGHTS, OPEN_REFERRAL, require
from selfreferral.receipts import ALPHABET

from .bundle import Bundle, opened_with
from .wrapping import unwrap, wrap

CODE_LETTERS, CODE_GROUP = 20, 4  # 20 of 25 letters are 92 bits: nobody makes a second key with the same code


NO_COPY: dict[str, Any] = {"copy": b"", "key_id": "", "mark": b"", "given_at": None}


class CopyError(Exception):
    """It can't be done. The message is one sentence for whoever tried."""


def key_of(person: User) -> PersonalKey | None:
    """The person's own key, if they made one."""
    return PersonalKey.objects.filter(person=person.pk).select_related("person").first()


def control_code(recipient: str) -> str:
    """What two people compare aloud, to be sure that a key is the one that its owner made: 'K7MA-2QXE-…'."""
    number = int.from_bytes(hashlib.sha256(recipient.encode()).digest())
    letters = []
    for _ in range(CODE_LETTERS):
        number, place = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[place])
    return "-".join("".join(letters[start : start + CODE_GROUP]) for start in range(0, CODE_LETTERS, CODE_GROUP))


def make(*, person: User, passphrase: str, now: datetime) -> PersonalKey:
    """A key of one's own, in the place of a former one. It opens nothing until somebody gave a copy to it.

    Raises PermissionDenied and BusyError.
    """
    require(person, OPEN_REFERRAL)
    key = pyrage.x25519.Identity.generate()
    recipient = str(key.to_public())
    wrapped = wrap(str(key).encode(), passphrase=passphrase, about=_about(person, recipient))
    fields = {"recipient": recipient, "wrapped": wrapped, "made_at": now}
    with transaction.atomic():
        made, _ = PersonalKey.objects.update_or_create(person=person, defaults={**fields, **NO_COPY})
        accesslog.record_key(part=Part.KEY_MADE, by=person, subject=person, at=now)
    return made


def unlock(key: PersonalKey, *, passphrase: str) -> str:
    """The private half of a personal key. Raises WrongPassphraseError and BusyError."""
    return unwrap(bytes(key.wrapped), passphrase=passphrase, about=_about(key.person, key.recipient)).decode("ascii")


def bundle_in(key: PersonalKey, personal: str) -> Bundle:
    """What the copy holds, for who has the private half. Raises WrongCopyError, also when there is no copy."""
    return opened_with(personal, bytes(key.copy))


def wrap_anew(key: PersonalKey, *, personal: str, passphrase: str) -> None:
    """The same key under another passphrase; copies stay. Raises BusyError."""
    wrapped = wrap(personal.encode(), passphrase=passphrase, about=_about(key.person, key.recipient))
    PersonalKey.objects.filter(pk=key.pk, recipient=key.recipient).update(wrapped=wrapped)


def give(*, to: User, recipient: str, bundle: Bundle, by: User, now: datetime) -> None:
    """Give a colleague a copy, from a coordinator who has unlocked one and compared the code of this `recipient`.

    Raises PermissionDenied, and CopyError when the colleague made another key meanwhile, or the intake key changed.
    """
    require(by, GIVE_INTAKE_RIGHTS)
    with transaction.atomic():
        locked = {key.person_id: key for key in _locked().filter(person__in=[to, by])}
        own, theirs = locked.get(by.pk), locked.get(to.pk)
        if own is None or own.key_id != bundle.key_id:
            raise CopyError("Intussen is de sleutel vervangen. Probeer het nog een keer.")
        if theirs is None or theirs.recipient != recipient or to not in holders(OPEN_REFERRAL):
            raise CopyError("De sleutel van deze collega is intussen een andere. Vergelijk de controlecode opnieuw.")
        _put(theirs, bundle, now)
        accesslog.record_key(part=Part.KEY_HANDED, by=by, subject=to, at=now)


def hand_out(*, to: Iterable[PersonalKey], bundle: Bundle, is_new_index: bool, now: datetime) -> None:
    """The same at a command: whoever may read the intake key may give it. `is_new_index`: the search key is another."""
    with transaction.atomic():
        if is_new_index:
            _index_anew(now)
        for key in to:
            _put(key, bundle, now)
            accesslog.record_key(part=Part.KEY_HANDED, by=None, subject=key.person, at=now)


def revoke(*, subject: User, by: User | None, now: datetime) -> bool:
    """Take somebody's key and copy away; what they have open shuts with their next click. False when there was none."""
    gone, _ = PersonalKey.objects.filter(person=subject).delete()
    if gone:
        accesslog.record_key(part=Part.KEY_TAKEN, by=by, subject=subject, at=now)
    return bool(gone)


def pass_on(*, former: Bundle | None, new: Bundle, also: Sequence[int] = (), now: datetime) -> list[User]:
    """Put the new bundle in everybody's copy, all at once. Returns whom it reached.

    Only those with the mark of the former one have it without being named, and only who may still open referrals. Every
    other copy is taken away: it would go on opening what came before. `also`: people (ids) whose codes were compared.
    """
    able = {person.pk for person in holders(OPEN_REFERRAL)}
    reached = []
    with transaction.atomic():
        for key in _locked():
            if key.person_id in able and (key.person_id in also or (former and _is_marked(key, former))):
                _put(key, new, now)
                reached.append(key.person)
            elif key.copy:
                PersonalKey.objects.filter(pk=key.pk).update(**NO_COPY)
                accesslog.record_key(part=Part.KEY_TAKEN, by=None, subject=key.person, at=now)
        if not reached:
            raise CopyError("Nobody would have the new key: name a colleague who made a key of their own, with --to.")
        if former is None or former.search_key != new.search_key:
            _index_anew(now)
    return reached


def _index_anew(now: datetime) -> None:
    """What was found under the former search key is found by nobody any more."""
    Referral.objects.filter(is_stopped=False).update(index_due_at=now)


def unrenewed_since() -> datetime | None:
    """When somebody's copy was taken away since the intake key was last changed: it is time for another one."""
    taken = AccessRecord.objects.filter(part=Part.KEY_TAKEN).order_by("-number").first()
    changed = KeyDeed.objects.filter(deed=Deed.ROTATED).order_by("-at").first()
    return taken.at if taken and (changed is None or changed.at < taken.at) else None


def _is_marked(key: PersonalKey, former: Bundle) -> bool:
    return hmac.compare_digest(bytes(key.mark), former.mark(person_id=key.person_id, recipient=key.recipient))


def _put(key: PersonalKey, bundle: Bundle, now: datetime) -> None:
    mark = bundle.mark(person_id=key.person_id, recipient=key.recipient)
    copy = bundle.sealed_to(key.recipient)
    PersonalKey.objects.filter(pk=key.pk).update(copy=copy, key_id=bundle.key_id, mark=mark, given_at=key.given_at or now)


def _locked() -> QuerySet[PersonalKey]:
    """In one order, so that two who change several don't wait for each other."""
    return PersonalKey.objects.select_for_update(of=("self",)).select_related("person").order_by("pk")


def _about(person: User, recipient: str) -> bytes:
    """A wrapped key moved to another person's row does not open."""
    return f"{person.pk}\0{recipient}".encode()
