"""What intake keeps about a referral. Everything a person said stays sealed; so do the workers' own notes."""

from .note import Note
from .records import AccessRecord, Deed, KeyDeed
from .referral import (
    LED_TO_NOTHING,
    NEWEST_CLOSED,
    OPEN,
    OPEN_STATES,
    TO_CHECK,
    TO_DO,
    URGENCY,
    Outcome,
    Referral,
    State,
    in_state,
)

__all__ = [
    "LED_TO_NOTHING",
    "NEWEST_CLOSED",
    "OPEN",
    "OPEN_STATES",
    "TO_CHECK",
    "TO_DO",
    "URGENCY",
    "AccessRecord",
    "Deed",
    "KeyDeed",
    "Note",
    "Outcome",
    "Referral",
    "State",
    "in_state",
]
