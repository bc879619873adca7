"""Makes the surroundings before Django reads its settings: a folder for data, the keys, and a server with --postgres.

Named in pyproject.toml, so that it is there before pytest-django. Workers of pytest-xdist inherit what is made here.
"""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from perspectief.operations.keys import create_keys
from tests.memory import quick_folder
from tests.postgres import UNCOUNTED, cluster

ROOM = "PERSPECTIEF_TEST_ROOM"
DATABASE = "TEST_DATABASE_URL"


def room() -> Path:
    """The folder of this test run. It holds DATA_DIR, the databases and the recovery key."""
    return Path(os.environ[ROOM])


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--postgres", action="store_true", help="run on a throw-away PostgreSQL server instead of SQLite")


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Iterator[None]:
    if ROOM not in os.environ:
        stack = contextlib.ExitStack()
        early_config.add_cleanup(stack.close)
        _furnish(stack, on_postgres=early_config.known_args_namespace.postgres)
    return (yield)


def _furnish(stack: contextlib.ExitStack, *, on_postgres: bool) -> None:
    folder = stack.enter_context(quick_folder("perspectief-"))
    stack.callback(os.environ.pop, ROOM)
    os.environ[ROOM] = str(folder)
    os.environ["DATA_DIR"] = str(folder / "data")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright keeps an event loop in the thread that tests run in
    os.environ.pop(DATABASE, None)
    keys = create_keys(private_dir=folder / "data" / "keys" / "intake", public_dir=folder / "data" / "keys")
    (folder / "recovery.key").write_text(f"{keys.recovery_key}\n")  # in the safe, so to say: outside DATA_DIR
    if on_postgres:
        server = stack.enter_context(cluster(configuration=UNCOUNTED))
        os.environ[DATABASE] = server.url("postgres")
        os.environ["PG_BIN"] = str(server.programs)  # for pg_dump
