"""Information pages: stored ones against the least a server can do, and ones that are made against stock Wagtail.

All run at the same time and are measured by turns, so that what else the machine does touches all alike.
"""

import contextlib
import json
import os
import shutil
import ssl
import subprocess
import sys
import tempfile
import urllib.request
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
from tests.benchmarks.promises import Promise, record
from tests.benchmarks.proxy import FILES, proxy
from tests.benchmarks.sections import table, write_section
from tests.benchmarks.stock import stock
from tests.benchmarks.turns import SECONDS as SECONDS_OF_TURNS
from tests.benchmarks.turns import TURN, by_turns
from tests.nginx import nginx
from tests.postgres import cluster
from tests.processes import ROOT
from tests.serving import HOST, PublicProcess, free_ports, prepared, serving

ROUNDS = 9
PAGE = "/slachtoffers/doel/"
HEAD = ["what is asked", "bytes", "answers a second", "from – to", "slowest of a hundred (ms)", "one page (ms)"]
COMPARED = ["compared in short turns", "ratio", "from – to"]
BAKERYDEMO = "BAKERYDEMO"  # in the environment: the address of a page of Wagtail's demo site, if one runs here
STORED, BARE, BEHIND, FILE = (
    "stored page",
    "bare WSGI application, same bytes",
    "stored page from nginx",
    "static file from nginx, same bytes",
)
MADE, STOCK = "page that is made", "stock `wagtail start` home page"
RICH = "stock page with a menu and rich text"
ALONE, STOCK_ALONE, RICH_ALONE = f"{MADE}, one visitor", "stock home page, one visitor", f"{RICH}, one visitor"
BAKERY, BAKERY_ALONE = "bakerydemo", "bakerydemo, one visitor"
PAIRS = ((STORED, BARE), (BEHIND, FILE))
PICTURE = "![Answers a second of each server, on a scale of tens; the table has the numbers](benchmarks.svg)"
NOTE = f"""\
`python -m tests.benchmarks pages` writes this: wrk with {CONNECTIONS} connections for {SECONDS} seconds, medians of {ROUNDS}
rounds in which all are measured by turns; a ratio is the median of those of the rounds. Each server has one worker, and
Python's own heap, as deploy/ starts it. nginx answers through HTTPS. Two servers that are nearly equal are compared
once more in each round, {SECONDS_OF_TURNS} seconds each in turns of {TURN} seconds: those ratios are in the second table,
and are what is promised.

The page is `{PAGE}`, as it is (not compressed). "One visitor" is one connection: the time of one page
without waiting. A page that is made is asked for with a cookie: its text comes from the database and goes through its
templates each time; where all pages are, what the organisation is called by telephone, and what looks the same on every page
(the footer, the way out) are remembered until the database notes a change, which is asked each time. The stock home page has
hardly anything on it; the other stock page has a menu, links and as much text as ours. With `{BAKERYDEMO}=http://…`
Wagtail's demo site, running at that address, is measured too."""


@dataclass(frozen=True)
class Asked:
    """What is measured, and how many ask for it at once."""

    url: str
    headers: Mapping[str, str]
    connections: int = CONNECTIONS

    def size(self) -> int:
        """Of the page, as it is. Our own certificate is nobody's business."""
        asked = urllib.request.Request(self.url, headers=dict(self.headers))  # noqa: S310  our own address
        with urllib.request.urlopen(asked, timeout=30, context=ssl._create_unverified_context()) as answer:  # noqa: S310, S323  the same
            return len(answer.read())


def run() -> list[str]:
    """Measure, print, and write the section. Returns what is not as promised."""
    where = machine(nginx=version(nginx(), "-v"), Granian=metadata.version("granian"), Wagtail=metadata.version("wagtail"))
    with _everything() as asked:
        sizes = {name: one.size() for name, one in asked.items()}
        measured: dict[str, list[Load]] = {name: [] for name in asked}
        turns: dict[str, list[float]] = {ours: [] for ours, _ in PAIRS}
        for number in range(ROUNDS):
            sys.stderr.write(f"Round {number + 1} of {ROUNDS}\n")
            for name, one in asked.items():
                measured[name].append(load(one.url, one.headers, connections=one.connections))
            for ours, other in PAIRS:
                rates = by_turns({name: (asked[name].url, asked[name].headers) for name in (ours, other)})
                turns[ours].append(rates[ours] / rates[other])
    results = table(HEAD, [_row(name, asked[name], sizes[name], loads) for name, loads in measured.items()])
    results += "\n\n" + table(COMPARED, [_ratio(f"{ours} / {other}", turns[ours]) for ours, other in PAIRS])
    sys.stdout.write(f"{results}\n")
    plot("Answers a second", {name: [one.rate for one in loads] for name, loads in measured.items()})
    write_section("Pages", f"{PICTURE}\n\n{results}\n\n{where}\n\n{NOTE}")
    return record("Pages", promises(measured, turns))


