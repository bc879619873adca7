"""Referrals that seem to be of one person, or of both sides of one event. The machine points at them, a person decides.

Of the other referral nothing is shown but its number, where it stands and who has it: enough to find one mediator for
both, and nothing that either side told.
"""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from perspectief.accounts.models import User
from selfreferral.intake.blinding import blind
from selfreferral.intake.models import BlindIndex, Decision, IndexKind, Link, LinkDecision, Referral
from selfreferral.intake.permissions import HANDLE_REFERRAL, OPEN_REFERRAL, VIEW_QUEUE, require
from selfreferral.intake.terms import Term

MOST = 10  # a flood under one number is no reason to compare thousands with thousands
# A whole name says something, a first name nothing. Of who speaks for somebody only a relative's or friend's number:
# a professional signs up many.
NUMBERS = (IndexKind.PHONE, IndexKind.OTHER_PHONE)
ALIKE: Mapping[IndexKind, tuple[IndexKind, ...]] = {
    **dict.fromkeys(NUMBERS, NUMBERS),
    IndexKind.EMAIL: (IndexKind.EMAIL,),
    IndexKind.NAME: (IndexKind.NAME,),
}


@dataclass(frozen=True, kw_only=True)
class Linked:
    """Another referral, as far as who handles this one may see it, and what was decided."""

    other: Referral
    decision: Decision
    decisions: list[LinkDecision]


class NotFoundError(Exception):
    """No other referral has this number."""


def point_out(referral: Referral, found_by: Iterable[Term], person: User | None) -> None:
    """Remember which others look like this one. Not again what somebody decided about before.

    After both indexes are committed, so that of two that are made searchable at once the later one sees the earlier.
    """
    same = Q()
    for term in found_by:
        for kind in ALIKE.get(term.kind, ()):
            same |= Q(kind=kind, digest=blind(Term(kind, term.text), person=person))
    Link.objects.filter(_with(referral.pk), decision=Decision.OPEN).delete()
    if same:
        alike = BlindIndex.objects.filter(same).exclude(referral=referral).order_by("-pk").values_list("referral", flat=True)
        others = list(dict.fromkeys(alike[: MOST * len(ALIKE)]))[:MOST]
        Link.objects.bulk_create((_pair(referral.pk, other) for other in others), ignore_conflicts=True)


def alike_among(referrals: Iterable[Referral], *, person: User) -> set[uuid.UUID]:
    """Which of these look like another, and nobody has decided about it."""
    require(person, VIEW_QUEUE)
    ids = {referral.pk for referral in referrals}
    pairs = Link.objects.filter(Q(first__in=ids) | Q(second__in=ids), decision=Decision.OPEN)
    return {one for pair in pairs.values_list("first", "second") for one in pair} & ids


def linked(*, referral_id: uuid.UUID, person: User) -> list[Linked]:
    """The others that this one looks like or belongs to, without those that were found to be apart."""
    require(person, OPEN_REFERRAL)
    found = Link.objects.filter(_with(referral_id)).exclude(decision=Decision.APART).order_by("pk")
    found = found.select_related("first__handler", "second__handler").prefetch_related("decisions__by")
    return [
        Linked(
            other=link.second if link.first_id == referral_id else link.first,
            decision=Decision(link.decision),
            decisions=list(link.decisions.all()),
        )
        for link in found
    ]


def link(*, referral_id: uuid.UUID, reference: str, person: User, now: datetime) -> Referral:
    """Say that this referral and the one with this number belong together. Raises NotFoundError.

    Eight digits name one referral, but for one chance in thousands; if two have them, the newest is meant.
    """
    require(person, HANDLE_REFERRAL)
    others = Referral.objects.filter(reference_is(reference)).exclude(pk=referral_id)
    other = others.order_by("-received_at").first()
    if other is None or not Referral.objects.filter(pk=referral_id).exists():
        raise NotFoundError
    decide(referral_id=referral_id, other_id=other.pk, decision=Decision.TOGETHER, person=person, now=now)
    return other


@transaction.atomic
def decide(*, referral_id: uuid.UUID, other_id: uuid.UUID, decision: Decision, person: User, now: datetime) -> None:
    """Say whether two referrals belong together, and record who said so. Raises Referral.DoesNotExist."""
    require(person, HANDLE_REFERRAL)
    if Referral.objects.filter(pk__in={referral_id, other_id}).count() != 2:
        raise Referral.DoesNotExist
    pair = _pair(referral_id, other_id)
    kept, _ = Link.objects.update_or_create(
        first_id=pair.first_id, second_id=pair.second_id, defaults={"decision": decision}
    )
    LinkDecision.objects.create(link=kept, decision=decision, by=person, at=now)


def reference_is(reference: str) -> Q:
    """The referrals with this number of eight hexadecimal digits. Raises ValueError for anything else."""
    rest = uuid.UUID(int=0).hex[len(reference) :]
    return Q(pk__gte=uuid.UUID(reference + rest), pk__lte=uuid.UUID(reference + rest.replace("0", "f")))


def _with(referral_id: uuid.UUID) -> Q:
    return Q(first=referral_id) | Q(second=referral_id)


def _pair(one: uuid.UUID, other: uuid.UUID) -> Link:
    first, second = sorted((one, other))
    return Link(first_id=first, second_id=second)
