"""Making referrals searchable: the machine opens a letter, keeps digests of what it is found by, and shows it to nobody.

A few at a time, when somebody looks at the queue. For each the record is committed before its letters are opened. One whose
letters don't open is left for a day, so it holds up nobody and comes back when the key is right again.
"""

import logging
import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from perspectief.accounts.models import User
from selfreferral.intake import accesslog, tallies, wishes
from selfreferral.intake.blinding import blind
from selfreferral.intake.models import BlindIndex, Deed, Referral
from selfreferral.intake.terms import terms
from selfreferral.intake.told import OpenedLetter, told
from selfreferral.intake.unlocking import at_hand
from selfreferral.intake.unseal import CannotOpenError, unseal
from selfreferral.models import Kind, Letter

from .links import point_out

logger = logging.getLogger(__name__)

AT_ONCE = 50  # opening one takes about a third of a millisecond; nobody waits noticeably for fifty
AGAIN_AFTER = timedelta(days=1)


def index_waiting(*, now: datetime, person: User | None = None, limit: int = AT_ONCE) -> list[uuid.UUID]:
    """Make at most `limit` referrals searchable, the longest waiting first. Returns which; called again, it goes on.

    Stopped half-way, what was begun is done again a day later. Two at once take different ones. `person` is who comes by;
    where that takes somebody who unlocked the intake key, all wait for one.
    """
    if at_hand.is_locked(person):
        return []
    if not Referral.objects.filter(index_due_at__lte=now).exists():
        return []
    again_at = now + AGAIN_AFTER
    begun = _begin(now, again_at, limit)
    return [referral.pk for referral in begun if _index(referral, again_at, person)]


@transaction.atomic(durable=True)
def _begin(now: datetime, again_at: datetime, limit: int) -> Sequence[Referral]:
    """Take some, and record for each that it will be opened. With this committed, nobody else takes them today."""
    waiting = Referral.objects.filter(index_due_at__lte=now, is_stopped=False).order_by("index_due_at")
    begun = list(waiting.select_related("letter").select_for_update(of=("self",), skip_locked=True, no_key=True)[:limit])
    for referral in begun:
        accesslog.record_deed(deed=Deed.INDEXED, keys=referral.letter.key_id, at=now, subject=referral.pk)
    Referral.objects.filter(pk__in=[referral.pk for referral in begun]).update(index_due_at=again_at)
    return begun


def _index(referral: Referral, again_at: datetime, person: User | None) -> bool:
    try:
        answers = _answers(referral, person)
    except CannotOpenError as error:
        logger.error("Referral %s cannot be made searchable: %s", referral.pk, error)
        return False
    tallies.count_opened(referral=referral, answers=answers)
    found_by = terms(answers)
    digests = [BlindIndex(referral=referral, kind=one.kind, digest=blind(one, person=person)) for one in found_by]
    if not _keep(referral, again_at, digests):
        return False
    point_out(referral, found_by, person)
    return True


@transaction.atomic
def _keep(referral: Referral, again_at: datetime, found_by: list[BlindIndex]) -> bool:
    """In place of what it was found by before. Not when a letter came in between that changes it: then it waits again."""
    if not Referral.objects.filter(pk=referral.pk, index_due_at=again_at).update(index_due_at=None):
        return False
    BlindIndex.objects.filter(referral=referral).delete()
    BlindIndex.objects.bulk_create(found_by)
    return True


def _answers(referral: Referral, person: User | None) -> Mapping[str, Any]:
    """What holds by now. Raises CannotOpenError when the letter or a correction of it does not open."""
    later = [
        OpenedLetter(kind=Kind.CORRECTION, received_at=letter.received_at, answers=_open(letter, person))
        for letter in wishes.later_letters(referral).filter(kind=Kind.CORRECTION)
    ]
    return told(_open(referral.letter, person), received_at=referral.received_at, later=later).answers


def _open(letter: Letter, person: User | None) -> dict[str, Any]:
    return unseal(bytes(letter.sealed), letter_id=letter.pk, kind=letter.kind, person=person)
