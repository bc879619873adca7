"""No address leads out of the folders that are meant to be read (OWASP A01; WSTG-ATHZ-01), through nginx and without it."""

import pytest

from tests.attacks.payloads import PATHS
from tests.attacks.place import Place
from tests.attacks.wire import ask, plain

BEFORE = (
    "/",
    "/static/",
    "/media/",
    "/media/documents/",
    "/media/images/",
    "/delen/",
    "/en/",
    "/-/",
    "/.well-known/",
    "/slachtoffers/",
)
SECRETS = (b"root:x:0:0", b"AGE-SECRET-KEY", b"age1", b"for nobody", b'"pages"', b"[fonts]", b"listen 127")
ON_DISK = ("/", "/static/", "/media/", "/media/documents/")  # nginx reads there
REFUSED = {400, 403, 404, 405, 414}


@pytest.fixture(scope="module")
def place(standing: Place) -> Place:
    """With something that is for nobody, beside what is for everybody."""
    (standing.folder / "secret.txt").write_text("for nobody")
    (standing.media / "documents").mkdir(exist_ok=True)
    (standing.media / "link.png").symlink_to(standing.folder / "secret.txt")
    return standing


MORE = (*PATHS, "../secret.txt", "%2e%2e/secret.txt", "..%2fsecret.txt", "../private/intake.key")


@pytest.mark.parametrize("before", BEFORE)
def test_no_address_leads_out_of_its_folder(place: Place, before: str) -> None:
    for number, path in enumerate(MORE):
        target = (before + path.replace(" ", "%20").replace("\\", "%5c")).encode()
        ways = [lambda t: ask(place.proxy, t), lambda t: plain(place.public.port, t), lambda t: plain(place.staff.port, t)]
        for way in ways[:1] if before in ON_DISK else ways[number % 3 : number % 3 + 1]:
            reply = way(target)
            assert not any(secret in reply.body for secret in SECRETS), (before, path)
            assert reply.status in REFUSED or _stays(reply.location), (before, path, reply.status, reply.location)


def _stays(location: str) -> bool:
    """Where a slash is added, or a log-in asked."""
    return location.startswith(("/", "https://127.0.0.1:")) and not location.startswith("//")


@pytest.mark.parametrize(
    "path", ["/../secret.txt", "/media../secret.txt", "/media%2e%2e/secret.txt", "/static../secret.txt", "/media/link.png"]
)
def test_no_alias_or_link_leads_out_either(place: Place, path: str) -> None:
    assert b"for nobody" not in ask(place.proxy, path.encode()).body


@pytest.mark.parametrize("path", ["/media/", "/static/", "/media/documents/", "/static/css/", "/-/", "/delen/"])
def test_no_folder_shows_what_is_in_it(place: Place, path: str) -> None:
    reply = ask(place.proxy, path.encode())
    assert reply.status in REFUSED
    assert b"Index of" not in reply.body
