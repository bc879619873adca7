"""Django's PostgreSQL, which hangs up when the server says nothing for too long. libpq itself would wait for ever."""

from types import ModuleType
from typing import Any, TypeVar

import psycopg
from django.db.backends.postgresql import base
from psycopg.abc import PQGen

RV = TypeVar("RV")
INTERVAL = 0.1  # seconds, as psycopg's own


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
        return connection
