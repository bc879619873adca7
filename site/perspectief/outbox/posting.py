"""Handing a message over to be sent. It is kept in the database, so it leaves with the deed it is about, or not at all."""

from collections.abc import Iterable
from datetime import datetime

from .models import Message


def post(*, to: Iterable[str], subject: str, body: str, now: datetime, once: str = "") -> None:
    """Keep one message for each address. Within a transaction it counts only if that is committed.

    With `once`, the name of an occasion (100 letters), whoever has a message about it already gets no second one.
    """
    Message.objects.bulk_create(
        [
            Message(once=once, to=address, subject=subject, body=body, posted_at=now, next_try_at=now)
            for address in sorted({address.strip() for address in to if address.strip()})
        ],
        ignore_conflicts=bool(once),
    )
