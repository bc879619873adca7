"""What intake keeps about a referral. Everything a person said stays sealed; so do the workers' own notes."""

from .note import Note
from .records import AccessChain, AccessCheck, AccessRecord, Deed, KeyDeed, Part, RightsNotice
from .referral import LED_TO_NOTHING, OPEN_STATES, Outcome, Referral, State

__all__ = [
    "LED_TO_NOTHING",
    "OPEN_STATES",
    "AccessChain",
    "AccessCheck",
    "AccessRecord",
    "Deed",
    "KeyDeed",
    "Note",
    "Outcome",
    "Part",
    "Referral",
    "RightsNotice",
    "State",
]
