"""The wall that counts: what the database itself lets the public role do. On PostgreSQL only."""

import uuid
from datetime import UTC, datetime

import pytest
from django.apps import apps
from django.db import DatabaseError, connection
from psycopg import sql
from psycopg.errors import InsufficientPrivilege

from perspectief.operations.grants import PUBLIC_FUNCTIONS, PUBLIC_RIGHTS, Login, UnfitRoleError, apply_grants
from selfreferral.models import Letter
from tests.selfreferral.public_role import NAME

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
LETTER = (
    "INSERT INTO selfreferral_letter (id, kind, key_id, sealed, receipt_digest, received_at, needs_check)"
    " VALUES (%s, %s, %s, %s, %s, %s, %s)"
)
DRAFT = "INSERT INTO selfreferral_public_draft (id, sealed, saved_at) VALUES (%s, %s, %s)"
RIGHTS = ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER")
COLUMN_RIGHTS = ("SELECT", "INSERT", "UPDATE", "REFERENCES")
TABLES = """
    SELECT relname FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace
    WHERE nspname = 'public' AND relkind IN ('r', 'p', 'v', 'm', 'f')
"""
FUNCTIONS = """
    SELECT oid, oid::regprocedure::text FROM pg_proc WHERE pronamespace = 'public'::regnamespace
"""
STANDING = "SELECT * FROM selfreferral_standing(%s)"
# Written a second time on purpose: what may be touched at all, besides reading what a published page is made of.
MORE_THAN_READING = {
    "selfreferral_letter": {"INSERT"},
    "selfreferral_public_draft": {"SELECT", "INSERT", "DELETE"},
    "selfreferral_public_ratecount": {"SELECT", "INSERT", "DELETE"},
    "selfreferral_public_ratesalt": {"SELECT", "INSERT", "DELETE"},
    "selfreferral_public_steptaken": {"INSERT"},
    "wagtailimages_rendition": {"SELECT", "INSERT"},
}
PUBLISHED = (
    "home_",
    "information_",
    "wagtailcore_",
    "wagtailimages_",
    "wagtaildocs_",
    "wagtailredirects_",
    "django_content_type",
    "pages_change",
)
NEVER = (
    *("accounts_user", "accounts_user_groups", "auth_group", "auth_permission", "django_session", "django_migrations"),
    *("wagtailcore_revision", "wagtailcore_comment", "wagtailcore_commentreply", "wagtailcore_pagelogentry"),
    *("wagtailcore_modellogentry", "wagtailcore_task", "wagtailcore_workflow", "wagtailusers_userprofile"),
    "selfreferral_notice",
    *(
        model._meta.db_table
        for label in ("selfreferral_intake", "outbox", "watching")
        for model in apps.get_app_config(label).get_models()
    ),
    *("mfa_authenticator", "twofactor_staffsession", "axes_accessattempt"),
)


def _letter() -> tuple[object, ...]:
    return (uuid.uuid4(), "referral", "k" * 16, b"sealed", b"d" * 32, NOON, False)


def test_the_public_role_can_drop_a_letter_in(as_public, as_owner):
    as_public.execute(LETTER, _letter())
    assert as_owner.execute("SELECT count(*) FROM selfreferral_letter").fetchone() == (1,)


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM selfreferral_letter",
        "SELECT count(*) FROM selfreferral_letter",
        "SELECT id FROM selfreferral_letter WHERE false",
        "UPDATE selfreferral_letter SET kind = 'withdrawal'",
        "DELETE FROM selfreferral_letter",
        "TRUNCATE selfreferral_letter",
        "COPY selfreferral_letter TO STDOUT",
        "CREATE VIEW peek AS SELECT * FROM selfreferral_letter",
    ],
)
def test_the_public_role_cannot_read_back_or_change_what_it_wrote(as_public, statement):
    as_public.execute(LETTER, _letter())
    with pytest.raises(InsufficientPrivilege):
        as_public.execute(statement)


@pytest.mark.parametrize("ending", ["RETURNING id", "RETURNING *", "ON CONFLICT (id) DO UPDATE SET kind = 'x'"])
def test_an_insert_cannot_be_made_to_tell(as_public, ending):
    with pytest.raises(InsufficientPrivilege):
        as_public.execute(f"{LETTER} {ending}", _letter())


@pytest.mark.parametrize("table", NEVER)
def test_the_public_role_cannot_see_staff_revisions_or_the_intake(as_public, table):
    with pytest.raises(InsufficientPrivilege):
        as_public.execute(sql.SQL("SELECT 1 FROM {} LIMIT 1").format(sql.Identifier(table)))


