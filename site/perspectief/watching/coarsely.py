"""Numbers that say how the site is doing and not when somebody came.

Prometheus asks every minute and remembers. A queue that grows by one at 10:04 would tell whoever reads those numbers that
somebody signed up at 10:04, and who sat beside that person knows who. So what is about people is looked at as it was
when this day or hour began, and counted in tens; rows and bytes go by the hundred and by the 16 megabytes.
"""

from datetime import datetime, timedelta

from django.utils import timezone

TEN, HUNDRED, SIXTEEN_MEGABYTES = 10, 100, 16 * 1024 * 1024


def beginning_of_day(now: datetime) -> datetime:
    """Midnight here, in Amsterdam."""
    return timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)


def beginning_of_hour(now: datetime) -> datetime:
    """The last whole hour."""
    return now.replace(minute=0, second=0, microsecond=0)


def in_tens(number: int) -> int:
    """Upwards: 0 is none, 10 is one to ten."""
    return -(-number // TEN) * TEN


def in_hundreds(number: int) -> int:
    """Downwards: a form that is being filled in now does not show."""
    return number // HUNDRED * HUNDRED


def in_megabytes(number: int) -> int:
    """Bytes, downwards to a multiple of sixteen megabytes."""
    return number // SIXTEEN_MEGABYTES * SIXTEEN_MEGABYTES


def whole_hours(since: datetime, now: datetime) -> float:
    """Seconds between two whole hours, so that the moment of the first cannot be told."""
    return max(beginning_of_hour(now) - beginning_of_hour(since), timedelta()).total_seconds()
