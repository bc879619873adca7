"""Real failures of a real database, on SQLite and on PostgreSQL."""

import contextlib
from collections.abc import Iterator

from django.db import connection

LETTERS, DRAFTS = "selfreferral_letter", "selfreferral_public_draft"
# A refusal that is not about uniqueness, as when a newer version of the site made a column obligatory.
REFUSAL = {
    "sqlite": "CREATE TRIGGER refusal BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, 'not now'); END",
    "postgresql": "ALTER TABLE {table} ADD CONSTRAINT refusal CHECK (false) NOT VALID",
}
FORGIVEN = {"sqlite": "DROP TRIGGER refusal", "postgresql": "ALTER TABLE {table} DROP CONSTRAINT refusal"}


@contextlib.contextmanager
def missing(table: str) -> Iterator[None]:
    """The table is away for a while."""
    _run(f"ALTER TABLE {table} RENAME TO away")
    try:
        yield
    finally:
        _run(f"ALTER TABLE away RENAME TO {table}")


@contextlib.contextmanager
def refusing(table: str) -> Iterator[None]:
    """The table takes no rows for a while: a constraint says no."""
    _run(REFUSAL[connection.vendor].format(table=table))
    try:
        yield
    finally:
        _run(FORGIVEN[connection.vendor].format(table=table))


def _run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
