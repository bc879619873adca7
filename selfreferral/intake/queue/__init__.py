"""The only door to the referrals. Each function asks for the right itself, whatever view or command calls it."""

from .collecting import collect_letters
from .deeds import StoppedError, add_note, change_state, close, find_in_order, take
from .handing_over import colleagues
from .indexing import index_waiting
from .listing import COUNTED, count_new, count_places, waiting
from .opening import Opened, OpenedNote, open_referral
from .searching import Found, search

__all__ = [
    "COUNTED",
    "Found",
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
    "find_in_order",
    "index_waiting",
    "open_referral",
    "search",
    "take",
    "waiting",
]
