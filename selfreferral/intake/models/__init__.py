"""What intake keeps about a referral. Everything a person said stays sealed; so do the workers' own notes."""

from .canary_round import CanaryRound, Finding
from .note import Note
from .notice_choice import Hearing, NoticeChoice
from .records import AccessChain, AccessCheck, AccessRecord, Deed, KeyDeed, Part
from .referral import LED_TO_NOTHING, OPEN_STATES, Outcome, Referral, State

__all__ = [
    "LED_TO_NOTHING",
    "OPEN_STATES",
    "AccessChain",
    "AccessCheck",
    "AccessRecord",
    "CanaryRound",
    "Deed",
    "Finding",
    "Hearing",
    "KeyDeed",
    "Note",
    "NoticeChoice",
    "Outcome",
    "Part",
    "Referral",
    "State",
]
