"""A colleague at a browser."""

from django.conf import settings
from django.contrib.sessions.models import Session
from playwright.sync_api import Page

from perspectief.accounts.twofactor import proof
from tests import second_factor
from tests.cast import PASSWORD, Player
from tests.serving import HOST


def is_in(page: Page, player: Player) -> None:
    """The browser has the session of the player: for tests that ask nothing of the way in."""
    session = player.client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "domain": HOST, "path": "/"}])


def log_in(page: Page, player: Player, address: str = "/beheer/", *, at: str = "", has_app: bool = True) -> None:
    """Ask for an address, and get there with password and the code of the app. `at` is another name of the site."""
    page.goto(f"{at}{address}")
    give_password(page, player)
    if has_app:
        page.get_by_label("Code").fill(second_factor.code(player.user))
        page.get_by_role("button", name="Verder").click()
    page.wait_for_url(f"**{address}")


def give_password(page: Page, player: Player) -> None:
    """The first step, on the page for it."""
    page.get_by_label("Gebruikersnaam").fill(player.user.username)
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Inloggen", exact=True).click()


def forget_proof() -> None:
    """The last proof and the last work were long ago, in every session."""
    for row in Session.objects.all():
        session = row.get_session_store_class()(row.pk)
        for record in session.get(second_factor.RECORDS, []):
            record["at"] -= proof.SILENCE_SECONDS
        session[proof.WORKED_AT] = 0
        session.save()
