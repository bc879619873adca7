"""What has to happen by itself, again and again: tell intake, and clear away what nobody came back for."""

import logging
from collections.abc import Callable, Mapping
from datetime import datetime

from selfreferral.notifications import announce
from selfreferral.public import drafts

logger = logging.getLogger(__name__)

CHORES: Mapping[str, Callable[[datetime], int]] = {
    "announced letters": lambda now: announce(now=now),
    "wiped drafts": lambda now: drafts.sweep(now=now),
}


def sweep(*, now: datetime) -> dict[str, int | None]:
    """Do every chore once. A chore that fails gives None, is logged, is tried again next time, and stops no other."""
    return {name: _attempt(name, chore, now) for name, chore in CHORES.items()}


def _attempt(name: str, chore: Callable[[datetime], int], now: datetime) -> int | None:
    try:
        return chore(now)
    except Exception:  # whatever is wrong with one chore, the others must not wait for it
        logger.exception("The sweep failed at: %s", name)
        return None
