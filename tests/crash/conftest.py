"""The first content for a server of its own: a dump, because nobody may kill the server that the other tests use."""

import os
import subprocess
from pathlib import Path

import pytest
from django.db import connection


@pytest.fixture
def content(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A dump of the database with the first content, without its roles."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite is no server that can be killed")
    request.getfixturevalue("seeded_site")
    dump = tmp_path / "content.sql"
    address = connection.settings_dict
    where = ["-h", address["HOST"], "-U", address["USER"], address["NAME"]]
    command = [Path(os.environ["PG_BIN"]) / "pg_dump", "--no-owner", "--no-privileges", "-f", dump, *where]
    subprocess.run(command, check=True)
    return dump
