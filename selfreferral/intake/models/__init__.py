"""What intake keeps about a referral. Everything a person said stays sealed; so do the workers' own notes."""

from .canary_round import CanaryRound, Finding
from .contact_attempt import Contact, ContactAttempt, Departure, Result
from .note import About, Note
from .notice_choice import Hearing, NoticeChoice
from .records import AccessChain, AccessCheck, AccessRecord, Deed, KeyDeed, Part
from .referral import LED_TO_NOTHING, OPEN_STATES, Outcome, Referral, State
from .state_change import StateChange

__all__ = [
    "LED_TO_NOTHING",
    "OPEN_STATES",
    "About",
    "AccessChain",
    "AccessCheck",
    "AccessRecord",
    "CanaryRound",
    "Contact",
    "ContactAttempt",
    "Deed",
    "Departure",
    "Finding",
    "Hearing",
    "KeyDeed",
    "Note",
    "NoticeChoice",
    "Outcome",
    "Part",
    "Referral",
    "Result",
    "State",
    "StateChange",
]
