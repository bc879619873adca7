"""The links above the queue: which states are listed, and whether what has to be checked stands among them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import product

from .models import OPEN_STATES, State
from .wishes import TO_ERASE


@dataclass(frozen=True)
class Tab:
    """A choice of states, and of TO_ERASE beside them; `slug` is its value in the address (`?stand=`).

    `lanes` is explained at queue.waiting.
    """

    slug: str
    label: str
    states: Collection[str]
    lanes: Collection[bool] = (False,)


@dataclass(frozen=True)
class CountedTab:
    """A tab as it is shown."""

    tab: Tab
    number: int
    is_chosen: bool


TABS = (
    Tab("open", "Open", (*OPEN_STATES, TO_ERASE)),
    Tab("nieuw", "Nieuw", (State.NEW,)),
    Tab("te-bellen", "Te bellen", (State.TO_CALL,)),
    Tab("in-contact", "In contact", (State.IN_CONTACT,)),
    Tab("wachten", "Wachten op de ander", (State.WAITING,)),
    Tab("te-controleren", "Te controleren", OPEN_STATES, (True,)),
    Tab("afgerond", "Afgerond", (State.CLOSED,), (False, True)),
)


def chosen_tab(query: Mapping[str, str]) -> Tab:
    """The tab the address names; everything that is open when it names none."""
    return next((tab for tab in TABS if tab.slug == query.get("stand")), TABS[0])


def tabs(*, chosen: Tab, counts: Mapping[tuple[str, bool], int]) -> list[CountedTab]:
    """All tabs with how many referrals each lists."""
    return [
        CountedTab(tab, sum(counts.get(place, 0) for place in product(tab.states, tab.lanes)), tab == chosen) for tab in TABS
    ]
