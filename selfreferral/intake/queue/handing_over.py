"""Who has a referral, and who has it next. Each time one changes hands is on record, in the same transaction."""

import uuid
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from perspectief.accounts.models import User
from selfreferral.intake import wishes
from selfreferral.intake.models import STANDS, Assignment, Referral
from selfreferral.intake.permissions import HAND_OVER_REFERRAL, HANDLE_REFERRAL, VIEW_QUEUE, require

from .deeds import StoppedError

# Named, because other ways to log in may stand beside it, and this one knows who was given what.
GIVEN_RIGHTS = "django.contrib.auth.backends.ModelBackend"


class NoColleagueError(Exception):
    """Somebody who may not handle referrals can't be given one."""


def colleagues(*, person: User) -> QuerySet[User]:
    """Everybody who can have a referral: who was given the right by name, and still works here."""
    require(person, VIEW_QUEUE)
    able = User.objects.with_perm(HANDLE_REFERRAL, include_superusers=False, backend=GIVEN_RIGHTS)
    return able.order_by("first_name", "last_name", "username")


def holders(*, person: User) -> QuerySet[User]:
    """Whose referrals this person may hand over: everybody's that has any, or only their own. Also of who left."""
    require(person, HANDLE_REFERRAL)
    having = User.objects.filter(Exists(Referral.objects.filter(STANDS, handler=OuterRef("pk"))))
    having = having if person.has_perm(HAND_OVER_REFERRAL) else having.filter(pk=person.pk)
    return having.order_by("first_name", "last_name", "username")


def take(*, referral_id: uuid.UUID, person: User, instead_of: int | None = None) -> bool:
    """Become the one who has it. False when meanwhile somebody took it who is not `instead_of` (a person's id).

    Pressed twice, the second changes nothing and is true as well. Raises StoppedError when the person withdrew: there is
    nothing left to take on.
    """
    require(person, HANDLE_REFERRAL)
    referral = Referral.objects.select_related("letter").filter(pk=referral_id).first()
    if referral and wishes.is_stopped(referral):
        raise StoppedError
    is_taken = _move(Referral.objects.filter(pk=referral_id, handler=instead_of), to=person, by=person) == 1
    return is_taken or Referral.objects.filter(pk=referral_id, handler=person).exists()


def hand_over(*, referral_id: uuid.UUID, to: User, person: User, instead_of: int | None) -> bool:
    """Give one referral to a colleague: one's own, or anybody's with the right to. False when `instead_of` has it no more.

    Raises PermissionDenied, and NoColleagueError when that person cannot have any.
    """
    _require_to_hand_over(of=instead_of, person=person)
    _require_able(to, person)
    return _move(Referral.objects.filter(pk=referral_id, handler=instead_of), to=to, by=person) == 1


def hand_over_all(*, of: User, to: User, person: User) -> int:
    """Give all that somebody still has to do to a colleague, as when they are away. Returns how many. Raises the same."""
    _require_to_hand_over(of=of.pk, person=person)
    _require_able(to, person)
    return _move(Referral.objects.filter(STANDS, handler=of), to=to, by=person)


def _require_to_hand_over(*, of: int | None, person: User) -> None:
    require(person, HANDLE_REFERRAL)
    if of != person.pk:
        require(person, HAND_OVER_REFERRAL)


def _require_able(to: User, person: User) -> None:
    if not colleagues(person=person).filter(pk=to.pk).exists():
        raise NoColleagueError


@transaction.atomic
def _move(referrals: QuerySet[Referral], *, to: User, by: User) -> int:
    """From whoever has them at this moment."""
    held = dict(referrals.exclude(handler=to).select_for_update(no_key=True).values_list("pk", "handler"))
    Assignment.objects.bulk_create(_records(held.items(), to=to, by=by))
    return Referral.objects.filter(pk__in=held).update(handler=to)


def _records(held: Iterable[tuple[uuid.UUID, int | None]], *, to: User, by: User) -> Iterable[Assignment]:
    at = timezone.now()
    return [Assignment(referral_id=pk, former_id=former, handler=to, by=by, at=at) for pk, former in held]
