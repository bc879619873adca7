"""PostgreSQL's own programs, told which database in a way that shows no password among the running processes."""

import os
import shutil
from collections.abc import Mapping
from typing import Any


class MissingProgramError(Exception):
    """A program of PostgreSQL is not installed. The message is one sentence."""


def found(name: str) -> str:
    """Where the program is."""
    path = shutil.which(name)
    if path is None:
        raise MissingProgramError(f"The program {name} is missing: install postgresql-client of the server's version.")
    return path


def surroundings(database: Mapping[str, Any]) -> dict[str, str]:
    """The environment for such a program, from Django's settings of a database (libpq's own names)."""
    told = {"PGDATABASE": "NAME", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGHOST": "HOST", "PGPORT": "PORT"}
    named = {name: str(database.get(key) or "") for name, key in told.items()}
    return {**os.environ, **{name: value for name, value in named.items() if value}}
