"""Giving copies of the intake key at a command: the first ones, and when no coordinator can."""

from collections.abc import Sequence
from datetime import datetime

from perspectief.accounts.guarding import holders
from perspectief.accounts.models import User
from perspectief.operations.keyring import Keyring, KeyringError
from selfreferral.intake import accesslog
from selfreferral.intake.models import Deed, PersonalKey
from selfreferral.intake.permissions import OPEN_REFERRAL

from . import copies
from .bundle import Bundle, new_search_key
from .ring import PersonalRing


def waiting() -> list[PersonalKey]:
    """The keys that nobody gave a copy to yet."""
    return list(PersonalKey.objects.filter(key_id="").select_related("person").order_by("pk"))


def hand_out(*, ring: Keyring, to: Sequence[User], search_key: str, now: datetime) -> None:
    """Give these people a copy of the intake key. From a key file once, to begin with; after that from somebody's copy.

    `search_key` is that of before; empty makes a new one, and all referrals are indexed anew. Raises KeyringError,
    KeyFileError and WrongConfigurationError.
    """
    keys = {key.person_id: key for key in PersonalKey.objects.filter(person__in=to).select_related("person")}
    able = set(holders(OPEN_REFERRAL))
    for person in to:
        if person.pk not in keys or person not in able:
            raise KeyringError(f"{person} made no key of their own yet, or may not open referrals.")
    if ring.recipients()[0] not in ring.publics():
        raise KeyringError(f"No key in {ring.where} is the intake key of {ring.recipients_file}.")
    bundle = ring.held[0] if isinstance(ring, PersonalRing) else _first_bundle(ring, search_key)
    is_new_index = not (search_key or isinstance(ring, PersonalRing))
    accesslog.record_deed(deed=Deed.HANDED, keys=bundle.key_id, at=now)
    copies.hand_out(to=keys.values(), bundle=bundle, is_new_index=is_new_index, now=now)


def _first_bundle(ring: Keyring, search_key: str) -> Bundle:
    """From the key file, as long as nobody has a copy: two first ones would each find other referrals."""
    if PersonalKey.objects.exclude(key_id="").exists():
        raise KeyringError("There are copies already: give --as with the user name of somebody who has one.")
    intake_keys = tuple(str(identity) for identity in ring.identities())
    return Bundle(intake_keys=intake_keys, search_key=search_key or new_search_key())
