"""What changed on the pages: rows that the database writes itself (perspectief/operations/changes.py)."""

from __future__ import annotations

import uuid

from django.db import connection, models

MARK = "SELECT count(*), coalesce(sum(uuid_hash_extended(id, 0)), 0) FROM pages_change"


class Change(models.Model):
    """A row changed that pages are made of. `page`: the page whose row it was; None for settings, pictures and the like.

    Rows are only added, in the transaction of what they tell about. A number that is counted up would not do: of two
    transactions the one with the lower number can commit last. So a generation remembers which changes it knows.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    page = models.BigIntegerField(null=True, editable=False)
    at = models.DateTimeField(editable=False)

    objects: models.Manager[Change] = models.Manager()

    class Meta:
        verbose_name = "wijziging van wat men ziet"
        verbose_name_plural = "wijzigingen van wat men ziet"

    def __str__(self) -> str:
        return str(self.pk)


def known_now() -> frozenset[str]:
    """Every change that this connection can see."""
    return frozenset(str(one) for one in Change.objects.values_list("pk", flat=True))


def mark_of_changes() -> tuple[int, int]:
    """The same as long as the changes are: how many there are, and the sum of PostgreSQL's digests of their keys."""
    with connection.cursor() as cursor:
        cursor.execute(MARK)
        count, total = cursor.fetchone()
    return int(count), int(total)


def unknown_to(known: frozenset[str]) -> list[int | None]:
    """The pages (None: all of them) of the changes that are not among the known ones."""
    return [page for pk, page in Change.objects.values_list("pk", "page") if str(pk) not in known]
