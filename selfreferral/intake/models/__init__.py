"""What intake keeps about a referral. Everything a person said stays sealed; so do the workers' own notes."""

from .contact_attempt import Contact, ContactAttempt, Departure, Result
from .note import About, Note
from .records import AccessRecord, Deed, KeyDeed, Part
from .referral import LED_TO_NOTHING, OPEN_STATES, Outcome, Referral, State
from .state_change import StateChange

__all__ = [
    "LED_TO_NOTHING",
    "OPEN_STATES",
    "About",
    "AccessRecord",
    "Contact",
    "ContactAttempt",
    "Deed",
    "Departure",
    "KeyDeed",
    "Note",
    "Outcome",
    "Part",
    "Referral",
    "Result",
    "State",
    "StateChange",
]
