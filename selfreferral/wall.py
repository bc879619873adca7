"""One of the four things that hold the wall: in the public process Django itself refuses to read a letter."""

from typing import Any

from django.db.models import Model

# The public side writes these and never reads them; it has no business at all with the intake's own tables.
WRITE_ONLY_APPS = frozenset({"selfreferral", "selfreferral_intake"})


class WallError(PermissionError):
    """The public side tried to read what only intake may read."""


class WriteOnlyRouter:
    """Database router of the public process."""

    def db_for_read(self, model: type[Model], **hints: Any) -> str | None:
        """Refuse before a query is made; the database's own grants are what counts."""
        if model._meta.app_label in WRITE_ONLY_APPS:
            raise WallError(f"The public side may not read {model._meta.label}.")
        return None

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool | None:
        """Only operations changes tables."""
        return False
