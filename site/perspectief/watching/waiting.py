"""What waits at intake, as far as it may be told to who keeps the machine running (coarsely.py). Nothing is opened."""

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from selfreferral.intake.counting import counted
from selfreferral.intake.models import OPEN, TO_CHECK, AccessCheck, CanaryRound, Finding, Referral, State, in_state
from selfreferral.models import Kind, Letter

from .coarsely import beginning_of_day

# `letterbox`: in no list yet. The others are lists of the queue.
LANES: dict[str, Q] = {
    **{str(state.value): in_state(state) for state in State if state != State.CLOSED},
    "to_check": TO_CHECK,
}


def open_referrals(*, now: datetime) -> dict[str, int]:
    """By lane, those that came before today."""
    before = Q(received_at__lt=beginning_of_day(now))
    letters = Letter.objects.filter(before, collected_at=None, kind=Kind.REFERRAL)
    return {"letterbox": counted(letters)} | {
        lane: counted(Referral.objects.filter(before, condition)) for lane, condition in LANES.items()
    }


def overdue(*, now: datetime) -> int:
    """Whose day has passed; it changes at midnight and when a colleague does something."""
    return counted(Referral.objects.filter(OPEN, needs_check=False, due_on__lt=timezone.localdate(now)))


def oldest_new(*, now: datetime) -> timedelta:
    """Whole days between the one that waits longest for a first contact and today; none when there is none."""
    at = Referral.objects.filter(in_state(State.NEW)).order_by("received_at").values_list("received_at", flat=True).first()
    return timezone.localdate(now) - timezone.localdate(at) if at else timedelta()


def canary() -> tuple[float, float]:
    """When it was last looked for (0: never), and whether all was well."""
    last = CanaryRound.objects.first()
    return (last.at.timestamp(), float(last.finding == Finding.WELL)) if last else (0, 0)


def access_record() -> tuple[float, float]:
    """When the record was last walked (0: never), and whether it was whole."""
    last = AccessCheck.objects.order_by("-at", "-pk").first()
    return (last.at.timestamp(), float(not last.problem)) if last else (0, 0)
