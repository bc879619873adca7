"""What stands in the queue, without opening anything."""

import uuid
from collections.abc import Collection
from typing import Any

from django.db.models import Count, Q, QuerySet

from perspectief.accounts.models import User
from selfreferral.intake import wishes
from selfreferral.intake.models import Referral, State
from selfreferral.intake.permissions import OPEN_REFERRAL, VIEW_QUEUE, require
from selfreferral.models import Kind, Letter
from selfreferral.receipts import digest


def collect_letters() -> int:
    """Give every referral letter its place in the queue; returns how many had none. Twice at once does no harm."""
    letters = Letter.objects.filter(kind=Kind.REFERRAL, referral=None).only("received_at", "needs_check")
    new = [Referral(letter=letter, received_at=letter.received_at, needs_check=letter.needs_check) for letter in letters]
    Referral.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


def waiting(*, person: User, states: Collection[str], lanes: Collection[bool] = (False, True)) -> QuerySet[Any]:
    """The referrals in these states: first whom nobody may contact any more, then the longest waiting.

    `lanes`: those that still have to be checked (True), the others (False), or both. One query, nothing sealed in it: each
    with who has it, and with what `wishes.with_wishes` says.
    """
    require(person, VIEW_QUEUE)
    collect_letters()  # here, so that a letter never waits for a sweep before intake can see it
    found = wishes.with_wishes(Referral.objects.select_related("handler")).filter(wishes.to_do(states, lanes))
    return found.order_by("-is_stopped", "received_at", "pk")


def count_by_place(*, person: User) -> dict[tuple[str, bool], int]:
    """How many referrals stand where: by state, and whether they still have to be checked. Where none stands is left out.

    Under TO_ERASE are those that are counted as closed too.
    """
    require(person, VIEW_QUEUE)
    places = Referral.objects.values_list("state", "needs_check").annotate(Count("pk")).order_by()
    counts = {(state, needs_check): number for state, needs_check, number in places}
    return {**counts, (wishes.TO_ERASE, False): wishes.count_to_erase()}


def count_new(*, person: User) -> int:
    """How many referrals nobody has been in contact about, with the letters that are not in the queue yet.

    Without those that have to be checked: a flood must not hide how many people wait.
    """
    require(person, VIEW_QUEUE)
    uncollected, new = Q(referral=None, needs_check=False), Q(referral__state=State.NEW, referral__needs_check=False)
    return Letter.objects.filter(uncollected | new, kind=Kind.REFERRAL).count()


def find_by_code(*, code: str, person: User) -> uuid.UUID | None:
    """The referral that a person on the telephone holds the receipt code of. It is found, not opened."""
    require(person, OPEN_REFERRAL)
    collect_letters()
    found = Referral.objects.filter(letter__receipt_digest=digest(code)).first()
    return found.pk if found else None
