"""What stands in the queue, without opening anything.

A page of it takes as long at a thousand referrals as at a hundred thousand: each list is read from an index of its own
(models/referral.py), and nothing is counted beyond COUNTED.
"""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q, QuerySet

from perspectief.accounts.models import User
from selfreferral.intake.counting import COUNTED, counted
from selfreferral.intake.models import TO_DO, URGENCY, Referral, State, in_state
from selfreferral.intake.permissions import VIEW_QUEUE, require
from selfreferral.models import Kind, Letter

from .collecting import collect_letters


def waiting(*, person: User, place: Q = TO_DO, order: Sequence[Any] = URGENCY) -> QuerySet[Referral]:
    """The referrals in this place of the queue, with who has each. One query, nothing sealed in it."""
    require(person, VIEW_QUEUE)
    collect_letters()  # here, so that a letter never waits for a sweep before intake can see it
    return Referral.objects.select_related("handler").filter(place).order_by(*order)


def count_places(*, person: User, places: Sequence[Q]) -> list[int]:
    """How many referrals stand in each place, in the same order. More than COUNTED is told as one more than that."""
    require(person, VIEW_QUEUE)
    return [counted(Referral.objects.filter(place)) for place in places]


def count_new(*, person: User) -> int:
    """How many referrals nobody has been in contact about, with the letters that are not in the queue yet.

    More than COUNTED is told as one more than that. Without those that have to be checked: a flood must not hide how many
    people wait.
    """
    require(person, VIEW_QUEUE)
    uncollected = counted(Letter.objects.filter(collected_at=None, kind=Kind.REFERRAL, needs_check=False))
    collected = counted(Referral.objects.filter(in_state(State.NEW)))
    return min(uncollected + collected, COUNTED + 1)
