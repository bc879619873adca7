"""The form under a crowd: people press the last button by the clock, whether or not those before them have their answer.

Each has filled in the form before, page by page, from a network of their own. What is measured is from the moment they
press until the confirmation page with the receipt code is there: two requests, one letter, committed with fsync.
"""

import shutil
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median, quantiles

from perspectief.operations.keys import create_keys
from perspectief.settings.keys import read_recipients
from selfreferral.envelope import pack
from selfreferral.seal import close
from tests.benchmarks.machine import machine, version
from tests.benchmarks.promises import Promise, record
from tests.benchmarks.sections import table, write_section
from tests.crash.answering import Answers
from tests.crash.browser import Fields, Reply
from tests.crash.page import filled_in, receipt_code
from tests.crash.visiting import CHECK, FIRST, Visit
from tests.postgres import DURABLE, Cluster, cluster
from tests.processes import Surroundings
from tests.serving import free_ports, prepared, serving

RATE = 20  # a second
ALONE, TOGETHER, ROUNDS = 100, 100, 5  # so many press; TOGETHER in each round
AT_ONCE = 4  # fill in the form
LIMIT = 500.0  # milliseconds, for 95 of a hundred
SEALING = 0.05  # of the time of a submission
WORKERS = 2
HEAD = ["what", "median (ms)", "95 of a hundred (ms)", "slowest (ms)"]
NOTE = f"""\
`python -m tests.benchmarks form` writes this: the public process under Granian with {WORKERS} workers, PostgreSQL that waits
for the disk, and the crowd, all on the same cores. In {ROUNDS} rounds {TOGETHER} people press the last button, {RATE} a
second; each waits from the moment on the clock until the page with the receipt code is there. "A whole form" is all
its pages, one person after the other."""


class NotSentError(SystemExit):
    """Stops the benchmark: somebody has no receipt code."""


class Visitor(Visit):
    """Fills in everything, and waits with the last button."""

    def fill_in(self) -> "Visitor":
        at, page = self._go(FIRST, None)
        while at != CHECK:
            at, page = self._go(at, filled_in(page, self.answers))
        self.ready: Fields = filled_in(page, self.answers)
        return self

    def send(self) -> None:
        """Raises NotSentError when that does not end with a receipt code at once."""
        self.retries = 0
        at, page = self._go(CHECK, self.ready)
        self.browser.close()
        if not receipt_code(page) or self.retries:
            raise NotSentError(
                f"Visit {self.number} has no receipt code at once, but is at {at} after {self.retries} more tries."
            )

    def _try(self, path: str, fields: Fields | None) -> Reply | None:
        return self.browser.request(path, fields)  # patient, unlike those of the crash test


@dataclass(frozen=True)
class Times:
    """Milliseconds, one for each person."""

    what: str
    taken: list[float]

    @property
    def most(self) -> float:
        """Of a hundred, 95 took no longer."""
        return quantiles(self.taken, n=20)[-1]

    @property
    def row(self) -> list[str]:
        return [self.what, f"{median(self.taken):.1f}", f"{self.most:.1f}", f"{max(self.taken):.1f}"]


def run() -> list[str]:
    """Measure, print, and write the section. Returns what is not as promised."""
    with _site() as (port, server, folder):
        where = machine(PostgreSQL=version(server.programs / "postgres", "--version"))
        visitors = iter(Visitor(number, 1, port, threading.Event()) for number in range(10**6))
        whole = Times("a whole form, alone", [_timed(lambda: next(visitors).fill_in().send()) for _ in range(20)])
        alone = Times("sending, alone", [_timed(next(visitors).fill_in().send) for _ in range(ALONE)])
        rounds = [_together(visitors) for _ in range(ROUNDS)]
        sealing = Times("sealing (in it)", _sealing(folder))
    together = Times(f"sending, {RATE} a second", [one for taken in rounds for one in taken])
    worst = [Times("", taken).most for taken in rounds]
    results = table(HEAD, [times.row for times in (whole, alone, together, sealing)])
    share = median(sealing.taken) / median(alone.taken)
    each = ", ".join(f"{one:.0f}" for one in worst)
    said = f"95 of a hundred, round by round: {each} ms; their median is promised. Sealing is {share:.1%} of sending alone."
    sys.stdout.write(f"{results}\n\n{said}\n")
    write_section("The form", f"{results}\n\n{said}\n\n{where}\n\n{NOTE}")
    return record("The form", promises(median(worst), share))


def promises(most: float, share: float) -> list[Promise]:
    """`most` in milliseconds; `share` of the time of a submission."""
    return [
        Promise(f"95 of a hundred sent within, {RATE} a second", most, LIMIT, at_most=True, unit=" ms"),
        Promise("sealing, of the time to send", 100 * share, 100 * SEALING, at_most=True, unit="%"),
    ]


def _together(visitors: Iterator[Visitor]) -> list[float]:
    """They fill in the form at their leisure, and press by the clock."""
    with ThreadPoolExecutor(max_workers=AT_ONCE) as people:
        ready = list(people.map(Visitor.fill_in, [next(visitors) for _ in range(TOGETHER)]))
    with ThreadPoolExecutor(max_workers=TOGETHER) as people:
        begun = time.monotonic() + 0.5
        moments = [begun + number / RATE for number in range(TOGETHER)]
        return list(people.map(_press, ready, moments))


def _press(visitor: Visitor, moment: float) -> float:
    time.sleep(max(0.0, moment - time.monotonic()))
    visitor.send()
    return (time.monotonic() - moment) * 1000


def _timed(deed: Callable[[], object]) -> float:
    """Milliseconds."""
    begun = time.monotonic()
    deed()
    return (time.monotonic() - begun) * 1000


@contextmanager
def _site() -> Iterator[tuple[int, Cluster, Path]]:
    folder = Path(tempfile.mkdtemp(prefix="perspectief-bench-"))
    try:
        create_keys(private_dir=folder / "private", public_dir=folder / "public")
        (port,) = free_ports(1)
        with cluster(configuration=DURABLE) as server:
            environment = prepared(folder, server, port=port, TRUSTED_PROXIES="1")  # the visitors play the proxy
            with serving(environment, port=port, folder=folder, workers=WORKERS):
                yield port, server, folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _sealing(folder: Path) -> list[float]:
    """Closing the letters of so many people to the same keys, without the site."""
    recipients = read_recipients(Surroundings(folder).recipients)
    visits = [Visitor(number, 1, 0, threading.Event()) for number in range(ALONE)]
    letter_id = uuid.uuid4()
    return [_timed(partial(_close, letter_id, visit.answers, recipients)) for visit in visits]


def _close(letter_id: uuid.UUID, answers: Answers, recipients: tuple[str, ...]) -> None:
    close(pack(letter_id=letter_id, kind="referral", answers=answers), recipients=recipients)
