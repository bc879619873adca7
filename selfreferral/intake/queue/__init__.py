"""The only door to the referrals. Each function asks for the right itself, whatever view or command calls it."""

from .attempts import AgainstPlanError, Attempt, log_attempt
from .contact import Asked, ChangedError, ask_beside, ask_reach
from .deeds import StoppedError, add_note, find_in_order, take
from .export import Exported, WrongCodeError, export_referral, to_export
from .listing import collect_letters, count_by_place, count_new, find_by_code, waiting
from .opening import Opened, OpenedNote, open_referral
from .states import MeanwhileError, ReasonMissingError, change_state, close

__all__ = [
    "AgainstPlanError",
    "Asked",
    "Attempt",
    "ChangedError",
    "Exported",
    "MeanwhileError",
    "Opened",
    "OpenedNote",
    "ReasonMissingError",
    "StoppedError",
    "WrongCodeError",
    "add_note",
    "ask_beside",
    "ask_reach",
    "change_state",
    "close",
    "collect_letters",
    "count_by_place",
    "count_new",
    "export_referral",
    "find_by_code",
    "find_in_order",
    "log_attempt",
    "open_referral",
    "take",
    "to_export",
    "waiting",
]
