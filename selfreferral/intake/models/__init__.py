"""What intake keeps about a referral. Everything a person said stays sealed; so do the workers' own notes."""

from .assignment import Assignment
from .blind_index import BlindIndex, IndexKind
from .canary_round import CanaryRound, Finding
from .contact_attempt import Contact, ContactAttempt, Departure, Result
from .link import Decision, Link, LinkDecision
from .note import About, Note
from .notice_choice import Hearing, NoticeChoice
from .personal_key import PersonalKey
from .purge_record import Ground, PurgeRecord, Reason
from .records import AccessChain, AccessCheck, AccessRecord, Deed, KeyDeed, Part
from .referral import (
    LED_TO_NOTHING,
    NEWEST_CLOSED,
    OPEN,
    OPEN_STATES,
    STANDS,
    TO_CHECK,
    TO_DO,
    URGENCY,
    Outcome,
    Referral,
    State,
    in_state,
)
from .state_change import StateChange
from .tally import Measure, Tally

__all__ = [
    "LED_TO_NOTHING",
    "NEWEST_CLOSED",
    "OPEN",
    "OPEN_STATES",
    "STANDS",
    "TO_CHECK",
    "TO_DO",
    "URGENCY",
    "About",
    "AccessChain",
    "AccessCheck",
    "AccessRecord",
    "Assignment",
    "BlindIndex",
    "CanaryRound",
    "Contact",
    "ContactAttempt",
    "Decision",
    "Deed",
    "Departure",
    "Finding",
    "Ground",
    "Hearing",
    "IndexKind",
    "KeyDeed",
    "Link",
    "LinkDecision",
    "Measure",
    "Note",
    "NoticeChoice",
    "Outcome",
    "Part",
    "PersonalKey",
    "PurgeRecord",
    "Reason",
    "Referral",
    "Result",
    "State",
    "StateChange",
    "Tally",
    "in_state",
]
