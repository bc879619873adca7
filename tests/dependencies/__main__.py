"""What the site is made of: `python -m tests.dependencies audit`, `licences`, `sbom FILE` or `refresh`."""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.dependencies import auditing, licences, listing, refreshing

SAFE, UNSAFE = 0, 1


def _audit() -> int:
    outcome = auditing.audit()
    sys.stdout.write(f"{outcome.sentence}\n")
    return UNSAFE if outcome.is_unsafe else SAFE


def _licences() -> int:
    found = licences.installed()
    sys.stdout.write("".join(f"{one.name} {one.version}: {one.licence}\n" for one in found))
    problems = licences.problems(found)
    sys.stdout.write("".join(f"{problem}\n" for problem in problems))
    return UNSAFE if problems else SAFE


def _sbom() -> int:
    file = Path(sys.argv[2])
    sys.stdout.write(f"{file}: {listing.write(file)} parts.\n")
    return SAFE


def _refresh() -> int:
    sys.stdout.write(f"{refreshing.refresh()}\n")
    return SAFE


DEEDS: Mapping[str, Callable[[], int]] = {"audit": _audit, "licences": _licences, "sbom": _sbom, "refresh": _refresh}

if __name__ == "__main__":
    sys.exit(DEEDS[sys.argv[1]]())
