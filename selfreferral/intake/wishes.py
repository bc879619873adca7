"""What somebody asked for after signing up, as far as the kinds of their letters tell it: nothing is opened for this."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db.models import Max, QuerySet

from selfreferral.models import Kind, Letter

from .models import AccessRecord, Part, Referral
from .told import STOPS

LATER = tuple(kind for kind in Kind if kind not in (Kind.REFERRAL, Kind.CANARY))
NOTED = ("is_withdrawn", "is_erasure_asked", "is_stopped", "has_unread")


def later_letters(referral: Referral) -> QuerySet[Letter]:
    """What came in after the referral under the same receipt code, in order of arrival. Other letters belong to nobody."""
    letters = Letter.objects.filter(receipt_digest=bytes(referral.letter.receipt_digest), kind__in=LATER)
    return letters.order_by("received_at", "pk")


def is_stopped(referral: Referral) -> bool:
    """Whether the person withdrew or asked for erasure: nobody makes contact any more. Asked of the letters themselves."""
    return later_letters(referral).filter(kind__in=STOPS).exists()


def note(referrals: Mapping[bytes, Referral]) -> None:
    """Set the fields of NOTED to what the letters say; the caller saves them. By the digest of the receipt code."""
    said, seen = _said(referrals), _last_looks(referrals.values())
    for digest, referral in referrals.items():
        kinds = {kind for kind, _ in said[digest]}
        referral.is_withdrawn, referral.is_erasure_asked = Kind.WITHDRAWAL in kinds, Kind.ERASURE in kinds
        referral.is_stopped = bool(kinds.intersection(STOPS))
        last_look = seen.get(referral.pk, referral.received_at)
        referral.has_unread = any(at > last_look for _, at in said[digest])


def _said(digests: Iterable[bytes]) -> Mapping[bytes, list[tuple[str, datetime]]]:
    said = defaultdict(list)
    later = Letter.objects.filter(receipt_digest__in=list(digests), kind__in=LATER)
    for digest, kind, at in later.values_list("receipt_digest", "kind", "received_at"):
        said[bytes(digest)].append((kind, at))
    return said


def _last_looks(referrals: Iterable[Referral]) -> dict[uuid.UUID, datetime]:
    looks = AccessRecord.objects.filter(part=Part.LETTER, referral__in=[referral.pk for referral in referrals])
    return dict(looks.order_by().values_list("referral").annotate(Max("at")))
