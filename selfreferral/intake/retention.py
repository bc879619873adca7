"""How long a referral stays, and what is wrong when one stays longer.

Source: GDPR art. 5(1)(e) and 17; the periods are those of the privacy page (settings/retention.py). What nobody has read,
what is open and what is not collected is never removed by itself: somebody may still be waiting. That alarms instead.
"""

import logging
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.conf import settings
from django.db import Error as AnyDatabaseError
from django.db.models import Exists, OuterRef, Q, QuerySet

from home.models import OrganisationSettings
from selfreferral.models import Kind, Letter

from .counting import counted
from .due import HERE, due_on, local_day
from .models import LED_TO_NOTHING, OPEN, AccessRecord, Part, Reason, Referral, State
from .removing import remove, remove_strays
from .told import STOPS

logger = logging.getLogger(__name__)

BATCH = 200
READ_WHOLE = (Part.LETTER, Part.EXPORT)  # a search or a refused look shows nobody what it says
DAY = timedelta(days=1)
PROMISES = 2  # after twice the promise nobody can call it a busy week
ERASURE_ALARM = timedelta(weeks=3)  # a request is answered within a month: GDPR art. 12(3)


class NotRemovedError(Exception):
    """Something that had to go is still there; the log says which."""


@dataclass(frozen=True, kw_only=True)
class Alarms:
    """How many referrals stay in a way they should not (counting.py).

    `uncollected` and `unread`: nobody opened it in twice the promised working days. `unreached`: opened, and nobody spoke
    with the person in that time. `to_erase`: erasure was asked for more than three weeks ago. `held`: closed, and its
    period is over, but nobody ever read it, or a message that came later.
    """

    uncollected: int
    unread: int
    unreached: int
    to_erase: int
    held: int

    def __bool__(self) -> bool:
        return any(vars(self).values())


def due(*, now: datetime) -> QuerySet[Referral]:
    """What has to go by now: closed long enough ago, and read to the end. Those that have waited longest for it first."""
    return _over(now).filter(_is_looked_at(), ~_has_unread()).order_by("closed_at", "pk")


def reason(referral: Referral) -> Reason:
    """Why it goes when its time is over. Closed without an outcome counts as a case: the longer of the two periods."""
    return Reason.NOTHING if referral.outcome in LED_TO_NOTHING else Reason.CASE


def purge(*, now: datetime) -> int:
    """Remove a batch of what has to go; returns how many referrals and stray letters went.

    Killed halfway it goes on where it was: each referral goes in a transaction of its own. One that does not go stops no
    other; at the end NotRemovedError says that there is one.
    """
    gone, failed = 0, 0
    for referral in due(now=now)[:BATCH]:
        is_gone = _attempt(referral, now)
        gone, failed = gone + bool(is_gone), failed + (is_gone is None)
    gone += remove_strays(now=now)
    if failed:
        raise NotRemovedError(f"{failed} referrals had to go and are still there.")
    return gone


def _attempt(referral: Referral, now: datetime) -> bool | None:
    """Whether it went; None when it could not. Somebody may have opened it again meanwhile, so it is asked anew."""
    try:
        return bool(remove(referral=due(now=now).filter(pk=referral.pk), reason=reason(referral), now=now))
    except AnyDatabaseError:
        logger.exception("Referral %s could not be removed", referral.pk)
        return None


def alarms(*, now: datetime) -> Alarms:
    """What stays too long without anybody looking after it. Collect the letters first: a wish is known from then on."""
    overdue = Referral.objects.filter(OPEN, received_at__lt=_promised_before(now))
    letters = Letter.objects.filter(kind=Kind.REFERRAL, collected_at=None, received_at__lt=_promised_before(now))
    asked = Letter.objects.filter(
        receipt_digest=OuterRef("letter__receipt_digest"), kind=Kind.ERASURE, received_at__lt=now - ERASURE_ALARM
    )
    return Alarms(
        uncollected=counted(letters),
        unread=counted(overdue.exclude(_is_looked_at())),
        unreached=counted(overdue.filter(_is_looked_at(), ~_is_stopped(), contacted_at=None)),
        to_erase=counted(Referral.objects.filter(Exists(asked), is_erasure_asked=True)),
        held=counted(_over(now).exclude(Q(_is_looked_at()) & ~Q(_has_unread()))),
    )


def listed(*, now: datetime) -> Iterator[tuple[str, Reason, uuid.UUID]]:
    """What would go now: what colleagues call it, why, and its id. Nothing of what it says."""
    for referral in due(now=now).iterator(BATCH):
        yield referral.reference, reason(referral), referral.pk


def _over(now: datetime) -> QuerySet[Referral]:
    """Closed, and kept for as long as it may be."""
    nothing = Q(outcome__in=LED_TO_NOTHING, closed_at__lte=now - settings.RETENTION_NOTHING_DAYS * DAY)
    case = ~Q(outcome__in=LED_TO_NOTHING) & Q(closed_at__lte=now - settings.RETENTION_CASE_DAYS * DAY)
    return Referral.objects.filter(nothing | case, state=State.CLOSED)


def _is_looked_at() -> Exists:
    return Exists(AccessRecord.objects.filter(referral=OuterRef("pk"), part__in=READ_WHOLE))


def _has_unread() -> Exists:
    """Whether somebody wrote more than their kind of letter says by itself, and nobody looked since."""
    later = Letter.objects.filter(
        receipt_digest=OuterRef("letter__receipt_digest"), kind__in=(Kind.ADDITION, Kind.CORRECTION)
    )
    seen = AccessRecord.objects.filter(
        referral=OuterRef(OuterRef("pk")), at__gte=OuterRef("received_at"), part__in=READ_WHOLE
    )
    return Exists(later.filter(~Exists(seen)))


def _is_stopped() -> Exists:
    return Exists(Letter.objects.filter(receipt_digest=OuterRef("letter__receipt_digest"), kind__in=STOPS))


def _promised_before(now: datetime) -> datetime:
    """Whoever signed up before this moment was promised to be called by now, `PROMISES` times over."""
    working_days = PROMISES * OrganisationSettings.load().working_days
    today = day = local_day(now)
    while due_on(received_at=datetime.combine(day, time(12), HERE), working_days=working_days) >= today:
        day -= DAY
    return datetime.combine(day + DAY, time(), HERE)
