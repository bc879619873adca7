"""What intake keeps about a referral. Everything a person said stays sealed; so do the workers' own notes."""

from .note import About, Note
from .records import AccessRecord, Deed, KeyDeed, Part
from .referral import LED_TO_NOTHING, OPEN_STATES, Outcome, Referral, State

__all__ = [
    "LED_TO_NOTHING",
    "OPEN_STATES",
    "About",
    "AccessRecord",
    "Deed",
    "KeyDeed",
    "Note",
    "Outcome",
    "Part",
    "Referral",
    "State",
]
