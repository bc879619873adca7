"""Colleagues' pages need no script in a page: their policy allows none, and no address has one (OWASP A03, A05)."""

from html.parser import HTMLParser

import pytest
from django.urls import resolve
from wagtail.models import Page

from perspectief.headers import WITH_TEXT_EDITOR
from tests.cast import Player
from tests.staff_addresses import staff_addresses

pytestmark = pytest.mark.usefixtures("on_postgres", "seeded_site", "db")

DATA = ("application/json", "text/x-template", "text/x-json-data")  # nothing that runs


class Inline(HTMLParser):
    """Collects what a policy without 'unsafe-inline' would refuse."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        is_script = tag == "script" and "src" not in told and told.get("type") not in DATA
        is_address = any((value or "").strip().lower().startswith("javascript:") for value in told.values())
        is_handler = any(name == "style" or (name.startswith("on")) for name in told)
        if is_script or tag == "style" or is_address or is_handler:
            self.found.append(self.get_starttag_text() or tag)


def inline(text: str) -> list[str]:
    reader = Inline()
    reader.feed(text)
    return reader.found


def test_what_reads_the_pages_sees_what_is_inline() -> None:
    for page in ("<script>x</script>", "<style>", "<p style=x>", "<p onclick=x>", "<a href=' javascript:x'>"):
        assert inline(page), page
    assert not inline("<script src=x></script><script type=application/json>1</script>")


def test_no_page_of_colleagues_has_anything_inline_and_no_policy_allows_it(technical_administrator: Player) -> None:
    number, seen = str(Page.objects.get(slug="contact", locale__language_code="nl").pk), 0
    technical_administrator.client.raise_request_exception = False
    for address in sorted(set(staff_addresses(int=number))):
        reply = technical_administrator.client.get(address)
        policy = dict(one.strip().partition(" ")[::2] for one in reply["Content-Security-Policy"].split(";"))
        has_editor = resolve(address).view_name in WITH_TEXT_EDITOR
        assert {name for name, value in policy.items() if "unsafe" in value} == ({"style-src-elem"} if has_editor else set())
        assert policy["default-src"] == "'none'"
        if not reply.streaming and reply.get("Content-Type", "").startswith("text/html") and reply.status_code == 200:
            assert inline(reply.text) == [], address
            seen += 1
    assert seen > 50
