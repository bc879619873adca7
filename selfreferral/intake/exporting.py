"""Taking a letter out of the database as it is: sealed. There is no way here to get it out open."""

import uuid
from datetime import datetime
from pathlib import Path

from perspectief.operations.key_files import OWN_EYES, write_new
from selfreferral.models import Letter

from . import accesslog
from .models import Deed

REFERENCE_DIGITS = 8


class ExportError(ValueError):
    """There is no such letter, or more than one. The message is one sentence."""


def export(*, name: str, to: Path, now: datetime) -> uuid.UUID:
    """Record that this letter is copied, commit that, and only then write the file. Gives the letter's id.

    `name` is the id or the reference that intake uses. Raises ExportError, and OSError when the file is there already.
    """
    letter = _find(name)
    if to.exists():
        raise ExportError(f"{to} exists already and is left as it is.")
    accesslog.record_deed(deed=Deed.EXPORTED, keys=letter.key_id, subject=letter.pk, at=now)
    write_new(to, bytes(letter.sealed), mode=OWN_EYES)
    return letter.pk


def _find(name: str) -> Letter:
    digits = name.replace("-", "").lower()
    if len(digits) not in {REFERENCE_DIGITS, 32} or set(digits) - set("0123456789abcdef"):
        raise ExportError("Name the letter by its id, or by the eight digits that intake calls it by.")
    first, last = (uuid.UUID(digits.ljust(32, filling)) for filling in "0f")
    found = list(Letter.objects.filter(pk__gte=first, pk__lte=last)[:2])
    if not found:
        raise ExportError("There is no such letter.")
    if len(found) > 1:
        raise ExportError("More than one letter is called that: give the whole id.")
    return found[0]
