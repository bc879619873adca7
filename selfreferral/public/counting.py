"""How far people come in the form, counted without knowing whose step it was.

A row says that a question was answered for the first time in some visit, in which month and in which language; nothing
in it leads to another row, to a draft or to a letter, and its id is random. It is written after the visit's own
transaction, in one of its own, so that the database's numbers of transactions don't tie it to a draft or a letter
either. The sweep adds rows up to counts per month and deletes them, every minute. What PostgreSQL itself could still
tell until then, and why a row has a month and no day: docs/decisions/0017-steps-are-counted-apart.md.

Counting never stands in anybody's way: when it fails, the log says so, and that is all.
"""

import logging
from collections.abc import Iterable
from functools import partial

from django.db import Error as AnyDatabaseError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language

from .models import StepTaken

logger = logging.getLogger(__name__)

BEGUN, SENT = "begin", "verstuurd"


def count(steps: Iterable[str]) -> None:
    """Count these steps once the present transaction is committed; at once when there is none."""
    transaction.on_commit(partial(_add, tuple(steps), get_language() or ""))


def _add(steps: tuple[str, ...], language: str) -> None:
    month = timezone.localdate().replace(day=1)
    try:
        for step in steps:
            StepTaken(month=month, step=step, language=language).save(force_insert=True)
    except AnyDatabaseError:
        logger.exception("A step could not be counted")
