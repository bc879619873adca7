"""axe-core, asked about everything it can check, with an answer a person can read."""

from axe_playwright_python.sync_playwright import Axe as AxeCore
from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ABOUT_COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
CALM = {"reduced_motion": "reduce"}  # colours change at once; it stays
OTHER_COLOURS = ({"color_scheme": "dark", **CALM}, {"color_scheme": "light", "forced_colors": "active", **CALM})
AS_BEFORE = {"color_scheme": "light", "forced_colors": "none"}
# Nothing moves or fades any more. A second at most: what is not drawn never says that it has ended.
STILL = """Promise.race([
  Promise.allSettled(document.getAnimations().map((one) => one.finished)),
  new Promise((done) => setTimeout(done, 1000)),
])"""


class Axe:
    """Runs axe-core in a page."""

    def __init__(self) -> None:
        self.core = AxeCore()

    def violations(self, page: Page) -> list[str]:
        """What is wrong, one line for each element."""
        return self._broken(page, RULES)

    def violations_in_any_colours(self, page: Page) -> list[str]:
        """The same, and what is wrong in the dark and in forced colours, where nothing but the colours is another."""
        found = self._broken(page, RULES)
        for look in OTHER_COLOURS:
            page.emulate_media(**look)  # type: ignore[arg-type]  # they are its own words
            page.evaluate(STILL)
            found += [f"{look}: {fault}" for fault in self._broken(page, ABOUT_COLOURS)]
        page.emulate_media(**AS_BEFORE)  # type: ignore[arg-type]  # the same
        page.evaluate(STILL)
        return found

    def _broken(self, page: Page, rules: object) -> list[str]:
        found = self.core.run(page, options={"runOnly": rules, "resultTypes": ["violations"]}).response["violations"]
        return [
            f"{page.url}: {violation['id']} ({violation['impact']}) at {node['target']}: {node['failureSummary']}"
            for violation in found
            for node in violation["nodes"]
        ]
