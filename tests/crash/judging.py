"""Was anything lost or doubled? Read from the database as its owner, and opened with the intake key."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pyrage
from django.test import override_settings

from perspectief.settings.keys import read_identities
from selfreferral.envelope import unpack
from selfreferral.receipts import digest
from tests.crash.answering import Answers
from tests.postgres import Cluster
from tests.serving import DATABASE

LETTERS = "SELECT id, kind, sealed, receipt_digest FROM selfreferral_letter"


@dataclass(frozen=True)
class Arrived:
    """A letter as intake finds it. `answers` is None when it does not open to any."""

    receipt_digest: bytes
    answers: Answers | None


def arrived(server: Cluster, intake_key: Path) -> list[Arrived]:
    """Every letter in the database."""
    keys = read_identities(intake_key)
    with psycopg.connect(host=str(server.folder), user="postgres", dbname=DATABASE) as connection:
        rows = connection.execute(LETTERS).fetchall()
    return [Arrived(bytes(row[3]), _opened(row, keys)) for row in rows]


def _opened(row: tuple[Any, ...], keys: list[pyrage.x25519.Identity]) -> Answers | None:
    letter_id, kind, sealed, _digest = row
    try:
        return unpack(pyrage.decrypt(bytes(sealed), keys), letter_id=letter_id, kind=kind)
    except (pyrage.DecryptError, ValueError):
        return None


def lost(acknowledged: Iterable[tuple[str, Answers]], letters: Iterable[Arrived], *, pepper: str) -> list[str]:
    """The codes that people have and that lead to no letter with their answers."""
    found = {letter.receipt_digest: letter.answers for letter in letters}
    with override_settings(RECEIPT_PEPPER=pepper):
        return [code for code, answers in acknowledged if found.get(digest(code)) != answers]


def doubled(letters: Iterable[Arrived]) -> list[str]:
    """The visits that became more than one letter. A name says which visit it was, so no two visits share one."""
    letters = list(letters)
    visits = Counter(str(letter.answers["name"]) for letter in letters if letter.answers)
    codes = Counter(letter.receipt_digest.hex() for letter in letters)
    return [name for counted in (visits, codes) for name, number in counted.items() if number > 1]
