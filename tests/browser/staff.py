"""How a colleague logs in, with a browser."""

from playwright.sync_api import Page

from tests.cast import PASSWORD, Player


def log_in(page: Page, player: Player) -> None:
    """On the staff side's own page."""
    page.goto("/beheer/login/")
    page.locator("input[name=username]").fill(player.user.username)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("button[type=submit]").click()
    page.wait_for_url("**/beheer/")
