"""How long a process waits for PostgreSQL: for a connection, a lock, a statement, and a server that says nothing."""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

ENGINE = __name__  # Django looks for `base` in it
# A machine that lost its power, or a cable that was pulled, closes no connection: ask after half a minute of silence
# whether the other side is there, and give up after another half. Unix sockets need and heed none of this.
STILL_THERE = {
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "tcp_user_timeout": 30_000,  # milliseconds, for what was sent and not taken
}


def bounded(*, connect: int, lock: int = 0, statement: int = 0, silence: float | None = None) -> dict[str, Any]:
    """The OPTIONS of a database, in seconds; 0 and None are for ever.

    PostgreSQL itself ends what waits longer than `lock` or takes longer than `statement`. `silence` is for when it can't,
    because its machine or its disk hangs: then we hang up. It has to be longer than the other two.
    """
    return {
        **STILL_THERE,
        "connect_timeout": connect,
        "options": f"-c lock_timeout={lock}s -c statement_timeout={statement}s",
        "silence": silence,
    }


def hurry(connection: BaseDatabaseWrapper, *, lock: int, statement: int) -> None:
    """For who may wait long by its settings, and now should not. Raises django.db.Error when the database is away."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SET lock_timeout = '{lock}s'; SET statement_timeout = '{statement}s'")
