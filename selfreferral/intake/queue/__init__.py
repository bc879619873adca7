"""The only door to the referrals. Each function asks for the right itself, whatever view or command calls it."""

from .attempts import AgainstPlanError, Attempt, TooEarlyError, log_attempt
from .canaries import open_canaries
from .codes import WrongCodeError
from .collecting import collect_letters
from .contact import Asked, ChangedError, ask_beside, ask_reach
from .deeds import StoppedError, add_note, find_in_order
from .erasing import NotAskedError, erase, is_erasure_asked
from .export import Exported, export_referral, to_export
from .handing_over import NoColleagueError, colleagues, hand_over, hand_over_all, holders, take
from .indexing import index_waiting
from .links import Linked, NotFoundError, alike_among, decide, link, linked
from .listing import count_new, count_places, waiting
from .opening import Opened, OpenedNote, open_referral
from .searching import Found, search
from .states import MeanwhileError, ReasonMissingError, change_state, close

__all__ = [
    "AgainstPlanError",
    "Asked",
    "Attempt",
    "ChangedError",
    "Exported",
    "Found",
    "Linked",
    "MeanwhileError",
    "NoColleagueError",
    "NotAskedError",
    "NotFoundError",
    "Opened",
    "OpenedNote",
    "ReasonMissingError",
    "StoppedError",
    "TooEarlyError",
    "WrongCodeError",
    "add_note",
    "alike_among",
    "ask_beside",
    "ask_reach",
    "change_state",
    "close",
    "colleagues",
    "collect_letters",
    "count_new",
    "count_places",
    "decide",
    "erase",
    "export_referral",
    "find_in_order",
    "hand_over",
    "hand_over_all",
    "holders",
    "index_waiting",
    "is_erasure_asked",
    "link",
    "linked",
    "log_attempt",
    "open_canaries",
    "open_referral",
    "search",
    "take",
    "to_export",
    "waiting",
]
