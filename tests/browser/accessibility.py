"""axe-core, asked about everything it can check, with an answer a person can read."""

from typing import Literal

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ABOUT_COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
RUN = "(options) => axe.run(options).then((found) => found.violations)"
# Style sheets it would fetch anew, and at the page's own folder where one imports another; none of these rules reads them.
PRELOADED = {"assets": ["media"]}
Scheme, Forced = Literal["light", "dark"], Literal["active", "none"]
OTHER_COLOURS: tuple[tuple[Scheme, Forced], ...] = (("dark", "none"), ("light", "active"))
# Nothing moves or fades any more. A second at most: what is not drawn never says that it has ended.
STILL = """Promise.race([
  Promise.allSettled(document.getAnimations().map((one) => one.finished)),
  new Promise((done) => setTimeout(done, 1000)),
])"""


class Axe:
    """Runs axe-core in a page."""

    def violations(self, page: Page) -> list[str]:
        """What is wrong, one line for each element."""
        return self._broken(page, RULES)

    def violations_in_any_colours(self, page: Page) -> list[str]:
        """The same, and what is wrong in the dark and in forced colours, where nothing but the colours is another."""
        found = self._broken(page, RULES)
        for scheme, forced in OTHER_COLOURS:
            _colour(page, scheme, forced)
            found += [f"{scheme}, forced colours {forced}: {fault}" for fault in self._broken(page, ABOUT_COLOURS)]
        _colour(page, "light", "none")
        return found

    def _broken(self, page: Page, rules: object) -> list[str]:
        if not page.evaluate("'axe' in window"):  # once in a page: half a megabyte of script
            page.evaluate(AXE_SCRIPT)
        found = page.evaluate(RUN, {"runOnly": rules, "resultTypes": ["violations"], "preload": PRELOADED})
        return [
            f"{page.url}: {violation['id']} ({violation['impact']}) at {node['target']}: {node['failureSummary']}"
            for violation in found
            for node in violation["nodes"]
        ]


def _colour(page: Page, scheme: Scheme, forced: Forced) -> None:
    """At once, because movement is reduced, and it stays so."""
    page.emulate_media(color_scheme=scheme, forced_colors=forced, reduced_motion="reduce")
    page.evaluate(STILL)
