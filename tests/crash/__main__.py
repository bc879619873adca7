"""`python -m tests.crash [seed]`: the long run. Prints what happened, and stops with 1 when anything was lost or doubled."""

import secrets
import sys

from django.conf import settings

from tests.crash.running import Size, run
from tests.postgres import NoPostgresError

LONG = Size(acknowledged=2000, people=6, kills=60, pause=(1.0, 5.0))


def main(seed: int) -> int:
    settings.configure()  # what both sides share reads the pepper from the settings
    sys.stdout.write(f"Seed {seed}: the same number gives the same people, answers and pauses (SEED={seed}).\n")
    try:
        outcome = run(LONG, seed=seed)
    except NoPostgresError as error:
        sys.exit(str(error))
    sys.stdout.write("\n".join([outcome.table(), *outcome.wrong, ""]))
    return 1 if outcome.wrong else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else secrets.randbelow(10**6)))
