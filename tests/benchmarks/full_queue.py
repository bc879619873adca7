"""A queue as it is after years: thousands of referrals, most of them closed. Made in SQL, of nobody.

Of every thousand 700 are closed, 40 have to be checked, and 260 are open; of those some are late, some withdrew, some sent a
message, and a third nobody has. Of the newest sixty all are late to be called, half of them nobody's and with a message,
half of them the first colleague's: so every list has a whole page at either size, and rows are not what is compared.
Letters have the size of real ones, but open with no key. Each is found by a number, an address and a name, blinded as real
ones are. Three have the same name and number wherever they are looked for: THREE.
"""

import hashlib
import uuid
from collections.abc import Iterator

from django.db import connection

from selfreferral.intake.blinding import blind
from selfreferral.intake.models import IndexKind
from selfreferral.intake.terms import Term, terms

HANDLERS = 6
FIRST_NAMES, LAST_NAMES = 700, 3000
THREE = {"name": "Quirine Dubbelganger", "phone": "+31612345678"}

LETTERS = """
INSERT INTO selfreferral_letter (id, kind, key_id, sealed, receipt_digest, received_at, needs_check, collected_at)
SELECT md5(i::text)::uuid, 'referral', '0000000000000000', decode(repeat(md5(i::text), 272), 'hex'),
    decode(md5(i::text) || md5(i::text), 'hex'), now() - i * interval '11 minutes', false, now()
FROM generate_series(1, %(number)s) AS i
"""
REFERRALS = """
WITH thrown AS (
    SELECT id, received_at, ('x' || left(md5(id::text), 7))::bit(28)::int %% 1000 AS place,
        ('x' || right(md5(id::text), 7))::bit(28)::int AS chance
    FROM selfreferral_letter
)
INSERT INTO selfreferral_intake_referral (letter_id, received_at, state, state_since, due_on, closed_at, outcome,
    is_counted, counted_waited, counted_outcome, handler_id,
    needs_check, is_withdrawn, is_erasure_asked, is_stopped, has_unread)
SELECT id, received_at,
    CASE WHEN place < 700 THEN 'closed' WHEN place < 840 THEN 'new' WHEN place < 900 THEN 'to_call'
        WHEN place < 950 THEN 'in_contact' ELSE 'waiting' END,
    received_at,
    CASE WHEN place >= 700 AND chance %% 50 > 0 THEN current_date + (chance / 50) %% 14 - 3 END,
    CASE WHEN place < 700 THEN received_at + (chance %% 100) * interval '1 day' END,
    CASE WHEN place < 700 THEN 'talked' ELSE '' END,
    true, '', CASE WHEN place < 700 THEN 'talked' ELSE '' END,
    CASE WHEN place < 700 OR chance %% 9 < %(handlers)s THEN (%(people)s::int[])[1 + chance %% %(handlers)s] END,
    place BETWEEN 700 AND 739, chance %% 50 = 0, false, chance %% 50 = 0, place >= 700 AND chance %% 7 = 0
FROM thrown
"""

A_PAGE_OF_EACH = """
UPDATE selfreferral_intake_referral SET state = 'to_call', due_on = current_date - 1, closed_at = NULL, outcome = '',
    counted_outcome = '', needs_check = false, is_stopped = false, is_withdrawn = false,
    handler_id = CASE WHEN newest.place %% 2 = 0 THEN %(first)s END, has_unread = newest.place %% 2 = 1
FROM (SELECT md5(i::text)::uuid AS id, i AS place FROM generate_series(1, 60) AS i) AS newest
WHERE letter_id = newest.id
"""


def fill(number: int, *, people: list[int]) -> None:
    """Put so many referrals in an empty queue; `people` are the ids of HANDLERS colleagues. PostgreSQL only."""
    with connection.cursor() as cursor:
        cursor.execute(LETTERS, {"number": number})
        cursor.execute(REFERRALS, {"people": people, "handlers": HANDLERS})
        cursor.execute(A_PAGE_OF_EACH, {"first": people[0]})
        into = "COPY selfreferral_intake_blindindex (referral_id, kind, digest) FROM STDIN"
        with cursor.copy(into) as rows:
            for row in _found_by(number):
                rows.write_row(row)
        cursor.execute("ANALYZE")


def _found_by(number: int) -> Iterator[tuple[uuid.UUID, str, bytes]]:
    known: dict[Term, bytes] = {}
    for i in range(1, number + 1):
        referral_id = uuid.UUID(hashlib.md5(str(i).encode(), usedforsecurity=False).hexdigest())
        for term in terms(_answers(i)):
            digest = known.setdefault(term, blind(term)) if term.kind == IndexKind.WORD else blind(term)
            yield referral_id, term.kind.value, digest


def _answers(i: int) -> dict[str, str]:
    if i <= 3:
        return THREE
    name = f"Voornaam{i % FIRST_NAMES} Achternaam{i * 7 % LAST_NAMES}"
    return {"name": name, "phone": f"+316{20_000_000 + i}", "email": f"persoon{i}@post.example"}
