"""The keeper: waits until something changes, empties the store at once, and fills it again before anybody has to wait."""

import contextlib
import logging
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import Error as AnyDatabaseError
from django.db import close_old_connections, connection

from .emptying import empty_if_changed
from .filling import ChangedMeanwhileError, fill
from .rendering import Application
from .store import Store

CHANNEL = "perspectief_pages"  # perspectief/operations/changes.py tells it
GLANCE = 5.0  # seconds: when nothing is told, look anyway
AGAIN = timedelta(minutes=1)  # after a page that gave an error
NIGHT = timedelta(hours=24)
ROOM = 30.0  # seconds, until a disk that was full is tried again
BREATH = 1.0  # seconds, when the database is away

logger = logging.getLogger(__name__)


@dataclass
class Keeper:
    """Keeps one store. `due`: when to fill it though nothing changed. `not_before`: a moment of time.monotonic()."""

    store: Store
    application: Application
    due: datetime = field(default_factory=lambda: datetime.now(tz=UTC))
    not_before: float = 0.0

    def keep(self) -> None:
        """For ever. A database that is away is waited for; meanwhile what is stored stays."""
        while True:
            try:
                with _told() as ear:
                    self._keep(ear)
            except AnyDatabaseError:
                logger.warning("The database is away: the pages stay as they are")
            except OSError:
                logger.exception("The store of pages cannot be written")
            close_old_connections()
            connection.close()
            time.sleep(BREATH)

    def _keep(self, ear: "Ear") -> None:
        while True:
            if (empty_if_changed(self.store) or self._is_due()) and not self._waits():
                self._fill(ear)
            else:
                ear.wait(GLANCE)

    def _is_due(self) -> bool:
        return not self.store.current() or datetime.now(tz=UTC) >= self.due

    def _waits(self) -> bool:
        """Whether the disk had no room a moment ago: making all pages for nothing, second after second, helps nobody."""
        return time.monotonic() < self.not_before

    def _fill(self, ear: "Ear") -> None:
        now = datetime.now(tz=UTC)
        try:
            filled = fill(self.store, self.application, now=now, is_changed=ear.heard)
        except ChangedMeanwhileError:
            return
        except OSError:  # no space, or no right to write
            self.not_before = time.monotonic() + ROOM
            raise
        self.due = now + (AGAIN if filled.failed else NIGHT)
        logger.info("%d pages are stored", filled.kept)


@dataclass(frozen=True)
class Ear:
    """A connection that is told about changes as they are committed (PostgreSQL's LISTEN)."""

    listening: Any

    def heard(self) -> bool:
        """Whether anything was told since the last question."""
        return self.wait(0)

    def wait(self, seconds: float) -> bool:
        """Until something is told, `seconds` at most. Raises django.db.Error when the connection is gone."""
        with connection.wrap_database_errors:
            return bool(list(self.listening.notifies(timeout=seconds, stop_after=1)))


@contextlib.contextmanager
def _told() -> Iterator[Ear]:
    """A connection of its own: Django closes the other one now and then."""
    with connection.wrap_database_errors:
        listening = connection.get_new_connection(connection.get_connection_params())
    try:
        with connection.wrap_database_errors:
            listening.autocommit = True
            listening.execute(f"LISTEN {CHANNEL}")
        yield Ear(listening)
    finally:
        listening.close()
