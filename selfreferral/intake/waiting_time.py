"""How long somebody waits, in words. Working days and due dates are for the promise made on the confirmation page."""

from datetime import datetime, timedelta

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def in_words(*, since: datetime, now: datetime) -> str:
    """'12 minuten', '3 uur' or '2 dagen', rounded down; a clock that runs ahead gives '0 minuten'."""
    waited = max(now - since, timedelta())
    if waited < HOUR:
        return _counted(waited // timedelta(minutes=1), "minuut", "minuten")
    if waited < DAY:
        return f"{waited // HOUR} uur"
    return _counted(waited // DAY, "dag", "dagen")


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
