"""What somebody can do who owns the tables."""

from collections.abc import Callable
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.db import connection

MIGRATION = import_module("selfreferral.intake.migrations.0008_records_stay")


@pytest.fixture
def unguard(database: None) -> Callable[[], None]:
    """Takes the triggers away."""

    def drop() -> None:
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # it drops no trigger of a table it still has to check
            MIGRATION.drop(None, SimpleNamespace(connection=connection, execute=cursor.execute))

    return drop
