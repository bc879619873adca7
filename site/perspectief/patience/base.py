"""Django's PostgreSQL, which hangs up when the server says nothing for too long. libpq itself would wait for ever."""

import threading
from types import ModuleType
from typing import Any, TypeVar
from weakref import WeakSet

import psycopg
from django.db.backends.postgresql import base
from psycopg.abc import PQGen

RV = TypeVar("RV")
INTERVAL = 0.1  # seconds, as psycopg's own


# Each thread of a web process has a connection of its own, and a crowd makes hundreds of threads. So many may keep theirs
# after a request. The others give theirs back, or nobody else gets one while these stand idle.
KEPT = 8
QUESTION = 3.0  # seconds for a server to say that it is there
_all: "WeakSet[psycopg.Connection[Any]]" = WeakSet()
_counting = threading.Lock()


def _number() -> int:
    """How many connections this process has."""
    with _counting:
        return sum(not one.closed for one in _all)


class PatientConnection(psycopg.Connection[Any]):
    """`silence`: seconds it waits for the server to say anything that finishes what was asked; None is for ever."""

    silence: float | None = None

    def wait(self, gen: PQGen[RV], interval: float = INTERVAL, timeout: float | None = None) -> RV:
        """psycopg's, with an end. What was asked is then in an unknown state, so the connection is closed."""
        if timeout is not None:  # who listens for notifications knows how long
            return super().wait(gen, interval, timeout)
        try:
            return super().wait(gen, interval, self.silence)
        except psycopg.errors._WaitTimeout:  # "callers should handle it or convert it to a public one"
            self.pgconn.finish()
            raise psycopg.OperationalError("The server says nothing: hung up.") from None


# Django asks a module for `connect` and for the kinds of errors.
patient_psycopg = ModuleType("patient_psycopg")
vars(patient_psycopg).update(vars(psycopg), connect=PatientConnection.connect)


class DatabaseWrapper(base.DatabaseWrapper):
    """With `silence` among its OPTIONS."""

    Database = patient_psycopg

    def get_connection_params(self) -> dict[str, Any]:
        """Without what is ours."""
        params: dict[str, Any] = super().get_connection_params()
        params.pop("silence", None)
        return params

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """A patient one, but not for ever."""
        connection = super().get_new_connection(conn_params)
        connection.silence = self.settings_dict["OPTIONS"].get("silence")
        with _counting:
            _all.add(connection)
        return connection

    def is_usable(self) -> bool:
        """Django's question before a connection is used again. The answer is short, so it comes soon or never."""
        if self.connection is None or not self.connection.silence:
            return bool(super().is_usable())
        self.connection.silence = min(QUESTION, self.settings_dict["OPTIONS"]["silence"])
        try:
            return bool(super().is_usable())
        finally:
            if self.connection is not None:
                self.connection.silence = self.settings_dict["OPTIONS"]["silence"]

    def close_if_unusable_or_obsolete(self) -> None:
        """Django's, at the end of each request. One too many is obsolete."""
        super().close_if_unusable_or_obsolete()
        if self.connection is not None and not self.in_atomic_block and _number() > KEPT:
            self.close()
