"""By when somebody has to be called: the promise of the confirmation page, counted in working days in the Netherlands.

A working day is Monday to Friday and no public holiday (Algemene termijnenwet, art. 3). Good Friday counts as a working
day here, and so does the fifth of May but once in five years: that law only puts Good Friday on a par for the government's
own terms, most people work then, and who waits for us cannot know our collective agreement. So we are never later than
they may expect. The days are those of Amsterdam, whatever the server's clock says.
"""

import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from holidays import country_holidays

HERE = ZoneInfo("Europe/Amsterdam")
GOOD_FRIDAY = "Good Friday"
DAY = datetime.timedelta(days=1)
WEEKEND = (5, 6)


def due_on(*, received_at: datetime.datetime, working_days: int) -> datetime.date:
    """The last day of the promise: that many working days after the day it came in. With 0, that day or the next one.

    What came in on a day off counts from there: on a Saturday, one working day ends on Monday.
    """
    day = working_days_later(local_day(received_at), working_days)
    return day if is_working_day(day) else _next_working_day(day)


def working_days_later(day: datetime.date, number: int) -> datetime.date:
    """So many working days after a day."""
    for _ in range(number):
        day = _next_working_day(day)
    return day


def local_day(at: datetime.datetime) -> datetime.date:
    """Which day it is in the Netherlands at this moment."""
    return at.astimezone(HERE).date()


def is_working_day(day: datetime.date) -> bool:
    """Whether people can be expected to work."""
    return day.weekday() not in WEEKEND and day not in _days_off(day.year)


def in_words(due: datetime.date | None, *, today: datetime.date) -> str:
    """'2 dagen te laat', 'vandaag', 'morgen' or 'over 4 dagen'; nothing when nothing has to happen. Days of the calendar."""
    if due is None:
        return ""
    days = (due - today).days
    if days < 0:
        return "1 dag te laat" if days == -1 else f"{-days} dagen te laat"
    return {0: "vandaag", 1: "morgen"}.get(days, f"over {days} dagen")


def _next_working_day(day: datetime.date) -> datetime.date:
    day += DAY
    while not is_working_day(day):
        day += DAY
    return day


@lru_cache(maxsize=32)
def _days_off(year: int) -> frozenset[datetime.date]:
    found = country_holidays("NL", years=year, language="en_US")
    return frozenset(day for day, name in found.items() if name != GOOD_FRIDAY)
