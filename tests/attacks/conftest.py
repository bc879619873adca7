"""Attacks run once, on PostgreSQL, as a server has it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from tests.attacks.place import Place, place
from tests.selfreferral.intake.conftest import referral, send_in, write

__all__ = ["referral", "send_in", "write"]


@pytest.fixture
def on_postgres() -> None:
    """SQLite has no pg_sleep, and takes more."""
    if connection.vendor != "postgresql":
        pytest.skip("runs once, on PostgreSQL")


@pytest.fixture(scope="session")
def standing(content: Path) -> Iterator[Place]:
    """Both sides behind nginx on a database of their own, with the first content; for all tests of this folder."""
    with place(content=content) as running:
        yield running
