"""The links above the queue: which part of it is listed, and in which order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import QueryDict

from .counting import in_words
from .models import NEWEST_CLOSED, OPEN, TO_CHECK, TO_DO, URGENCY, State, in_state

LANE = "stand"  # its name in the address


@dataclass(frozen=True)
class Tab:
    """A part of the queue; `slug` is its value in the address (`?stand=`)."""

    slug: str
    label: str
    place: Q
    order: Sequence[Any] = URGENCY

    @property
    def is_closed(self) -> bool:
        """Whether it lists what is over."""
        return self.order is NEWEST_CLOSED


@dataclass(frozen=True)
class CountedTab:
    """A tab as it is shown; `query` is what its address ends with."""

    tab: Tab
    number: str
    query: str
    is_chosen: bool


TABS = (
    Tab("open", "Open", TO_DO),  # and what is closed but has to be erased
    Tab("nieuw", "Nieuw", in_state(State.NEW)),
    Tab("te-bellen", "Te bellen", in_state(State.TO_CALL)),
    Tab("in-contact", "In contact", in_state(State.IN_CONTACT)),
    Tab("wachten", "Wachten op de ander", in_state(State.WAITING)),
    Tab("te-controleren", "Te controleren", TO_CHECK),
    Tab("afgerond", "Afgerond", ~OPEN, NEWEST_CLOSED),
)


def chosen_tab(query: Mapping[str, str]) -> Tab:
    """The tab the address names; everything that is open when it names none."""
    return next((tab for tab in TABS if tab.slug == query.get(LANE)), TABS[0])


def tabs(*, chosen: Tab, numbers: Sequence[int], query: QueryDict) -> list[CountedTab]:
    """All tabs with how many referrals each lists. Each keeps the filters that `query` has."""
    return [
        CountedTab(tab, in_words(number), _query(tab, query), tab == chosen)
        for tab, number in zip(TABS, numbers, strict=True)
    ]


def _query(tab: Tab, query: QueryDict) -> str:
    kept = query.copy()
    for name in ("p", "_w_filter_fragment"):
        kept.pop(name, None)
    kept[LANE] = tab.slug
    return kept.urlencode()
