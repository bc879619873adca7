"""The database itself notes when something changes that pages are made of, whoever changes it and however.

The public role reads the tables in grants.PAGES and no others, so a page cannot show anything else: a trigger on each
of them misses nothing. What is written in a draft does not show: columns that only tell about drafts don't count, nor
pages that are not published. The note is part of the same transaction, and PostgreSQL tells the keeper when that commits.
"""

from datetime import datetime, timedelta
from typing import Any

from django.db import connections
from psycopg import sql

from perspectief.pages.keeping import CHANNEL
from perspectief.pages.models import Change

from .grants import PAGES

KEPT = timedelta(days=7)  # a keeper that was away for longer makes every page anew when it begins
# Only the search page reads these, and that is never stored.
NOT_SHOWN = frozenset({"home_searchsynonym"})
# Made by the first page that shows a picture: another row here changes no page, another content does.
ADDED_BY_VISITORS = ("wagtailimages_rendition",)
SHOWN = (*(table for table in PAGES if table not in NOT_SHOWN), *ADDED_BY_VISITORS)
# What tells about a draft, its owner or its watch, and is on no page.
ABOUT_DRAFTS = (
    *("latest_revision_id", "latest_revision_created_at", "live_revision_id", "draft_title", "has_unpublished_changes"),
    *("locked", "locked_at", "locked_by_id", "owner_id", "go_live_at", "expire_at", "expired", "numchild", "reminded_on"),
    "review_date",
)
# Which column of a table says which page its row belongs to.
PAGE = {"wagtailcore_page": "id", "wagtailcore_pageviewrestriction": "page_id"}

FUNCTION = """
CREATE OR REPLACE FUNCTION public.perspectief_page_changed() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    unshown text[] := string_to_array(TG_ARGV[1], ',');
    former jsonb;
    present jsonb;
    number bigint;
BEGIN
    IF TG_OP <> 'INSERT' THEN former := to_jsonb(OLD) - unshown; END IF;
    IF TG_OP <> 'DELETE' THEN present := to_jsonb(NEW) - unshown; END IF;
    IF former IS NOT DISTINCT FROM present THEN RETURN NULL; END IF;
    number := coalesce(present, former) ->> TG_ARGV[0];
    IF TG_TABLE_NAME = 'wagtailcore_page' THEN
        IF NOT coalesce((former ->> 'live')::boolean, false) AND NOT coalesce((present ->> 'live')::boolean, false) THEN
            RETURN NULL;
        END IF;
    ELSIF TG_ARGV[0] = 'page_ptr_id' THEN
        IF NOT EXISTS (SELECT FROM public.wagtailcore_page WHERE id = number AND live) THEN RETURN NULL; END IF;
    END IF;
    INSERT INTO public.pages_change (id, page, at) VALUES (gen_random_uuid(), number, now());
    PERFORM pg_notify('{channel}', '');
    RETURN NULL;
END $$
"""
COLUMNS = "SELECT column_name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = %s"
NAME = "perspectief_page_changed"


def watch_tables(*, using: str = "default", **told: Any) -> None:
    """Put the triggers on, after every migrate: so a new kind of page is watched from its first day. Safe to repeat."""
    connection = connections[using]
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute(FUNCTION.replace("{channel}", CHANNEL))
        for table in SHOWN:
            cursor.execute(COLUMNS, [table])
            if columns := {column for (column,) in cursor.fetchall()}:  # it may not be there yet
                cursor.execute(_trigger(table, columns).as_string(cursor.connection))


def _trigger(table: str, columns: set[str]) -> sql.Composed:
    events = "UPDATE OR DELETE" if table in ADDED_BY_VISITORS else "INSERT OR UPDATE OR DELETE"
    page = PAGE.get(table, "page_ptr_id" if "page_ptr_id" in columns else "")
    return sql.SQL(
        "CREATE OR REPLACE TRIGGER {name} AFTER {events} ON public.{table}"
        " FOR EACH ROW EXECUTE FUNCTION public.perspectief_page_changed({page}, {unshown})"
    ).format(
        name=sql.Identifier(NAME),
        events=sql.SQL(events),
        table=sql.Identifier(table),
        page=sql.Literal(page),
        unshown=sql.Literal(",".join(ABOUT_DRAFTS)),
    )


def sweep(*, now: datetime) -> int:
    """Forget changes that every generation knows by now."""
    return Change.objects.filter(at__lt=now - KEPT).delete()[0]
