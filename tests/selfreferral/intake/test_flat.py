"""However many referrals there are, a page reads a few from an index, by as many queries. `make bench` measures it."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.benchmarks.full_queue import HANDLERS, fill
from tests.benchmarks.queue_pages import PAGES

FEW, MANY = 1000, 3000
BIG = r"selfreferral_(letter|intake_referral|intake_blindindex)"
IN_ITS_ORDER = [name for name in PAGES if name.startswith("list") and "last" not in name]


@pytest.fixture
def filled(coordinator):
    """A queue with so many referrals, and the coordinator's browser."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite explains otherwise")

    def fill_it(number):
        fill(number, people=[coordinator.user.pk] * HANDLERS)
        return coordinator.client

    return fill_it


def _questions(client, name):
    assert PAGES[name](client).status_code == 200
    with CaptureQueriesContext(connection) as made:
        PAGES[name](client)
    return [query["sql"] for query in made if query["sql"].startswith("SELECT")]


def _plan(question):
    with connection.cursor() as cursor:
        # A table this small would be read whole, and a few rows sorted; now that is done only where there is no other way.
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off")
        cursor.execute(f"EXPLAIN {question.replace('%', '%%')}")
        return "\n".join(line for (line,) in cursor.fetchall())


def _of_rows(questions):
    """Without the counts: those stop at a thousand, whatever they read."""
    return [question for question in questions if re.search(BIG, question) and "COUNT(*)" not in question]


def test_no_page_reads_a_large_table_whole(filled):
    client = filled(MANY)
    for name in PAGES:
        for question in _of_rows(_questions(client, name)):
            assert not re.search(rf"Seq Scan on {BIG}", _plan(question)), (name, question)


def test_a_list_comes_out_of_its_index_in_its_order(filled):
    client = filled(MANY)
    for name in IN_ITS_ORDER:
        listed = [question for question in _of_rows(_questions(client, name)) if "ORDER BY" in question]
        assert len(listed) == 1, name
        assert not re.search(r"\bSort\b", _plan(listed[0])), name
        assert "Index Scan using referral_" in _plan(listed[0]), name


def test_every_count_stops_somewhere(filled):
    client = filled(MANY)
    counts = [one for name in PAGES for one in _questions(client, name) if "COUNT(*)" in one and re.search(BIG, one)]
    assert counts
    assert all("LIMIT 1001" in one for one in counts)


def test_a_page_asks_as_many_questions_at_any_length(filled):
    client = filled(FEW)
    few = {name: len(_questions(client, name)) for name in PAGES}
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM selfreferral_intake_blindindex")
        cursor.execute("DELETE FROM selfreferral_intake_referral")
        cursor.execute("DELETE FROM selfreferral_letter")
    filled(MANY)
    assert {name: len(_questions(client, name)) for name in PAGES} == few