def test_a_draft_can_come_and_go_and_not_be_changed(as_public):
    draft = uuid.uuid4()
    as_public.execute(DRAFT, (draft, b"sealed", NOON))
    assert as_public.execute("SELECT sealed FROM selfreferral_public_draft").fetchone() == (b"sealed",)
    with pytest.raises(InsufficientPrivilege):
        as_public.execute("UPDATE selfreferral_public_draft SET saved_at = now()")
    as_public.execute("DELETE FROM selfreferral_public_draft WHERE id = %s", (draft,))


@pytest.mark.parametrize(("table", "column"), [("ratesalt", "value"), ("ratecount", "network")])
def test_a_count_can_come_and_go_and_not_be_changed(as_public, table, column):
    names = {"table": sql.Identifier(f"selfreferral_public_{table}"), "column": sql.Identifier(column)}
    for statement in ("UPDATE {table} SET {column} = {column}", "TRUNCATE {table}"):
        with pytest.raises(InsufficientPrivilege):
            as_public.execute(sql.SQL(statement).format(**names))
    as_public.execute(sql.SQL("DELETE FROM {table}").format(**names))


def test_a_step_can_be_counted_and_not_be_read_back_or_taken_away(as_public):
    as_public.execute("INSERT INTO selfreferral_public_steptaken VALUES (%s, '2026-05-01', 'naam', 'nl')", (uuid.uuid4(),))
    for statement in ("SELECT count(*) FROM {}", "UPDATE {} SET step = 'x'", "DELETE FROM {}", "TRUNCATE {}"):
        with pytest.raises(InsufficientPrivilege):
            as_public.execute(sql.SQL(statement).format(sql.Identifier("selfreferral_public_steptaken")))


def test_on_every_table_there_is_the_role_has_what_the_list_says_and_no_more(as_owner):
    tables = [table for (table,) in as_owner.execute(TABLES).fetchall()]
    assert len(tables) > 50
    assert set(PUBLIC_RIGHTS) <= set(tables)
    for table in tables:
        assert _rights(as_owner, table) == set(PUBLIC_RIGHTS.get(table, ())), table


def _rights(as_owner, table) -> set[str]:
    """What the role can do with the table, or with any column of it, by whatever way it got there."""
    on_table = {right for right in RIGHTS if _has(as_owner, "has_table_privilege", table, right)}
    return on_table | {right for right in COLUMN_RIGHTS if _has(as_owner, "has_any_column_privilege", table, right)}


def _has(as_owner, function, table, right) -> bool:
    answer = as_owner.execute(f"SELECT {function}(%s, quote_ident(%s), %s)", (NAME, table, right)).fetchone()
    return bool(answer[0])


def test_the_list_itself_gives_no_more_than_reading_pages_and_dropping_letters():
    for table, rights in PUBLIC_RIGHTS.items():
        assert set(rights) == MORE_THAN_READING.get(table, {"SELECT"}), table
        assert table in MORE_THAN_READING or table.startswith(PUBLISHED), table
        assert table not in NEVER


@pytest.mark.parametrize("attribute", ["rolsuper", "rolcreatedb", "rolcreaterole", "rolbypassrls", "rolreplication"])
def test_the_role_has_no_power_beyond_its_grants(as_owner, attribute):
    asked = sql.SQL("SELECT {} FROM pg_roles WHERE rolname = %s")
    assert as_owner.execute(asked.format(sql.Identifier(attribute)), (NAME,)).fetchone() == (False,)


def test_the_role_can_make_nothing(as_public):
    for statement in (
        "CREATE TABLE mine (a int)",
        "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "CREATE SCHEMA s",
    ):
        with pytest.raises(InsufficientPrivilege):
            as_public.execute(statement)


def test_no_sequence_tells_the_role_how_much_there_is(as_public):
    """PostgreSQL itself does tell every role how large a table is; docs/security.md says so."""
    with pytest.raises(InsufficientPrivilege):
        as_public.execute("SELECT last_value FROM selfreferral_intake_accessrecord_id_seq")


def test_what_postgresql_tells_every_role_of_a_table_is_its_size_and_no_row(as_owner, as_public):
    """No grant takes the size away; letters are padded to equal steps (envelope.py), so it is about how many there are."""
    as_public.execute(LETTER, _letter())
    as_owner.execute("ANALYZE selfreferral_letter")
    assert as_public.execute("SELECT pg_relation_size('selfreferral_letter') > 0").fetchone() == (True,)
    values = "SELECT count(*) FROM pg_stats WHERE tablename = 'selfreferral_letter'"
    assert as_owner.execute(values).fetchone() > (0,)
    assert as_public.execute(values).fetchone() == (0,)


