"""What somebody asked for after signing up, as far as the kinds of their letters tell it: nothing is opened for this."""

from collections.abc import Collection
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from selfreferral.models import Kind, Letter

from .models import AccessRecord, Referral, State

LATER = tuple(kind for kind in Kind if kind not in (Kind.REFERRAL, Kind.CANARY))
STOPS = (Kind.WITHDRAWAL, Kind.ERASURE)  # who asks for erasure wants no contact either
TO_ERASE = "to_erase"  # beside the states: closed, and erasure is asked for


def later_letters(referral: Referral) -> QuerySet[Letter]:
    """What came in after the referral under the same receipt code, in order of arrival. Other letters belong to nobody."""
    letters = Letter.objects.filter(receipt_digest=bytes(referral.letter.receipt_digest), kind__in=LATER)
    return letters.order_by("received_at", "pk")


def is_stopped(referral: Referral) -> bool:
    """Whether the person withdrew or asked for erasure: nobody makes contact any more."""
    return later_letters(referral).filter(kind__in=STOPS).exists()


def with_wishes(referrals: QuerySet[Referral]) -> QuerySet[Any]:
    """Each with `is_withdrawn`, `is_erasure_asked`, `is_stopped` (one of both), `has_unread` (came after the last look)."""
    later = Letter.objects.filter(receipt_digest=OuterRef("letter__receipt_digest"))
    looks = AccessRecord.objects.filter(referral=OuterRef("pk")).order_by("-at").values("at")[:1]
    return referrals.annotate(
        is_withdrawn=Exists(later.filter(kind=Kind.WITHDRAWAL)),
        is_erasure_asked=Exists(later.filter(kind=Kind.ERASURE)),
        is_stopped=Exists(later.filter(kind__in=STOPS)),
        last_look=Coalesce(Subquery(looks), F("received_at")),
        has_unread=Exists(later.filter(kind__in=LATER, received_at__gt=OuterRef("last_look"))),
    )


def to_do(states: Collection[str], lanes: Collection[bool]) -> Q:
    """The referrals in these states and lanes. A closed one can still have to be erased."""
    found = Q(state__in=states, needs_check__in=lanes)
    return found | Q(state=State.CLOSED, is_erasure_asked=True) if TO_ERASE in states else found


def count_to_erase() -> int:
    """How many closed referrals erasure is asked for."""
    return with_wishes(Referral.objects.filter(state=State.CLOSED)).filter(is_erasure_asked=True).count()
