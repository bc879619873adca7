"""The only door to the referrals. Each function asks for the right itself, whatever view or command calls it."""

from .collecting import collect_letters
from .deeds import StoppedError, add_note, change_state, close, find_in_order, take
from .handing_over import colleagues
from .listing import COUNTED, count_new, count_places, find_by_code, waiting
from .opening import Opened, OpenedNote, open_referral

__all__ = [
    "COUNTED",
    "Opened",
    "OpenedNote",
    "StoppedError",
    "add_note",
    "change_state",
    "close",
    "colleagues",
    "collect_letters",
    "count_new",
    "count_places",
    "find_by_code",
    "find_in_order",
    "open_referral",
    "take",
    "waiting",
]
