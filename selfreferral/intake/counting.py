"""How many there are, without reading a whole table: nobody acts on the difference between 1,000 and 1,001."""

from typing import Any

from django.db.models import QuerySet

COUNTED = 1000


def counted(rows: QuerySet[Any]) -> int:
    """How many rows; more than COUNTED is told as one more than that."""
    return rows.order_by()[: COUNTED + 1].count()


def in_words(number: int) -> str:
    """'12', and '1000+' for more than is counted."""
    return f"{COUNTED}+" if number > COUNTED else str(number)
