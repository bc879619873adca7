"""What intake keeps about a referral. Everything a person said stays sealed; so do the workers' own notes."""

from .canary_round import CanaryRound, Finding
from .note import Note
from .notice_choice import Hearing, NoticeChoice
from .purge_record import Ground, PurgeRecord, Reason
from .records import AccessRecord, Deed, KeyDeed
from .referral import LED_TO_NOTHING, OPEN_STATES, Outcome, Referral, State
from .tally import Measure, Tally

__all__ = [
    "LED_TO_NOTHING",
    "OPEN_STATES",
    "AccessRecord",
    "CanaryRound",
    "Deed",
    "Finding",
    "Ground",
    "Hearing",
    "KeyDeed",
    "Measure",
    "Note",
    "NoticeChoice",
    "Outcome",
    "PurgeRecord",
    "Reason",
    "Referral",
    "State",
    "Tally",
]
