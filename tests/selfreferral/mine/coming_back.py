"""Using `/mijn-aanmelding/` through HTTP, as a browser without JavaScript does."""

import re
from typing import Any

from django.test import Client

MINE = "/mijn-aanmelding/"
CODE, STANDING, ADD = f"{MINE}code/", f"{MINE}stand/", f"{MINE}aanvullen/"
WITHDRAW, ERASE, CLOSE = f"{MINE}intrekken/", f"{MINE}verwijderen/", f"{MINE}afsluiten/"
CORRECT, STAY = f"{MINE}bereiken/", f"{MINE}ga-door/"
CHECK = f"{CORRECT}controleren/"
WRONG = "K7M-2AX-K7M-2AX-K7M-2AX"
ONCE = re.compile(r'name="once" value="([0-9a-f]+)"')
BY_POST = (
    ("bereiken", {"channel": "post"}),
    ("adres", {"address": "Kerkstraat 1, 1234 AB Ergens"}),
    ("meelezen", {"read_by_others": "yes"}),
)


def sign_in(client: Client, code: str) -> Any:
    """Type the code; returns the page one ends at."""
    return client.post(CODE, {"code": code}, follow=True)


def press(client: Client, address: str, **typed: str) -> Any:
    """Open a page and press its button."""
    return client.post(address, {"once": once(client, address), **typed})


def once(client: Client, address: str) -> str:
    """The mark of one showing of a page."""
    found = ONCE.search(client.get(address).text)
    assert found, f"no mark at {address}"
    return found[1]


def correct(client: Client, answers: Any = BY_POST) -> None:
    """Answer anew how to be reached, up to the check page."""
    for slug, typed in answers:
        reply = client.post(f"{CORRECT}{slug}/", typed)
        assert reply.status_code == 302, slug
    assert reply.url == CHECK
