"""axe-core, asked about everything it can check, with an answer a person can read."""

from axe_playwright_python.sync_playwright import Axe as AxeCore
from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


class Axe:
    """Runs axe-core in a page."""

    def __init__(self) -> None:
        self.core = AxeCore()

    def violations(self, page: Page) -> list[str]:
        """What is wrong, one line for each element."""
        found = self.core.run(page, options={"runOnly": RULES, "resultTypes": ["violations"]}).response["violations"]
        return [
            f"{page.url}: {violation['id']} ({violation['impact']}) at {node['target']}: {node['failureSummary']}"
            for violation in found
            for node in violation["nodes"]
        ]
