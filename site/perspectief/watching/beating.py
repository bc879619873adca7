"""Writing down that something went well, so that silence shows."""

from collections.abc import Collection, Mapping
from datetime import UTC, datetime

from .models import Beat

SWEEP, BACKUP, KEYS = "sweep", "backup", "keys checked"
DEEDS = (SWEEP, BACKUP, KEYS)  # that are missed before they were ever done
NEVER = datetime.fromtimestamp(0, UTC)
CHORE = f"{SWEEP}: "


def beat(*deeds: str, now: datetime) -> None:
    """These went well just now."""
    Beat.objects.bulk_create(
        [Beat(deed=deed, at=now) for deed in deeds], update_conflicts=True, unique_fields=["deed"], update_fields=["at"]
    )


def beat_sweep(*, outcome: Mapping[str, int | None], now: datetime) -> int:
    """A sweep came to its end. `outcome` is None for a chore that failed; chores that are no more are forgotten.

    Returns how many went well.
    """
    failed = [Beat(deed=f"{CHORE}{name}", at=NEVER) for name, count in outcome.items() if count is None]
    Beat.objects.bulk_create(failed, ignore_conflicts=True)
    well = [f"{CHORE}{name}" for name, count in outcome.items() if count is not None]
    beat(SWEEP, *well, now=now)
    _forget_all_but(outcome)
    return len(well)


def _forget_all_but(chores: Collection[str]) -> None:
    known = [f"{CHORE}{name}" for name in chores]
    Beat.objects.filter(deed__startswith=CHORE).exclude(deed__in=known).delete()


def last_times() -> dict[str, datetime]:
    """When each deed last went well; NEVER for one that never did."""
    return {**dict.fromkeys(DEEDS, NEVER), **dict(Beat.objects.values_list("deed", "at"))}
