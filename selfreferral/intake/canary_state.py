"""How the last tries with an empty letter went, for the first page and for a message."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from .models import CanaryRound, Finding

# Two rounds may be missed: a restart, a backup.
PATIENCE = timedelta(minutes=40)
SKEW = timedelta(minutes=1)  # two machines


@dataclass(frozen=True, kw_only=True)
class CanaryState:
    """`well_at` is when an empty letter last came all the way; `problem` a sentence, empty when all is well."""

    well_at: datetime | None
    problem: str

    @property
    def is_well(self) -> bool:
        """Whether the way was open a moment ago."""
        return not self.problem


def canary_state(*, now: datetime) -> CanaryState:
    """What the last rounds say. One failure is a failure; silence is one after forty minutes."""
    rounds = CanaryRound.objects.filter(at__lte=now + SKEW)  # a later one, from when the clock was wrong, would hide these
    last = rounds.first()
    well = rounds.filter(finding=Finding.WELL).first()
    well_at = well.at if well else None
    if last is None:
        return CanaryState(well_at=None, problem="De proef met een lege brief is nog nooit gedaan.")
    if last.finding != Finding.WELL:
        return CanaryState(well_at=well_at, problem=f"{Finding(last.finding).label}.")
    if last.at < now - PATIENCE:
        return CanaryState(well_at=well_at, problem="De proef met een lege brief wordt niet meer gedaan.")
    return CanaryState(well_at=well_at, problem="")