def promises(measured: Mapping[str, list[Load]], turns: Mapping[str, list[float]]) -> list[Promise]:
    """Each is the median of what the rounds gave: in one round both were measured within seconds, on the same machine.

    `turns`: the ratios of PAIRS, by the name of the first.
    """

    def rate(one: str, other: str) -> float:
        return median(ours.rate / theirs.rate for ours, theirs in zip(measured[one], measured[other], strict=True))

    def slow(one: str, other: str) -> float:
        return median(ours.slow / theirs.slow for ours, theirs in zip(measured[one], measured[other], strict=True))

    return [
        Promise("stored page / bare application", median(turns[STORED]), 0.9),
        Promise("stored page from nginx / static file from nginx", median(turns[BEHIND]), 0.8),
        Promise("stored page / stock home page", rate(STORED, STOCK), 150),
        Promise("slowest stored page / slowest of the bare application", slow(STORED, BARE), 3, at_most=True),
        Promise("time to make a page / stock home page", rate(STOCK_ALONE, ALONE), 1.3, at_most=True),
        Promise("time to make a page / stock page with text", rate(RICH_ALONE, ALONE), 1.3, at_most=True),
    ]


def _ratio(name: str, found: list[float]) -> list[str]:
    return [name, f"{median(found):.2f}", f"{min(found):.2f} – {max(found):.2f}"]


def _row(name: str, asked: Asked, size: int, loads: list[Load]) -> list[str]:
    rates = [one.rate for one in loads]
    slow = median(one.slow for one in loads)
    took = 1000 / median(rates) if asked.connections == 1 else None
    return [
        name,
        f"{size:,}",
        f"{median(rates):,.0f}",
        f"{min(rates):,.0f} – {max(rates):,.0f}",
        f"{slow:.1f}",
        f"{took:.1f}" if took else "",
    ]


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
        wagtail = stack.enter_context(stock(folder, server, port=other))
        stack.enter_context(_bare(folder, port=bare))
        plain = {"Host": known_as, "X-Forwarded-Proto": "https"}
        with_cookie = {**plain, "Cookie": "x=1"}  # so that it is made
        yield {
            STORED: Asked(f"http://{HOST}:{behind}{PAGE}", plain),
            BARE: Asked(f"http://{HOST}:{bare}{PAGE}", plain),
            BEHIND: Asked(f"https://{HOST}:{front}{PAGE}", {"Host": known_as}),
            FILE: Asked(f"https://{HOST}:{front}{FILES}page.html", {"Host": known_as}),
            MADE: Asked(f"http://{HOST}:{behind}{PAGE}", with_cookie),
            STOCK: Asked(wagtail.home, {}),
            RICH: Asked(wagtail.rich, {}),
            ALONE: Asked(f"http://{HOST}:{behind}{PAGE}", with_cookie, connections=1),
            STOCK_ALONE: Asked(wagtail.home, {}, connections=1),
            RICH_ALONE: Asked(wagtail.rich, {}, connections=1),
            **_bakerydemo(),
        }


def _bakerydemo() -> dict[str, Asked]:
    """Wagtail's demo site, where somebody says that one is running."""
    address = os.environ.get(BAKERYDEMO)
    return {BAKERY: Asked(address, {}), BAKERY_ALONE: Asked(address, {}, connections=1)} if address else {}


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
    }
    (folder / "bare").mkdir()
    process = PublicProcess(environment, port, folder / "bare", application="tests.benchmarks.bare_app:application")
    process.start()
    try:
        process.wait_until_ready()
        yield
    finally:
        process.stop()
