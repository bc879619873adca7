"""Information pages: stored ones against the least a server can do, and ones that are made against stock Wagtail.

All run at the same time and are measured by turns, so that what else the machine does touches all alike.
"""

import contextlib
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from statistics import median

from perspectief.operations.keys import create_keys
from perspectief.pages.store import Store
from tests.benchmarks.loading import CONNECTIONS, SECONDS, Load, load
from tests.benchmarks.machine import machine, version
from tests.benchmarks.plot import plot
from tests.benchmarks.proxy import FILES, nginx, proxy
from tests.benchmarks.sections import table, write_section
from tests.benchmarks.stock import stock
from tests.postgres import cluster
from tests.processes import ROOT
from tests.serving import HOST, PublicProcess, free_ports, prepared, serving

ROUNDS = 5
PAGE = "/slachtoffers/doel/"
HEAD = ["what is asked", "answers a second", "slowest of a hundred (ms)", "from – to"]
STORED, BARE, BEHIND, FILE = (
    "stored page",
    "bare WSGI application, same bytes",
    "stored page from nginx",
    "static file from nginx, same bytes",
)
MADE, STOCK = "page that is made", "stock `wagtail start` home page"
ALONE, STOCK_ALONE = "page that is made, one visitor", "stock home page, one visitor"
PICTURE = "![Answers a second of each server, on a scale of tens; the table has the numbers](benchmarks.svg)"
NOTE = f"""\
`python -m tests.benchmarks pages` writes this: wrk with {CONNECTIONS} connections for {SECONDS} seconds, medians of {ROUNDS}
rounds in which all are measured by turns. Each server has one worker. nginx answers through HTTPS. The page is `{PAGE}`,
as it is (not compressed). "One visitor" is one connection: the time of one page without waiting."""


@dataclass(frozen=True)
class Asked:
    """What is measured, and how many ask for it at once."""

    url: str
    headers: Mapping[str, str]
    connections: int = CONNECTIONS


@dataclass(frozen=True)
class Promise:
    """`best` over `other`, in answers a second (or in slowness), has to be at least (most) `limit`."""

    what: str
    value: float
    limit: float
    at_most: bool = False

    @property
    def is_held(self) -> bool:
        return self.value <= self.limit if self.at_most else self.value >= self.limit


def run() -> list[str]:
    """Measure, print, and write the section. Returns what is not as promised."""
    where = machine(nginx=version(nginx(), "-v"), Granian=metadata.version("granian"), Wagtail=metadata.version("wagtail"))
    with _everything() as asked:
        measured: dict[str, list[Load]] = {name: [] for name in asked}
        for number in range(ROUNDS):
            sys.stderr.write(f"Round {number + 1} of {ROUNDS}\n")
            for name, one in asked.items():
                measured[name].append(load(one.url, one.headers, connections=one.connections))
    results = table(HEAD, [_row(name, loads) for name, loads in measured.items()])
    promised = promises(measured)
    kept = table(["promise", "measured", "limit"], [_promise_row(promise) for promise in promised])
    sys.stdout.write(f"{results}\n\n{kept}\n")
    plot("Answers a second", {name: [one.rate for one in loads] for name, loads in measured.items()})
    write_section("Pages", f"{PICTURE}\n\n{results}\n\n{kept}\n\n{where}\n\n{NOTE}")
    return [f"{one.what}: {one.value:.2f}, and {one.limit:g} was promised." for one in promised if not one.is_held]


def promises(measured: Mapping[str, list[Load]]) -> list[Promise]:
    """Each is a ratio of medians of the same rounds."""
    rate = {name: median(one.rate for one in loads) for name, loads in measured.items()}
    slow = {name: median(one.slow for one in loads) for name, loads in measured.items()}
    return [
        Promise("stored page / bare application", rate[STORED] / rate[BARE], 0.9),
        Promise("stored page from nginx / static file from nginx", rate[BEHIND] / rate[FILE], 0.8),
        Promise("stored page / stock home page", rate[STORED] / rate[STOCK], 150),
        Promise("slowest stored page / slowest of the bare application", slow[STORED] / slow[BARE], 3, at_most=True),
        Promise("time to make a page / time of the stock home page", rate[STOCK_ALONE] / rate[ALONE], 1.3, at_most=True),
    ]