def test_django_as_the_public_role_cannot_read_a_letter(running_as_public):
    # Without the router, which would refuse first.
    with pytest.raises(DatabaseError):
        Letter.objects.count()


def test_grants_can_be_given_again_and_take_back_what_was_added_by_hand(as_owner, as_public):
    as_owner.execute(f"GRANT SELECT ON accounts_user TO {NAME}")
    as_owner.execute(f"GRANT SELECT (id) ON selfreferral_letter TO {NAME}")
    as_owner.execute("GRANT SELECT ON django_session TO PUBLIC")
    apply_grants(connection, public=Login(name=NAME))
    for table in ("accounts_user", "selfreferral_letter", "django_session"):
        with pytest.raises(InsufficientPrivilege):
            as_public.execute(sql.SQL("SELECT 1 FROM {}").format(sql.Identifier(table)))


def test_the_public_role_may_execute_what_the_list_says_and_nothing_else(as_owner):
    as_owner.execute("CREATE FUNCTION peek() RETURNS bigint LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'")
    apply_grants(connection, public=Login(name=NAME))
    allowed = {
        name
        for oid, name in as_owner.execute(FUNCTIONS).fetchall()
        if as_owner.execute("SELECT has_function_privilege(%s, %s::oid, 'EXECUTE')", (NAME, oid)).fetchone()[0]
    }
    assert allowed == set(PUBLIC_FUNCTIONS) == {"selfreferral_standing(bytea)"}


def test_a_function_that_is_not_in_the_list_is_refused(as_owner, as_public):
    as_owner.execute("CREATE FUNCTION peek() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM selfreferral_letter'")
    apply_grants(connection, public=Login(name=NAME))
    with pytest.raises(InsufficientPrivilege, match="peek"):
        as_public.execute("SELECT peek()")


def test_a_new_database_lets_nobody_but_the_owner_ask_before_the_grants_are_given(as_owner):
    """Between migrate and apply_grants the function is there already."""
    as_owner.execute("CREATE ROLE nobody_in_particular")
    try:
        asked = "SELECT has_function_privilege('nobody_in_particular', 'selfreferral_standing(bytea)', 'EXECUTE')"
        assert as_owner.execute(asked).fetchone() == (False,)
    finally:
        as_owner.execute("DROP ROLE nobody_in_particular")


def test_a_role_that_owns_a_function_cannot_be_the_public_one(as_owner):
    as_owner.execute("CREATE FUNCTION own() RETURNS int LANGUAGE sql AS 'SELECT 1'")
    as_owner.execute(f"ALTER FUNCTION own() OWNER TO {NAME}")
    with pytest.raises(UnfitRoleError, match="owns functions"):
        apply_grants(connection, public=Login(name=NAME))


def test_the_public_role_learns_where_one_referral_stands_and_only_with_its_digest(as_public):
    as_public.execute(LETTER, _letter())
    assert as_public.execute(STANDING, (b"d" * 32,)).fetchall() == [("received", NOON.date(), False, False)]
    for other in (b"e" * 32, b"", b"d" * 31, b"d" * 33, None):
        assert as_public.execute(STANDING, (other,)).fetchall() == []


def test_the_function_tells_four_things(as_public):
    answer = as_public.execute(STANDING, (b"d" * 32,))
    assert [column.name for column in answer.description] == ["state", "received_on", "is_withdrawn", "is_erasure_asked"]


def test_a_table_or_function_of_the_askers_own_is_not_taken_for_the_real_one(as_owner, as_public):
    """SECURITY DEFINER with an open search path would read whatever stands first in it (CVE-2018-1058)."""
    as_owner.execute("CREATE SCHEMA mine CREATE TABLE selfreferral_letter (LIKE public.selfreferral_letter)")
    as_owner.execute(
        "CREATE FUNCTION mine.timezone(text, timestamptz) RETURNS timestamp LANGUAGE sql AS 'SELECT now()::timestamp'"
    )
    as_owner.execute(f"GRANT ALL ON SCHEMA mine TO {NAME}; GRANT ALL ON mine.selfreferral_letter TO {NAME}")
    as_public.execute(f"INSERT INTO mine.{LETTER.removeprefix('INSERT INTO ')}", _letter())
    as_public.execute("SET search_path = mine, public, pg_catalog")
    assert as_public.execute(STANDING, (b"d" * 32,)).fetchall() == []


def test_visitors_cannot_take_all_connections(as_owner, as_public):
    (limit,) = as_owner.execute("SELECT rolconnlimit FROM pg_roles WHERE rolname = %s", [NAME]).fetchone()
    (most,) = as_owner.execute("SELECT current_setting('max_connections')::int").fetchone()
    assert most // 2 < limit < most - 10
