"""The public process's database role, and connecting as it."""

import io
import os
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.core.management import call_command
from django.db import connection

# A role belongs to the whole server, and every worker of pytest-xdist grants on a database of its own.
NAME = f"perspectief_public_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
OWNER = "postgres"


def _connect(user: str) -> psycopg.Connection[Any]:
    address = connection.settings_dict
    return psycopg.connect(host=address["HOST"], dbname=address["NAME"], user=user, autocommit=True)


@pytest.fixture
def granted(request: pytest.FixtureRequest) -> None:
    """The site with its content on PostgreSQL, and the grants on it."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no roles")
    request.getfixturevalue("seeded_site")
    call_command("apply_grants", "--public-role", NAME, stdout=io.StringIO())


@pytest.fixture
def as_public(granted: None) -> Iterator[psycopg.Connection[Any]]:
    """A connection as the public role."""
    with _connect(NAME) as public:
        yield public


@pytest.fixture
def as_owner(granted: None) -> Iterator[psycopg.Connection[Any]]:
    """A connection as the database's owner, to look with."""
    with _connect(OWNER) as owner:
        yield owner


@pytest.fixture
def running_as_public(granted: None) -> Iterator[None]:
    """Django's own connection is the public role's."""
    connection.close()
    connection.settings_dict["USER"] = NAME
    yield
    connection.close()
    connection.settings_dict["USER"] = OWNER
