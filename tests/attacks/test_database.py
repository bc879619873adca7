"""No text becomes SQL (OWASP A03; WSTG-INPV-05). A sequence counts, also after a rollback: what calls it was read as SQL."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.test import Client

from tests.attacks.inputs import FIELDS, HEADERS, QUERY, addresses
from tests.attacks.payloads import DATABASE, SLEEP
from tests.attacks.posing import answered, returned, signed_up
from tests.attacks.reading import wrong_with
from tests.cast import Player
from tests.selfreferral.mine.coming_back import ADD, CODE
from tests.staff_addresses import staff_addresses

pytestmark = pytest.mark.usefixtures("on_postgres", "seeded_site", "db")

CALLED = "pg_sleep(", "attacked("
TEXTS = tuple(text.replace(*CALLED) for text in DATABASE)
ALL = " ".join(TEXTS)
# What lists of colleagues are ordered, cut and found by.
LISTS = (
    *(
        "ordering",
        "order_by",
        "sort",
        "p",
        "q",
        "page",
        "collection_id",
        "tag",
        "locale",
        "usage_count",
        "content_type",
        "id",
    ),
    *(
        "wie",
        "wat",
        "van",
        "tot",
        "status",
        "is_export",
        "export",
        "parent",
        "owner",
        "live",
        "site",
        "action",
        "user",
        "object_id",
    ),
    *(
        "page_type",
        "match_subpath",
        "position",
        "exclude",
        "selected",
        "title",
        "reviewed",
        "from",
        "to",
        "year",
        "maand",
        "tab",
    ),
)


SEQUENCE = "CREATE SEQUENCE attacks"
FUNCTION = """CREATE FUNCTION attacked(float) RETURNS void LANGUAGE sql
    AS $$ SELECT nextval('attacks'), pg_sleep($1); SELECT NULL::void $$"""


@pytest.fixture
def counted() -> Iterator[None]:
    """`attacked(seconds)` sleeps and counts. Nothing may have been counted in the end."""
    with connection.cursor() as cursor:
        cursor.execute(SEQUENCE)
        cursor.execute(FUNCTION)
    yield
    assert not _is_counted()


def _is_counted() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT is_called FROM attacks")
        return bool(cursor.fetchone()[0])


def test_what_is_read_as_sql_is_counted_even_when_it_fails() -> None:
    with connection.cursor() as cursor:
        cursor.execute(SEQUENCE)
        cursor.execute(FUNCTION)
        assert not _is_counted()
        with pytest.raises(DatabaseError), transaction.atomic():
            _read_and_fail(cursor)
    assert _is_counted()
    assert f"attacked({SLEEP})" in ALL


def _read_and_fail(cursor: Any) -> None:
    cursor.execute(f"SELECT 'a' = '{TEXTS[0]}")
    cursor.execute("SELECT 1/0")


def test_no_query_header_or_cookie_of_a_visitor_is_sql(counted: None) -> None:
    header = ALL.replace("\u02bc", "'")
    for address in addresses():
        client = Client(raise_request_exception=False)
        client.cookies.load({settings.DRAFT_COOKIE_NAME: f'"{TEXTS[0]}"', settings.RETURN_COOKIE_NAME: f'"{TEXTS[3]}"'})
        reply = client.get(address, dict.fromkeys(QUERY, ALL), headers=dict.fromkeys(HEADERS, header))
        assert wrong_with(reply) == [], address


def test_no_address_is_sql(counted: None) -> None:
    client = Client(raise_request_exception=False)
    for number, text in enumerate(TEXTS):
        for before in ("/", ("/slachtoffers/", "/en/", "/aanmelden/", "/delen/1-")[number % 4]):
            assert wrong_with(client.get(f"{before}{text}/")) == [], text


def test_no_search_is_sql(counted: None, visitor: Client) -> None:
    for text in (*TEXTS, ALL):
        assert wrong_with(visitor.get("/zoeken/", {"q": text})) == []


def test_no_field_of_a_visitor_is_sql(counted: None) -> None:
    for text in TEXTS:
        assert wrong_with(Client().post(CODE, {"code": text}, follow=True)) == []
    client, back = answered(), returned(signed_up())
    for address in addresses():
        one = back if "/mijn-" in address or "/my-" in address else client
        assert wrong_with(one.post(address, dict.fromkeys(FIELDS, TEXTS[0]))) == [], address
    assert wrong_with(back.post(ADD, {"addition": ALL})) == []


def test_no_list_of_colleagues_is_ordered_cut_or_found_by_sql(
    counted: None, technical_administrator: Player, coordinator: Player, auditor: Player
) -> None:
    for player in (technical_administrator, coordinator, auditor):
        player.client.raise_request_exception = False
    found: list[object] = []
    everywhere = list(staff_addresses())
    for number, address in enumerate(everywhere):
        player = (
            (coordinator, auditor)[number % 2] if "aanmeld" in address or "wie-keek" in address else technical_administrator
        )
        reply = player.client.get(address, dict.fromkeys(LISTS, TEXTS[number % len(TEXTS)]))
        if wrong := wrong_with(reply):
            found.append((address, wrong))
    assert found == []
