"""The intake keys as they lie in personal copies, for the commands that change keys: the same ring, without a key file.

Opened with one colleague's passphrase, typed at the command; or empty, when the recovery key has to open the letters.
What is put in it lies in everybody's copy before `recipients.txt` names it. A command that stops can be given again.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

import pyrage

from perspectief.accounts.models import User
from perspectief.operations.keyring import Keyring, KeyringError
from selfreferral.intake import accesslog
from selfreferral.intake.models import Part

from . import copies
from .bundle import Bundle, WrongCopyError, new_search_key
from .wrapping import BusyError, WrongPassphraseError


@dataclass(frozen=True, kw_only=True)
class PersonalRing(Keyring):
    """`held` is what was opened, at most one bundle. `to`: people (ids) who get a copy whatever is marked."""

    held: list[Bundle] = field(default_factory=list, repr=False)
    to: Sequence[int] = ()
    now: datetime

    @property
    def where(self) -> str:
        return "the personal copies"

    @property
    def is_open_to_others(self) -> bool:
        return False

    def identities(self) -> list[pyrage.x25519.Identity]:
        return self.held[0].identities() if self.held else []

    def put_first(self, key: pyrage.x25519.Identity) -> None:
        """Raises KeyringError when nobody would have it."""
        former = self.held[0] if self.held else None
        kept, search_key = (former.intake_keys, former.search_key) if former else ((), new_search_key())
        self._pass_on(former, Bundle(intake_keys=(str(key), *kept), search_key=search_key))

    def forget(self, *, public: str) -> None:
        """Also when the key that goes is the one that marks were made with."""
        former = self.held[0]
        kept = tuple(key for key, its in zip(former.intake_keys, former.publics(), strict=True) if its != public)
        self._pass_on(former, Bundle(intake_keys=kept, search_key=former.search_key))

    def _pass_on(self, former: Bundle | None, new: Bundle) -> None:
        try:
            copies.pass_on(former=former, new=new, also=self.to, now=self.now)
        except copies.CopyError as error:
            raise KeyringError(str(error)) from None
        self.held[:] = [new]


def opened_by(person: User, *, passphrase: str, now: datetime) -> Bundle:
    """What somebody's copy holds, for who types their passphrase at a command. On record. Raises KeyringError."""
    key = copies.key_of(person)
    if key is None or not key.copy:
        raise KeyringError(f"{person} has no copy of the intake key.")
    try:
        personal = copies.unlock(key, passphrase=passphrase)
        bundle = copies.bundle_in(key, personal)
    except (WrongPassphraseError, WrongCopyError, BusyError):
        raise KeyringError(f"That is not the passphrase of {person}, or their copy is damaged.") from None
    accesslog.record_key(part=Part.UNLOCKED, by=None, subject=person, at=now)
    return bundle