def _row(name: str, loads: list[Load]) -> list[str]:
    rates = [one.rate for one in loads]
    slow = median(one.slow for one in loads)
    return [name, f"{median(rates):,.0f}", f"{slow:.1f}", f"{min(rates):,.0f} – {max(rates):,.0f}"]


def _promise_row(promise: Promise) -> list[str]:
    return [promise.what, f"{promise.value:.2f}", f"{'at most' if promise.at_most else 'at least'} {promise.limit:g}"]


@contextlib.contextmanager
def _everything() -> Iterator[dict[str, Asked]]:
    """All servers on this machine, with the keeper's work done."""
    folder = Path(tempfile.mkdtemp(prefix="perspectief-bench-"))
    with contextlib.ExitStack() as stack:
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        create_keys(private_dir=folder / "private", public_dir=folder / "public")
        (folder / "pages").mkdir()
        front, behind, bare, other = free_ports(4)
        server = stack.enter_context(cluster())
        environment = prepared(folder, server, port=behind, PAGES_DIR=str(folder / "pages"))
        keep = [sys.executable, str(ROOT / "site" / "manage.py"), "keep_pages", "--once"]
        subprocess.run(keep, check=True, env=environment, cwd=folder, stdout=subprocess.DEVNULL)
        stack.enter_context(serving(environment, port=behind, folder=folder))
        known_as = f"{HOST}:{behind}"
        stack.enter_context(proxy(folder=folder, port=front, behind=behind, known_as=known_as))
        home = stack.enter_context(stock(folder, server, port=other))
        stack.enter_context(_bare(folder, port=bare))
        plain = {"Host": known_as, "X-Forwarded-Proto": "https"}
        with_cookie = {**plain, "Cookie": "x=1"}  # so that it is made
        yield {
            STORED: Asked(f"http://{HOST}:{behind}{PAGE}", plain),
            BARE: Asked(f"http://{HOST}:{bare}{PAGE}", plain),
            BEHIND: Asked(f"https://{HOST}:{front}{PAGE}", {"Host": known_as}),
            FILE: Asked(f"https://{HOST}:{front}{FILES}page.html", {"Host": known_as}),
            MADE: Asked(f"http://{HOST}:{behind}{PAGE}", with_cookie),
            STOCK: Asked(home, {}),
            ALONE: Asked(f"http://{HOST}:{behind}{PAGE}", with_cookie, connections=1),
            STOCK_ALONE: Asked(home, {}, connections=1),
        }


@contextlib.contextmanager
def _bare(folder: Path, *, port: int) -> Iterator[None]:
    """The bare application with the page's own bytes and headers, and the same page as a file for nginx."""
    store = Store(folder / "pages")
    generation = store.load(store.current())
    assert generation is not None
    answer = generation.answers[PAGE][""]
    (folder / "answer.json").write_text(json.dumps({"headers": answer.headers, "body": answer.body.decode()}))
    (folder / "files").mkdir()
    (folder / "files" / "page.html").write_bytes(answer.body)
    environment = {
        "BARE_ANSWER": str(folder / "answer.json"),
        "PYTHONPATH": str(ROOT),
        "PATH": "/usr/bin:/bin",
        "PYTHONMALLOC": "malloc",
    }
    (folder / "bare").mkdir()
    process = PublicProcess(environment, port, folder / "bare", application="tests.benchmarks.bare_app:application")
    process.start()
    try:
        process.wait_until_ready()
        yield
    finally:
        process.stop()
