"""A key for passkeys in a real Chromium: a virtual one (CDP WebAuthn)."""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import CDPSession, Page

KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "automaticPresenceSimulation": True,
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
}


@dataclass
class Key:
    """A key in the browser; `home` is the site at a name, since a passkey belongs to a name and not to a number."""

    page: Page
    home: str
    devtools: CDPSession
    number: str

    def recognise(self, *, owner: bool) -> None:
        """Whether the finger on it is the owner's."""
        self.devtools.send("WebAuthn.setUserVerified", {"authenticatorId": self.number, "isUserVerified": owner})


PlugIn = Callable[..., Key]


def plugged_in(page: Page, *, home: str, **options: object) -> Key:
    """Put a key in this browser."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    made = devtools.send("WebAuthn.addVirtualAuthenticator", {"options": {**KEY, **options}})
    return Key(page, home, devtools, made["authenticatorId"])


def add(key: Key) -> None:
    """Choose a passkey, on the page of one's own factors."""
    key.page.get_by_role("link", name="Passkey toevoegen").click()
    key.page.get_by_role("button", name="Toevoegen").click()


def log_out(key: Key) -> None:
    """To the log-in page."""
    key.page.goto(f"{key.home}/beheer/logout/")
    key.page.get_by_role("button", name="Uitloggen").click()
    key.page.wait_for_url("**/beheer/login/")
