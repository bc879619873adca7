"""What intake keeps about a referral. Everything a person said stays sealed; so do the workers' own notes."""

from .note import Note
from .records import AccessRecord, Deed, KeyDeed
from .referral import LED_TO_NOTHING, OPEN_STATES, Outcome, Referral, State

__all__ = ["LED_TO_NOTHING", "OPEN_STATES", "AccessRecord", "Deed", "KeyDeed", "Note", "Outcome", "Referral", "State"]
