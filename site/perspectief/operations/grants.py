"""What the public role may do in PostgreSQL, written down in full. What is not in this list, it may not do."""

from dataclasses import dataclass

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper
from psycopg import sql

READ, WRITE_ONLY = ("SELECT",), ("INSERT",)
COME_AND_GO = ("SELECT", "INSERT", "DELETE")
READ_AND_ADD = ("SELECT", "INSERT")

# What a published page is made of.
PAGES = (
    "django_content_type",
    "home_helpnumber",
    "home_homepage",
    "home_organisationsettings",
    "home_searchsynonym",
    "information_audiencepage",
    "information_decisionaidpage",
    "information_informationpage",
    "information_newsindexpage",
    "information_newspage",
    "information_publicationpage",
    "information_publicationspage",
    "wagtailcore_collection",
    "wagtailcore_locale",
    "wagtailcore_page",
    "wagtailcore_pageviewrestriction",
    "wagtailcore_site",
    "wagtaildocs_document",
    "wagtailimages_image",
    "wagtailredirects_redirect",
)

PUBLIC_RIGHTS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(PAGES, READ),
    "pages_change": READ,  # the keeper of stored pages looks what changed
    "wagtailimages_rendition": READ_AND_ADD,  # an image is cut to size by the first page that shows it
    "selfreferral_public_draft": COME_AND_GO,
    "selfreferral_public_ratecount": COME_AND_GO,
    "selfreferral_public_ratesalt": COME_AND_GO,
    "selfreferral_public_steptaken": WRITE_ONLY,
    "selfreferral_letter": WRITE_ONLY,
}
PUBLIC_SEQUENCES = ("wagtailimages_rendition_id_seq",)
# Where the referral with one receipt digest stands, and nothing else (selfreferral/intake/migrations/0005_life.py).
PUBLIC_FUNCTIONS = ("selfreferral_standing(bytea)",)


class UnfitRoleError(ValueError):
    """This role cannot be the public one. The message says why, in one sentence."""


@dataclass(frozen=True, kw_only=True)
class Login:
    """A database role. Without a password it logs in by the operating system's user (peer)."""

    name: str
    password: str = ""


def apply_grants(connection: BaseDatabaseWrapper, *, public: Login) -> None:
    """Make the public role if it is missing, take everything from it, and give it what the list says. Safe to repeat.

    All of it or nothing: a running site never stands without its rights in between. Raises UnfitRoleError.
    """
    role = sql.Identifier(public.name)
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        if not _exists(cursor, public.name):
            cursor.execute(sql.SQL("CREATE ROLE {} LOGIN").format(role).as_string(cursor.connection))
        _refuse_unfit(cursor, public.name)
        database = sql.Identifier(connection.settings_dict["NAME"])
        for statement in (*_passwords(role, public.password), *_taken_away(role, database), *_given(role)):
            cursor.execute(statement.as_string(cursor.connection))
        cursor.execute(_limited(role, _most_connections(cursor)).as_string(cursor.connection))


def _exists(cursor: CursorWrapper, name: str) -> bool:
    cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name])
    return cursor.fetchone() is not None


def _refuse_unfit(cursor: CursorWrapper, name: str) -> None:
    """A role that is powerful by itself, or by belonging to another, or owns a table, has rights that no list takes away."""
    for problem, question in UNFIT.items():
        cursor.execute(question, [name])
        if cursor.fetchone():
            raise UnfitRoleError(f"The role {name} cannot be the public one: {problem}.")


UNFIT = {
    "it is the role that runs this command": "SELECT 1 WHERE current_user = %s",
    "it has powers over the whole server": (
        "SELECT 1 FROM pg_roles WHERE rolname = %s"
        " AND (rolsuper OR rolcreatedb OR rolcreaterole OR rolbypassrls OR rolreplication)"
    ),
    "it belongs to another role and has its rights": (
        "SELECT 1 FROM pg_auth_members JOIN pg_roles ON pg_roles.oid = member WHERE rolname = %s"
    ),
    "it owns tables": "SELECT 1 FROM pg_tables WHERE tableowner = %s AND schemaname = 'public'",
    "it owns functions": (
        "SELECT 1 FROM pg_proc JOIN pg_roles ON pg_roles.oid = proowner WHERE rolname = %s"
        " AND pronamespace = 'public'::regnamespace"
    ),
}


def _passwords(role: sql.Identifier, password: str) -> list[sql.Composed]:
    return [sql.SQL("ALTER ROLE {} PASSWORD {}").format(role, sql.Literal(password))] if password else []


def _limited(role: sql.Identifier, most: int) -> sql.Composed:
    """However many visitors wait for a slow database at once, staff and operations still get in."""
    return sql.SQL("ALTER ROLE {} CONNECTION LIMIT {}").format(role, sql.Literal(most))


def _most_connections(cursor: CursorWrapper) -> int:
    """Three quarters of what the server gives out to roles without powers."""
    cursor.execute(
        "SELECT setting::int FROM pg_settings WHERE name IN ('max_connections', 'superuser_reserved_connections')"
    )
    most, reserved = sorted((number for (number,) in cursor.fetchall()), reverse=True)
    return (most - reserved) * 3 // 4


def _taken_away(role: sql.Identifier, database: sql.Identifier) -> list[sql.Composed]:
    return [
        sql.SQL("REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {}, PUBLIC").format(role),
        sql.SQL("REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM {}, PUBLIC").format(role),
        # PostgreSQL lets everybody execute a new function, and one that runs as its owner would be a hole in the wall.
        sql.SQL("REVOKE ALL ON ALL ROUTINES IN SCHEMA public FROM {}, PUBLIC").format(role),
        sql.SQL("REVOKE ALL ON SCHEMA public FROM {}, PUBLIC").format(role),
        sql.SQL("REVOKE TEMPORARY ON DATABASE {} FROM {}, PUBLIC").format(database, role),
        sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(role),
    ]


def _given(role: sql.Identifier) -> list[sql.Composed]:
    tables = [
        sql.SQL("GRANT {} ON TABLE {} TO {}").format(sql.SQL(", ").join(map(sql.SQL, rights)), sql.Identifier(table), role)
        for table, rights in PUBLIC_RIGHTS.items()
    ]
    sequences = [sql.SQL("GRANT USAGE ON SEQUENCE {} TO {}").format(sql.Identifier(name), role) for name in PUBLIC_SEQUENCES]
    functions = [sql.SQL("GRANT EXECUTE ON FUNCTION {} TO {}").format(sql.SQL(name), role) for name in PUBLIC_FUNCTIONS]
    return [*tables, *sequences, *functions]
