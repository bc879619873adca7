"""The only door to the referrals. Each function asks for the right itself, whatever view or command calls it."""

from .canaries import open_canaries
from .deeds import StoppedError, add_note, change_state, close, find_in_order, take
from .erasing import NotAskedError, WrongCodeError, erase, is_erasure_asked
from .listing import collect_letters, count_by_place, count_new, find_by_code, waiting
from .opening import Opened, OpenedNote, open_referral

__all__ = [
    "NotAskedError",
    "Opened",
    "OpenedNote",
    "StoppedError",
    "WrongCodeError",
    "add_note",
    "change_state",
    "close",
    "collect_letters",
    "count_by_place",
    "count_new",
    "erase",
    "find_by_code",
    "find_in_order",
    "is_erasure_asked",
    "open_canaries",
    "open_referral",
    "take",
    "waiting",
]
