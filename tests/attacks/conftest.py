"""Attacks run once, on PostgreSQL, as a server has it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from tests.attacks.place import Place, dumped, place
from tests.database import MIGRATED, SEEDED, Contents
from tests.selfreferral.intake.conftest import referral, send_in, write

__all__ = ["referral", "send_in", "write"]


@pytest.fixture
def on_postgres() -> None:
    """SQLite has no pg_sleep, and takes more."""
    if connection.vendor != "postgresql":
        pytest.skip("runs once, on PostgreSQL")


@pytest.fixture(scope="session")
def standing(
    contents: Contents,
    django_db_setup: None,
    django_db_blocker: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Place]:
    """Both sides behind nginx on a database of their own, with the first content; for all tests of this folder."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite is no server")
    dump: Path = tmp_path_factory.mktemp("attacks") / "content.sql"
    with django_db_blocker.unblock():
        contents.use(SEEDED)
        dumped(dump)
        contents.use(MIGRATED)
    with place(content=dump) as running:
        yield running
