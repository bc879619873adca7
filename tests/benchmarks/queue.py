"""The queue of the intake workers at a thousand and at a hundred thousand referrals: as quick, by as many questions.

Each page is measured by turns in both databases, in one process, so that what else the machine does touches both alike. A
comparison that fails is made again before it is believed.
"""

import contextlib
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from perspectief.operations.keys import create_keys
from tests.benchmarks.machine import machine, version
from tests.benchmarks.promises import Promise, record
from tests.benchmarks.sections import table, write_section
from tests.postgres import Cluster, cluster

if TYPE_CHECKING:
    from tests.benchmarks.queue_pages import Page

FEW, MANY = 1_000, 100_000
RATIO = 1.3
TRIES = 3
HEAD = ["page", "queries", f"ms at {FEW:,}", f"ms at {MANY:,}", "ratio"]
NOTE = f"""\
`make bench` writes this: pages of the queue as a coordinator sees them, from Django's own client in one process, with
everything a request passes through but the network. PostgreSQL has {FEW:,} referrals in one database and {MANY:,} in
another, three in ten of them open; times are the quickest of 27, by turns. A page may take {RATIO} times as long with a
hundred times as many referrals, and makes as many queries."""


def run() -> list[str]:
    """Measure, print, and write the section. Returns what is not as promised."""
    with _surroundings() as server:
        from tests.benchmarks import queue_pages

        where = machine(PostgreSQL=version(server.programs / "postgres", "--version"))
        measured = queue_pages.measure(few=FEW, many=MANY, worst=RATIO, tries=TRIES)
    rows = [
        [page.name, f"{page.queries[1]}", f"{page.few:.1f}", f"{page.many:.1f}", f"{page.ratio:.2f}"] for page in measured
    ]
    results = table(HEAD, rows)
    sys.stdout.write(f"{results}\n")
    write_section("The queue", f"{results}\n\n{where}\n\n{NOTE}")
    record("The queue", promises(measured))
    return [sentence for page in measured for sentence in page.broken(RATIO)]


def promises(measured: Sequence["Page"]) -> list[Promise]:
    """Of the slowest page to grow, and of the one whose queries do."""
    slower = max(page.ratio for page in measured)
    more = max(abs(page.queries[1] - page.queries[0]) for page in measured)
    return [
        Promise(f"page of the queue at {MANY:,} / at {FEW:,} referrals, the worst", slower, RATIO, at_most=True),
        Promise(f"other queries at {MANY:,} than at {FEW:,}, the worst", more, 0, at_most=True),
    ]


@contextlib.contextmanager
def _surroundings() -> Iterator[Cluster]:
    """A server, keys, and Django on it."""
    folder = Path(tempfile.mkdtemp(prefix="perspectief-bench-"))
    try:
        create_keys(private_dir=folder / "keys" / "intake", public_dir=folder / "keys")
        with cluster() as server:
            os.environ["DJANGO_SETTINGS_MODULE"] = "perspectief.settings.test"
            os.environ["DATA_DIR"], os.environ["TEST_DATABASE_URL"] = str(folder), server.url("postgres")
            import django

            django.setup()
            yield server
    finally:
        shutil.rmtree(folder, ignore_errors=True)
