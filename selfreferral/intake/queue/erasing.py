"""Erasing a referral because the person it is about asks for it (GDPR art. 17). At once, and whole."""

import uuid
from datetime import datetime

from perspectief.accounts.models import User
from selfreferral.intake import wishes
from selfreferral.intake.models import Ground, PurgeRecord, Reason, Referral
from selfreferral.intake.permissions import HANDLE_REFERRAL, require
from selfreferral.intake.removing import remove
from selfreferral.models import Kind

from .codes import require_code


class NotAskedError(Exception):
    """Nothing shows that the person asked for it."""


def is_erasure_asked(*, referral_id: uuid.UUID, person: User) -> bool:
    """Whether the person asked for it at /mijn-aanmelding/. Raises Referral.DoesNotExist."""
    require(person, HANDLE_REFERRAL)
    return _is_asked(Referral.objects.select_related("letter").get(pk=referral_id))


def erase(
    *, referral_id: uuid.UUID, person: User, now: datetime, ground: Ground | None = None, code: str = ""
) -> PurgeRecord:
    """Remove a referral, read or not, open or closed, with everything that belongs to it. What remains is the record of it.

    `ground`: how it is known that the person asks, unless they asked at /mijn-aanmelding/, which the letters tell; with
    Ground.CODE the code they read out. Raises NotAskedError, WrongCodeError, Referral.DoesNotExist.
    """
    require(person, HANDLE_REFERRAL)
    referral = Referral.objects.select_related("letter").get(pk=referral_id)
    ground = Ground.ONLINE if _is_asked(referral) else _checked(ground, code, referral, person, now)
    found = Referral.objects.filter(pk=referral_id)
    record = remove(referral=found, reason=Reason.REQUEST, now=now, by=person, ground=ground)
    if record is None:
        raise Referral.DoesNotExist
    return record


def _is_asked(referral: Referral) -> bool:
    return wishes.later_letters(referral).filter(kind=Kind.ERASURE).exists()


def _checked(ground: Ground | None, code: str, referral: Referral, person: User, now: datetime) -> Ground:
    if ground in (None, Ground.ONLINE):
        raise NotAskedError
    if ground == Ground.CODE:
        require_code(code, referral, person=person, now=now)
    return ground
