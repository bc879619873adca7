"""A colleague at a browser."""

from playwright.sync_api import Page

from tests import second_factor
from tests.cast import PASSWORD, Player


def log_in(page: Page, player: Player, address: str = "/beheer/", *, at: str = "") -> None:
    """Ask for an address, and get there with password and the code of the app. `at` is another name of the site."""
    page.goto(f"{at}{address}")
    page.get_by_label("Gebruikersnaam").fill(player.user.username)
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Inloggen", exact=True).click()
    page.get_by_label("Code").fill(second_factor.code(player.user))
    page.get_by_role("button", name="Verder").click()
    page.wait_for_url(f"**{address}")
