"""`python -m tests.faults [word ...]`: every fault, or those whose name holds a word.

Prints the table; with all of them done, keeps it in docs/faults.md. Stops with 1 when something was lost, doubled, or is
not as it has to be.
"""

import secrets
import sys

from django.conf import settings

from tests.faults import (
    clock,
    full_or_read_only,
    killing,
    mail_away,
    names,
    postgres_restart,
    recaptcha,
    slow_database,
)
from tests.faults.stage import Stage, stage
from tests.faults.suffering import Fault, suffer
from tests.faults.telling import Row, keep, table
from tests.postgres import NoPostgresError
from tests.programs import ProgramMissingError

ROOMS = (killing, postgres_restart, slow_database, full_or_read_only, clock, mail_away, names, recaptcha)
FAULTS: tuple[Fault, ...] = tuple(fault for room in ROOMS for fault in room.FAULTS)


def main(words: list[str]) -> int:
    settings.configure()  # what both sides share reads the pepper from the settings
    chosen = [fault for fault in FAULTS if not words or any(word in fault.name for word in words)]
    rows: list[Row] = []
    try:
        with stage() as running:
            for fault in chosen:
                rows.append(_suffered(running, fault))
                sys.stderr.write(f"{len(rows)} of {len(chosen)}: {fault.name}: {rows[-1].seconds} s\n")
    except (NoPostgresError, ProgramMissingError) as error:
        sys.exit(str(error))
    sys.stdout.write(f"{table(rows)}\n")
    for row in rows:
        sys.stderr.write("".join(f"Not as it has to be: {row.fault}: {words}\n" for words in row.wrong))
    if not words:
        keep(rows)
    return 1 if any(row.wrong for row in rows) else 0


def _suffered(running: Stage, fault: Fault) -> Row:
    """A fault that cannot be made stops no other."""
    try:
        return suffer(running, fault, seed=secrets.randbelow(10**6))
    except Exception as error:  # noqa: BLE001  whatever it is, it stands in the table
        return Row(fault.name, found=f"NOT: {error!r}", wrong=[repr(error)])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
