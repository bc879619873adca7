"""Finding a referral by what somebody on the telephone says. It is found, not opened; what was searched is kept nowhere."""

import re
import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from perspectief.accounts.models import User
from selfreferral.intake import accesslog
from selfreferral.intake.blinding import blind
from selfreferral.intake.counting import COUNTED
from selfreferral.intake.models import BlindIndex, Part, Referral
from selfreferral.intake.permissions import OPEN_REFERRAL, require
from selfreferral.intake.terms import Term, asked
from selfreferral.intake.unlocking import at_hand
from selfreferral.receipts import digest

from .collecting import collect_letters
from .indexing import index_waiting
from .links import reference_is

SHOWN = 25
MOST_WORDS = 6
REFERENCE = re.compile(r"[0-9a-f]{8}", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Found:
    """The newest SHOWN of what was found. `by_code`: the code of a confirmation, which belongs to one person alone."""

    referrals: list[Referral]
    has_more: bool = False
    by_code: bool = False


def search(*, text: str, person: User, now: datetime) -> Found:
    """By code, by number, or by name, telephone or e-mail. Who searched is on record before anything is looked up.

    Who withdrew or asked for erasure is found by number and code only. Raises PermissionDenied and LockedError.
    """
    require(person, OPEN_REFERRAL)
    at_hand.require_unlocked(person)
    accesslog.record(referral=None, person=person, at=now, part=Part.SEARCH)
    collect_letters()
    index_waiting(now=now, person=person)
    found = Referral.objects.select_related("handler")
    by_code = list(found.filter(letter__receipt_digest=digest(text))[:1])
    if by_code:
        return Found(referrals=by_code, by_code=True)
    rows = list(found.filter(_meant(text.strip(), person)).order_by("-received_at", "pk")[: SHOWN + 1])
    return Found(referrals=rows[:SHOWN], has_more=len(rows) > SHOWN)


def _meant(text: str, person: User) -> Q:
    """A number of eight digits can hardly be a name as well."""
    if REFERENCE.fullmatch(text):
        return reference_is(text)
    return Q(pk__in=_found_by(asked(text)[:MOST_WORDS], person))


def _found_by(all_of: list[frozenset[Term]], person: User) -> list[uuid.UUID]:
    """Which referrals every one of these finds. Begun with the longest word, which the fewest have."""
    if not all_of:
        return []
    first, *others = sorted(all_of, key=lambda either: -max(len(term.text) for term in either))
    found = BlindIndex.objects.filter(_one_of(first, person))
    for other in others:
        found = found.filter(Exists(BlindIndex.objects.filter(_one_of(other, person), referral=OuterRef("referral"))))
    return list(found.values_list("referral", flat=True)[:COUNTED])


def _one_of(either: frozenset[Term], person: User) -> Q:
    one_of = Q()
    for term in either:
        one_of |= Q(kind=term.kind, digest=blind(term, person=person))
    return one_of
