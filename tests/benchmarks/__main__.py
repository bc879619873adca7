"""`python -m tests.benchmarks [name ...]`: run these benchmarks, or all of them. Stops with 1 when one fails its promise."""

import sys
from collections.abc import Callable

from tests.benchmarks import form, lighthouse, pages, promises, queue, vitals
from tests.benchmarks.sections import read_section
from tests.postgres import NoPostgresError
from tests.programs import ProgramMissingError

# Each writes its own section of docs/benchmarks.md and returns what it promised and did not hold, one sentence each.
BENCHMARKS: dict[str, Callable[[], list[str]]] = {
    "pages": pages.run,
    "form": form.run,
    "queue": queue.run,
    "vitals": vitals.run,
    "lighthouse": lighthouse.run,
}


def main(names: list[str]) -> int:
    if unknown := set(names) - set(BENCHMARKS):
        sys.exit(f"There is no benchmark {', '.join(sorted(unknown))}: choose from {', '.join(BENCHMARKS)}.")
    try:
        broken = [sentence for name in names or BENCHMARKS for sentence in BENCHMARKS[name]()]
    except (ProgramMissingError, NoPostgresError) as error:
        sys.exit(str(error))
    sys.stdout.write(f"\n{read_section(promises.NAME)}\n")
    for sentence in broken:
        sys.stderr.write(f"Not held: {sentence}\n")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
