"""Lighthouse on one page of every kind: perfect for accessibility, best practices and search, and quick.

Its performance score depends on the machine. So each page is measured by turns with a bare page of 1 KB from the same
server, and may stay ten points behind it.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from tests.benchmarks.auditing import PERFORMANCE, PROMISED, Audit, audit, ensure_lighthouse
from tests.benchmarks.machine import machine, version
from tests.benchmarks.production import Production, production
from tests.benchmarks.promises import Promise, record
from tests.benchmarks.proxy import BARE
from tests.benchmarks.sections import table, write_section
from tests.nginx import nginx
from tests.programs import chromium

ROUNDS = 3
PERFECT = 100
BEHIND = 10  # points of performance
HIDDEN = frozenset({"is-crawlable"})
HEAD = ["page", "accessibility", "best practices", "search", "performance", "bare page's performance"]
NOTE = f"""\
`make lighthouse` writes this: Lighthouse as its mobile telephone (simulated slow 4G and processor), a new browser for every
run. The site runs as on a server: the public process under Granian, PostgreSQL, nginx with HTTP/2 and gzip. The performance
scores are the median of {ROUNDS} runs, by turns with a page of 1 KB that nginx serves by itself. They depend on the
machine and on what else it does: compare the last two columns, which may differ {BEHIND} points, and not two machines.

\\* A question of the form is not for search engines, on purpose: each says `noindex`, which Lighthouse's `is-crawlable`
takes as a fault. That audit has to fail there, and every other one for search has to pass. The form's first page can be
found."""


@dataclass(frozen=True)
class Measured:
    """A page and what was found. `hidden`: it keeps itself out of search engines. The last two: one score per round."""

    path: str
    audit: Audit
    performance: list[int]
    bare: list[int]
    hidden: bool = field(default=False, kw_only=True)


# The home pages, a door, a page to read, the form's first page, and its first question, which opens without a cookie.
# True: hidden from search engines.
PAGES = {
    "/": False,
    "/en/": False,
    "/slachtoffers/": False,
    "/slachtoffers/doel/": False,
    "/aanmelden/": False,
    "/aanmelden/voor-wie/": True,
}


def run() -> list[str]:
    """Measure, print, and write the section. Returns what is not as promised."""
    programs = {
        "Lighthouse": version(ensure_lighthouse(), "--version"),
        "Chromium": version(chromium(), "--version"),
        "nginx": version(nginx(), "-v"),
    }
    where = machine(**programs)
    with production() as site:
        measured = [_measure(site, path, hidden=hidden) for path, hidden in PAGES.items()]
    results = table(HEAD, [_row(page) for page in measured])
    sys.stdout.write(f"{results}\n")
    write_section("Lighthouse", f"{results}\n\n{where}\n\n{NOTE}")
    record("Lighthouse", promises(measured))
    return [sentence for page in measured for sentence in broken(page)]


def promises(measured: Sequence[Measured]) -> list[Promise]:
    """Of the worst page. What a hidden one has for search is another question, that `broken` asks."""
    scores = [
        page.audit.scores[category] for page in measured for category in PROMISED if not (page.hidden and category == "seo")
    ]
    behind = max(_behind(page) for page in measured)
    return [
        Promise("lowest of accessibility, best practices and search", min(scores), PERFECT),
        Promise("points of performance behind a bare page, the most", behind, BEHIND, at_most=True),
    ]


def _measure(site: Production, path: str, *, hidden: bool) -> Measured:
    """By turns, so that what else the machine does touches both pages alike."""
    pages, bare = [], []
    for number in range(ROUNDS):
        sys.stderr.write(f"{path} ({number + 1} of {ROUNDS})\n")
        categories = (PERFORMANCE, *PROMISED) if number == 0 else (PERFORMANCE,)
        bare.append(audit(f"{site.address}{BARE}", PERFORMANCE, known_by=site.known_by))
        pages.append(audit(f"{site.address}{path}", *categories, known_by=site.known_by))
    performance, compared = ([one.scores[PERFORMANCE] for one in runs] for runs in (pages, bare))
    return Measured(path, pages[0], performance, compared, hidden=hidden)


def broken(page: Measured) -> list[str]:
    """One sentence for each promise that this page does not keep."""
    sentences = []
    for category in PROMISED:
        allowed = HIDDEN if page.hidden and category == "seo" else frozenset()
        failed = page.audit.failed[category]
        if failed != allowed or (not allowed and page.audit.scores[category] < PERFECT):
            names = ", ".join(sorted(failed ^ allowed)) or "no audit that is named"
            sentences.append(f"{page.path} has {page.audit.scores[category]} for {category}: look at {names}.")
    if (behind := _behind(page)) > BEHIND:
        sentences.append(f"{page.path} is {behind:g} points of performance behind a bare page; {BEHIND} are allowed.")
    return sentences


def _behind(page: Measured) -> float:
    """Points of performance behind a bare page."""
    return median(page.bare) - median(page.performance)


def _row(page: Measured) -> list[str]:
    promised = [str(page.audit.scores[category]) for category in PROMISED]
    if page.hidden:
        promised[-1] += " \\*"
    return [page.path, *promised, f"{median(page.performance):g}", f"{median(page.bare):g}"]
