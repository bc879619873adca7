"""When PostgreSQL is away, information stays up, the form says what is wrong, and afterwards all is as it was."""

from collections.abc import Iterator

import pytest

from perspectief.pages.store import Store
from tests.pages.place import Place

CONTACT = 'page = at("/contact/"); page.lead = "{}"; page.save_revision().publish()'
FORGET_CONNECTION = "from django.db import connection; connection.close()"
FLUSH = "from django.db import connection; connection.cursor().execute('CHECKPOINT')"  # the tests' server is in no hurry
TELEPHONE = "030 234 00"


@pytest.fixture
def away(site: Place) -> Iterator[Place]:
    """Every page is stored. Whatever a test stops or halts goes on afterwards."""
    yield site
    if not _is_running(site):
        site.server.start()
    site.staff.do(FORGET_CONNECTION)
    site.go_on()


def _is_running(site: Place) -> bool:
    """PostgreSQL removes this file when it stops."""
    return (site.server.folder / "data" / "postmaster.pid").exists()


def test_pages_stay_the_form_says_so_and_all_is_well_afterwards(away: Place) -> None:
    before = away.get("/slachtoffers/")
    away.server.stop()
    for _ in range(3):
        for address in ("/", "/en/", "/slachtoffers/", "/slachtoffers/?eenvoudig", "/robots.txt"):
            assert all(reply.is_stored and reply.status == 200 for reply in away.everywhere(address))
    during = away.get("/slachtoffers/")
    assert during.body == before.body
    assert during.headers["x-stored"] == before.headers["x-stored"]
    form = away.get("/aanmelden/voor-wie/")
    assert form.status == 503
    assert TELEPHONE in form.text
    assert away.get("/-/health/").status == 200
    assert away.keeper is not None
    assert away.keeper.poll() is None
    away.server.start()
    assert {reply.status for reply in away.everywhere("/aanmelden/voor-wie/")} == {200}
    assert {reply.status for reply in away.everywhere("/slachtoffers/", cookie="x=1")} == {200}
    away.staff.do(FORGET_CONNECTION)
    away.staff.do(CONTACT.format("Na de storing."))
    assert all("Na de storing." in reply.text for reply in away.everywhere("/contact/"))
    away.wait_until_stored("/contact/")


def test_who_has_a_cookie_gets_the_stored_page_when_django_has_none(away: Place) -> None:
    away.server.stop()
    reply = away.get("/slachtoffers/", cookie="__Host-formulier=x")
    assert (reply.status, reply.is_stored) == (200, True)
    assert reply.headers["x-stored-because"] == "the database is away"
    assert reply.headers["cache-control"] == "no-store"
    assert reply.headers["content-security-policy"]
    unknown = away.get("/bestaat-niet/", cookie="x=1")
    assert unknown.status == 500
    assert TELEPHONE in unknown.text


def test_what_was_withdrawn_does_not_come_back_when_the_database_goes(away: Place) -> None:
    """Somebody takes a page off and rewrites another, and the database stops before the keeper made all anew."""
    gone = _a_leaf(away)
    away.halt_keeper()
    away.staff.do(f'at("{gone}").unpublish()')
    away.staff.do(CONTACT.format("Het nieuwe."))
    assert away.get(gone).status == 404
    away.staff.do(FLUSH)
    away.server.stop()
    assert away.get(gone).status == 500
    assert away.get("/contact/").status == 500  # what stood there before was not meant to be read any more
    assert away.get("/sitemap.xml").status == 500  # it names the page
    other = away.get("/slachtoffers/")
    assert (other.status, other.headers.get("x-stored-because")) == (200, "the database is away")
    away.server.start()
    assert away.get(gone).status == 404
    assert "Het nieuwe." in away.get("/contact/").text


def _a_leaf(site: Place) -> str:
    """The address of a stored page without pages below it."""
    store = Store(site.store)
    index = store.index(store.current())
    assert index is not None
    return next(
        one for one in reversed(index.pages) if one.startswith("/professionals/") and one.count("/") > 2 and "?" not in one
    )
