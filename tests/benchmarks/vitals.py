"""What a visitor with an old telephone on a slow line waits for: Web Vitals, measured by Chromium itself.

Slow 4G as Chromium's developer tools apply it (Lighthouse's `mobileSlow4G`: 150 ms and 1.6 Mbit/s), a processor that is four
times as slow, nothing in the browser's cache. https://web.dev/articles/vitals says what the three numbers mean.
"""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from tests.benchmarks.machine import machine, version
from tests.benchmarks.production import Production, production
from tests.benchmarks.promises import Promise, record
from tests.benchmarks.sections import table, write_section
from tests.programs import chromium

ROUNDS = 5
LINE = {
    "offline": False,
    "latency": 150 * 3.75,
    "downloadThroughput": 1638.4 * 0.9 * 128,
    "uploadThroughput": 750 * 0.9 * 128,
}
SLOWER = 4
TELEPHONE: ViewportSize = {"width": 360, "height": 640}
LCP, CLS = 1500.0, 0.02  # milliseconds; a share of the screen
HEAD = ["page", "largest contentful paint (ms)", "slowest of the rounds", "layout shift", "answer to a touch (ms)"]
NOTE = f"""\
`python -m tests.benchmarks vitals` writes this: Chromium with a screen of {TELEPHONE["width"]} by {TELEPHONE["height"]} on
slow 4G (562.5 ms for each request, 1.47 Mbit/s) and a processor {SLOWER} times as slow, medians of {ROUNDS} first visits, by
turns. The site runs as on a server: nginx with HTTP/2 and TLS, Granian, PostgreSQL. Touched is the menu or the first thing
that opens; on a page of the form the first answer. The processor is slowed from what it has left: measure when nothing else
runs."""
PAGES = ("/", "/slachtoffers/", "/slachtoffers/doel/", "/keuzehulp/", "/aanmelden/", "/aanmelden/voor-wie/", "/en/")
TOUCHED = "main summary:visible, header summary:visible, main label:visible"
# Watched from the beginning; an event shorter than 16 ms is not told, and is as good as none.
WATCH = """
window.vitals = {paint: 0, shift: 0, touch: 0};
const watch = (type, heard, more) => new PerformanceObserver(
  list => list.getEntries().forEach(heard)).observe({type, buffered: true, ...more});
watch('largest-contentful-paint', entry => { vitals.paint = entry.startTime; });
watch('layout-shift', entry => { if (!entry.hadRecentInput) vitals.shift += entry.value; });
watch('event', entry => { if (entry.interactionId) vitals.touch = Math.max(vitals.touch, entry.duration); },
  {durationThreshold: 16});
"""


@dataclass(frozen=True)
class Vitals:
    """Of one visit; milliseconds, a share of the screen, milliseconds."""

    paint: float
    shift: float
    touch: float


def run() -> list[str]:
    """Measure, print, and write the section. Returns what is not as promised."""
    where = machine(Chromium=version(chromium(), "--version"))
    visits: dict[str, list[Vitals]] = {path: [] for path in PAGES}
    with production() as site, _browser(site) as browser:
        for number in range(ROUNDS):
            sys.stderr.write(f"Round {number + 1} of {ROUNDS}\n")
            for path, seen in visits.items():
                seen.append(visit(browser, f"{site.address}{path}"))
    results = table(HEAD, [_row(path, seen) for path, seen in visits.items()])
    sys.stdout.write(f"{results}\n")
    write_section("Web Vitals", f"{results}\n\n{where}\n\n{NOTE}")
    record("Web Vitals", promises(visits.values()))
    return [sentence for path, seen in visits.items() for sentence in broken(path, seen)]


def promises(visits: Iterable[list[Vitals]]) -> list[Promise]:
    """Of the page that is worst."""
    every = list(visits)
    paint = max(median(one.paint for one in seen) for seen in every)
    shift = max(one.shift for seen in every for one in seen)
    return [
        Promise("largest contentful paint, of the slowest page", paint, LCP, at_most=True, unit=" ms"),
        Promise("layout shift, of the worst visit", shift, CLS, at_most=True),
    ]


def visit(browser: Browser, url: str) -> Vitals:
    """The first page of somebody new."""
    context = browser.new_context(viewport=TELEPHONE, ignore_https_errors=True)
    try:
        page = context.new_page()
        _slow(page)
        page.add_init_script(WATCH)
        page.goto(url, wait_until="networkidle")
        page.wait_for_timeout(500)
        before = page.evaluate("vitals")  # a touch ends what counts as the largest paint
        touched = page.locator(TOUCHED).first
        if touched.count():
            touched.click()
            page.wait_for_timeout(500)
        return Vitals(before["paint"], page.evaluate("vitals.shift"), page.evaluate("vitals.touch"))
    finally:
        context.close()


def broken(path: str, seen: list[Vitals]) -> list[str]:
    """One sentence for each promise that this page does not keep."""
    sentences = []
    if (paint := median(one.paint for one in seen)) > LCP:
        sentences.append(f"{path} shows its largest part after {paint:.0f} ms; {LCP:.0f} are allowed.")
    if (shift := max(one.shift for one in seen)) > CLS:
        sentences.append(f"{path} shifts by {shift:.3f}; {CLS} is allowed.")
    return sentences


def _row(path: str, seen: list[Vitals]) -> list[str]:
    paint, touch = median(one.paint for one in seen), median(one.touch for one in seen)
    slowest, shift = max(one.paint for one in seen), max(one.shift for one in seen)
    return [path, f"{paint:.0f}", f"{slowest:.0f}", f"{shift:.3f}", f"{touch:.0f}" if touch else "under 16"]


def _slow(page: Page) -> None:
    devtools = page.context.new_cdp_session(page)
    devtools.send("Network.enable")
    devtools.send("Network.emulateNetworkConditions", dict(LINE))
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})


@contextmanager
def _browser(site: Production) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        told = [f"--ignore-certificate-errors-spki-list={site.known_by}"]
        browser = playwright.chromium.launch(executable_path=str(chromium()), args=told)
        try:
            yield browser
        finally:
            browser.close()
