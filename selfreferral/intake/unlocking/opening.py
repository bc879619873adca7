"""From a passphrase to an open queue: guesses are counted, and each time is on record."""

import logging
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest

from perspectief.accounts.models import User
from perspectief.accounts.twofactor import guessing
from selfreferral.intake import accesslog
from selfreferral.intake.models import Part, PersonalKey

from . import copies, session
from .bundle import Bundle, WrongCopyError
from .copies import CopyError
from .wrapping import BusyError, WrongPassphraseError

logger = logging.getLogger(__name__)

WRONGLY_TRIED = "verkeerde wachtzin"
NO_COPY = "U hebt nog geen kopie van de sleutel. Vraag een coördinator."
WRONG = "Deze wachtzin klopt niet. Let op hoofdletters en op de spaties tussen de woorden."
BUSY = "Anderen zijn ook net bezig. Wacht een paar tellen en probeer het opnieuw."
UNFIT = "Uw kopie past niet bij de sleutel van nu. Vraag een coördinator om een nieuwe kopie."


def prove(request: HttpRequest, *, person: User, key: PersonalKey, passphrase: str, now: datetime) -> str:
    """The private half of the person's key. Raises CopyError, and ValidationError while too many tries were wrong."""
    guessing.refuse_passphrases_when_locked(request, person)
    try:
        personal = copies.unlock(key, passphrase=passphrase)
    except WrongPassphraseError:
        guessing.count_wrong_passphrase(request, person)
        accesslog.record_refusal(person=person, what=WRONGLY_TRIED, referral_id=None, at=now)
        raise CopyError(WRONG) from None
    except BusyError:
        raise CopyError(BUSY) from None
    guessing.forget_wrong_passphrases(person)
    return personal


def unlock(request: HttpRequest, *, person: User, passphrase: str, now: datetime) -> None:
    """Open the letters for this person in this browser. Raises as `prove`."""
    key = copies.key_of(person)
    if key is None or not key.copy:
        raise CopyError(NO_COPY)
    personal = prove(request, person=person, key=key, passphrase=passphrase, now=now)
    _require_fit(key, personal)
    accesslog.record_key(part=Part.UNLOCKED, by=person, subject=person, at=now)
    session.keep_open(request, person=person, personal=personal)


def _require_fit(key: PersonalKey, personal: str) -> Bundle:
    """That the copy opens what is sealed today. The empty letters can't tell, where no key is with the process."""
    try:
        bundle = copies.bundle_in(key, personal)
    except WrongCopyError:
        bundle = None
    if bundle is None or next(iter(settings.RECIPIENTS)) not in bundle.publics():
        logger.error("The copy of the intake key of %s does not open what is sealed today", key.person_id)
        raise CopyError(UNFIT)
    return bundle


def change_passphrase(request: HttpRequest, *, person: User, former: str, new: str, now: datetime) -> None:
    """Another passphrase for the same key. Raises as `prove`, and BusyError."""
    key = copies.key_of(person)
    if key is None:
        raise CopyError("U hebt nog geen sleutel.")
    personal = prove(request, person=person, key=key, passphrase=former, now=now)
    copies.wrap_anew(key, personal=personal, passphrase=new)
