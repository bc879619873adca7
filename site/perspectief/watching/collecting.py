"""What is measured, each time that somebody asks: the deeds of the machine, and what waits."""

import shutil
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.backends.utils import CursorWrapper
from prometheus_client import Metric
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from perspectief.outbox.failures import failures
from perspectief.pages.store import MADE, Store

from . import coarsely
from .beating import NEVER, last_times
from .waiting import access_record, canary, oldest_new, open_referrals, overdue

# The public side's own tables are not installed in the staff process. How many rows they have tells how full the disk gets.
TABLES = {
    "drafts": "SELECT count(*) FROM selfreferral_public_draft",
    "rate counts": "SELECT count(*) FROM selfreferral_public_ratecount",
    "steps": "SELECT count(*) FROM selfreferral_public_steptaken",
    "messages": "SELECT count(*) FROM outbox_message",
    "changes of pages": "SELECT count(*) FROM pages_change",
}
Values = Mapping[str, float]


class Site(Collector):
    """All of it, as it is at `now`. Each has `perspectief_` before its name; moments are Unix time, 0 for never."""

    def __init__(self, *, now: datetime) -> None:
        self.now = now

    def collect(self) -> Iterator[Metric]:
        deeds = {deed: at.timestamp() for deed, at in last_times().items()}
        yield _family("last_done_timestamp_seconds", "When something last went well", deeds, label="deed")
        yield from self._of_the_way()
        yield from self._of_referrals()
        yield from self._of_messages()
        yield from _of_the_disk()

    def _of_the_way(self) -> Iterator[Metric]:
        at, is_well = canary()
        yield _family("canary_timestamp_seconds", "When an empty letter was last looked for", at)
        yield _family("canary_well", "Whether it came and opened, as sealed with the same keys", is_well)
        at, is_whole = access_record()
        yield _family("access_record_timestamp_seconds", "When the record of looks was last walked", at)
        yield _family("access_record_whole", "Whether it was as it was written", is_whole)

    def _of_referrals(self) -> Iterator[Metric]:
        lanes = {lane: coarsely.in_tens(number) for lane, number in open_referrals(now=self.now).items()}
        yield _family("referrals_open", "Referrals from before today, by lane, in tens", lanes, label="lane")
        yield _family("referrals_overdue", "Whose day has passed, in tens", coarsely.in_tens(overdue(now=self.now)))
        waits = oldest_new(now=self.now).total_seconds()
        yield _family("oldest_new_seconds", "How long the longest waiting new referral waits, in whole days", waits)

    def _of_messages(self) -> Iterator[Metric]:
        failed = failures().filter(posted_at__lt=coarsely.beginning_of_hour(self.now))
        oldest = failed.order_by("posted_at").values_list("posted_at", flat=True).first()
        age = coarsely.whole_hours(oldest, self.now) if oldest else 0
        yield _family(
            "messages_failing", "From before this hour, tried and not taken, in tens", coarsely.in_tens(failed.count())
        )
        yield _family("messages_oldest_failing_seconds", "Age of the oldest of them, in whole hours", age)


def _of_the_disk() -> Iterator[Metric]:
    with connection.cursor() as cursor:
        rows = {name: _one(cursor, question) for name, question in TABLES.items()}
        size = _one(cursor, "SELECT pg_database_size(current_database())") if connection.vendor == "postgresql" else 0
    yield _family("rows", "Rows of tables that are emptied again, in hundreds", _each(rows), label="table")
    yield _family("database_bytes", "Size of the database, in steps of 16 MB", coarsely.in_megabytes(size))
    if settings.PAGES_DIR:
        yield _family("pages_timestamp_seconds", "When the pages that are served were made", _made(settings.PAGES_DIR))
    places = {"media": Path(settings.MEDIA_ROOT), "pages": settings.PAGES_DIR}
    usage = {name: shutil.disk_usage(place) for name, place in places.items() if place and place.is_dir()}
    free = {name: coarsely.in_megabytes(used.free) for name, used in usage.items()}
    yield _family("disk_free_bytes", "Free where files are kept", free, label="place")
    yield _family("disk_bytes", "Size of that disk", {name: used.total for name, used in usage.items()}, label="place")


def _each(rows: Mapping[str, int]) -> Values:
    return {name: coarsely.in_hundreds(number) for name, number in rows.items()}


def _one(cursor: CursorWrapper, question: str) -> int:
    cursor.execute(question)
    return int(cursor.fetchone()[0])


def _made(folder: Path) -> float:
    name = Path(Store(folder).current()).name.partition("-")[0]
    return datetime.strptime(f"{name}+0000", f"{MADE}%z").timestamp() if name else NEVER.timestamp()


def _family(name: str, what: str, values: Values | float, *, label: str = "") -> GaugeMetricFamily:
    family = GaugeMetricFamily(f"perspectief_{name}", what, labels=[label] if label else [])
    for key, value in values.items() if isinstance(values, Mapping) else [("", values)]:
        family.add_metric([key] if label else [], value)
    return family
