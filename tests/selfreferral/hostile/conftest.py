"""Hostile tests are many, so they run once."""

import pytest
from django.db import connection


@pytest.fixture
def on_postgres() -> None:
    """On the database that a server has: it takes less than SQLite, no NUL for one."""
    if connection.vendor != "postgresql":
        pytest.skip("runs once, on PostgreSQL")
