"""Migrations run while the old code still serves: it has to go on reading and writing in the new tables.

`released.txt` names the last migration of each app that is in use somewhere. From it the models are made as the old code
knows them, and those do their work on the database as it is now. Until something comes after a release that cannot fail, so
some tests plant what would. docs/operate.md, Upgrades, says how a column goes in two releases.

After a release, when every process runs the new code: `PRINT_RELEASED=1 pytest tests/upgrading -s` prints the list anew.
"""

import os
import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.apps.registry import Apps
from django.db import DatabaseError, connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.models import Model
from psycopg import sql

from tests.selfreferral.public_role import NAME

pytestmark = pytest.mark.django_db
FILE = Path(__file__).with_name("released.txt")
NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
OF_SQLITE = {"rowid"}  # every table has one there, and search names it
NOT_RELEASED_YET = {"watching"}  # apps that the old code does not have
# What the public process writes, as this release does it: it must not be able to do less while a migration runs.
WRITTEN: dict[str, dict[str, Any]] = {
    "selfreferral.Letter": {
        "kind": "referral",
        "key_id": "0" * 16,
        "sealed": b"x",
        "receipt_digest": b"x" * 32,
        "received_at": NOON,
        "needs_check": False,
        "collected_at": None,
    },
    "selfreferral_public.Draft": {"sealed": b"x", "saved_at": NOON},
    "selfreferral_public.RateSalt": {"day": date(2026, 5, 1), "value": b"x"},
    "selfreferral_public.RateCount": {"rule": "send", "until": NOON, "network": b""},
    "selfreferral_public.StepTaken": {"month": date(2026, 5, 1), "step": "leeftijd", "language": "nl"},
}


def _released() -> list[tuple[str, str]]:
    lines = [line.split() for line in FILE.read_text().splitlines() if line and not line.startswith("#")]
    return [(app, name) for app, name in lines]


@pytest.fixture(scope="module")
def old() -> Apps:
    """The models of the last release."""
    loader = MigrationLoader(None)
    missing = [node for node in _released() if node not in loader.graph.nodes]
    assert not missing, f"migrations that a release has applied are gone: {missing}"
    return loader.project_state(_released()).apps


def _problems(old: Apps) -> Iterator[str]:
    """A sentence for everything that the old code cannot do any more."""
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        for model in old.get_models(include_auto_created=True):
            if model._meta.managed and not model._meta.proxy:
                yield from _of_table(model, tables, cursor)


def _of_table(model: type[Model], tables: set[str], cursor: Any) -> Iterator[str]:
    table = model._meta.db_table
    if table not in tables:
        yield f"{table} is gone"
        return
    there = {column.name: column for column in connection.introspection.get_table_description(cursor, table)}
    known = {field.column for field in model._meta.local_concrete_fields}
    for name in known - there.keys() - OF_SQLITE:
        yield f"{table}.{name} is gone"
    for name in there.keys() - known:
        if not (there[name].null_ok or there[name].default is not None):
            yield f"{table}.{name} has to be filled in, and the old code doesn't know it"


def test_the_old_code_finds_every_table_and_column_and_need_not_know_the_new_ones(old: Apps) -> None:
    assert list(_problems(old)) == []


def test_the_old_code_can_read_every_table(old: Apps) -> None:
    for model in old.get_models(include_auto_created=True):
        if model._meta.managed:
            list(model._default_manager.all()[:1])


@pytest.mark.usefixtures("seeded_site")
@pytest.mark.parametrize("label", WRITTEN)
def test_the_old_public_process_can_still_write(old: Apps, label: str, with_its_own_rights: None) -> None:
    _write(old, label)


@pytest.fixture
def with_its_own_rights(request: pytest.FixtureRequest) -> None:
    """On PostgreSQL, from here to the end of the test, no more than the public role may."""
    if connection.vendor == "postgresql":
        request.getfixturevalue("granted")
        with connection.cursor() as cursor:
            cursor.execute(sql.SQL("SET LOCAL ROLE {}").format(sql.Identifier(NAME)))


def _write(old: Apps, label: str) -> None:
    model, values = old.get_model(label), WRITTEN[label]
    key = {"id": uuid.uuid4()} if "id" in {field.name for field in model._meta.fields} else {}
    model(**key, **values).save(force_insert=True)


BREAKING = {
    "a column that has to be filled in": "ADD COLUMN colour varchar(8) NOT NULL",
    "a column that is gone": "DROP COLUMN needs_check",
    "a column with another name": "RENAME COLUMN key_id TO key_name",
}
HARMLESS = {
    "a column that may be empty": "ADD COLUMN colour varchar(8)",
    "a column with a default": "ADD COLUMN colour varchar(8) NOT NULL DEFAULT 'x'",
}


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite cannot add such a column at all")
@pytest.mark.parametrize("change", [*BREAKING, *HARMLESS])
def test_a_change_that_breaks_the_old_code_is_found(old: Apps, change: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE selfreferral_letter {(BREAKING | HARMLESS)[change]}")
    assert bool(list(_problems(old))) == (change in BREAKING)
    try:
        with transaction.atomic():
            _write(old, "selfreferral.Letter")
    except DatabaseError:
        assert change in BREAKING
    else:
        assert change in HARMLESS


def test_the_list_names_every_app_that_has_tables() -> None:
    leaves = MigrationLoader(None).graph.leaf_nodes()
    if os.environ.get("PRINT_RELEASED"):
        print("\n".join(f"{app} {name}" for app, name in sorted(leaves)))  # noqa: T201  asked for
    known = {app for app, _ in _released()}
    assert {app for app, _ in leaves} - known == NOT_RELEASED_YET
