"""A page that is made for somebody shows every change at once, though what pages share is remembered. On a real server."""

import time

import pytest

from perspectief.pages.serving import GLANCE
from tests.pages.place import Place

WITH_A_COOKIE = {"cookie": "x=1"}  # so that it is made
# None of these sends a signal.
CHANGES = {
    "a title in the menu": (
        'Page.objects.filter(slug="contact", locale__language_code="nl").update(title="Sprekend")',
        "/slachtoffers/",
        ">Sprekend</a>",
    ),
    "a page beside it": (
        'Page.objects.filter(url_path__endswith="/slachtoffers/nut/").update(title="Baat")',
        "/slachtoffers/doel/",
        ">Baat</a>",
    ),
    "where a page is": (
        'Page.objects.filter(url_path__endswith="/jongeren/").update(slug="jeugd",'
        ' url_path=at("/jongeren/").url_path.replace("jongeren", "jeugd"))',
        "/jeugd/",
        "</h1>",
    ),
    "the telephone number": (
        "from home.models import OrganisationSettings as O; O(telephone='+31302340047').save();"
        " O.objects.update(telephone='+31302340048')",
        "/privacy/",
        "030 234 00 48",
    ),
}


@pytest.fixture
def alone(server: Place) -> Place:
    """No keeper helps: what is made for somebody has to know by itself."""
    server.halt_keeper()
    return server


@pytest.mark.parametrize("what", CHANGES)
def test_a_change_shows_at_the_next_request(alone: Place, what: str) -> None:
    code, address, words = CHANGES[what]
    assert all(words not in reply.text or reply.status == 404 for reply in alone.everywhere(address, **WITH_A_COOKIE))
    alone.staff.do(code)
    assert all(reply.status == 200 and words in reply.text for reply in alone.everywhere(address, **WITH_A_COOKIE))


def test_a_page_that_was_taken_off_is_gone(alone: Place) -> None:
    assert {reply.status for reply in alone.everywhere("/privacy/", **WITH_A_COOKIE)} == {200}
    alone.staff.do('Page.objects.filter(slug="privacy", locale__language_code="nl").update(live=False)')
    assert {reply.status for reply in alone.everywhere("/privacy/", **WITH_A_COOKIE)} == {404}
    alone.staff.do('Page.objects.filter(slug="privacy", locale__language_code="nl").update(live=True)')
    assert {reply.status for reply in alone.everywhere("/privacy/", **WITH_A_COOKIE)} == {200}


def test_what_is_taken_away_by_hand_is_served_no_longer(site: Place) -> None:
    """As the supervisor does when the keeper ends (docs/operate.md): it rings no bell."""
    site.wait_until_stored("/")
    site.halt_keeper()
    assert all(reply.is_stored for reply in site.everywhere("/"))
    site.current.unlink()
    time.sleep(2 * GLANCE)
    assert not any(reply.is_stored for reply in site.everywhere("/"))
