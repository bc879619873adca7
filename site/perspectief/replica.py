"""Reading pages from a copy of the database, where one PostgreSQL is not enough. What people send goes to the first."""

from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Model

REPLICA = "replica"
# What only editors change. Never: letters, drafts, counts, changes of pages, and renditions, which visitors make.
PAGE_APPS = frozenset({"home", "information", "wagtailcore", "wagtaildocs", "wagtailredirects", "contenttypes"})


class PagesFromReplica:
    """Database router of a public process that has REPLICA_DATABASE_URL. It comes after the wall, for all the rest."""

    def db_for_read(self, model: type[Model], **hints: Any) -> str:
        """Said for every model: left open, Django would follow a page to the replica."""
        return REPLICA if model._meta.app_label in PAGE_APPS else DEFAULT_DB_ALIAS

    def db_for_write(self, model: type[Model], **hints: Any) -> str:
        """A replica takes nothing."""
        return DEFAULT_DB_ALIAS

    def allow_relation(self, one: Model, other: Model, **hints: Any) -> bool:
        """Both hold the same rows."""
        return True
