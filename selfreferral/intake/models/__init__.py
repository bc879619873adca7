"""What intake keeps about a referral. Everything a person said stays sealed; so do the workers' own notes."""

from .blind_index import BlindIndex, IndexKind
from .note import Note
from .records import AccessRecord, Deed, KeyDeed, Part
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
    "BlindIndex",
    "Deed",
    "IndexKind",
    "KeyDeed",
    "Note",
    "Outcome",
    "Part",
    "Referral",
    "State",
    "in_state",
]
