"""Measuring the pages of the queue. Django is set up when this is imported."""

import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.management import call_command
from django.db import connection, connections
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext, setup_test_environment
from django.urls import reverse

from perspectief.accounts import roles
from tests import cast
from tests.benchmarks.full_queue import HANDLERS, THREE, fill
from tests.database import Postgres

ROUNDS, IN_A_ROUND = 9, 3
EMPTY = "empty"
Ask = Callable[[Client], HttpResponse]


@dataclass(frozen=True)
class Page:
    """A page and how long it took at its quickest, in milliseconds, with few referrals and with many; and its queries.

    What else a machine does only makes a request slower, so the quickest says most about the page (timeit).
    """

    name: str
    few: float
    many: float
    queries: tuple[int, int]

    @property
    def ratio(self) -> float:
        """How many times as long it takes with many."""
        return self.many / self.few

    def broken(self, worst: float) -> list[str]:
        """One sentence for each promise it does not keep."""
        sentences = []
        if self.ratio > worst:
            sentences.append(f"{self.name} takes {self.ratio:.2f} times as long with many referrals; {worst} is allowed.")
        if self.queries[0] != self.queries[1]:
            sentences.append(
                f"{self.name} makes {self.queries[1]} queries with many referrals, and {self.queries[0]} with few."
            )
        return sentences


def _list(query: str = "") -> Ask:
    return lambda client: client.get(reverse("aanmeldingen:queue") + query)


def _search(what: str) -> Ask:
    return lambda client: client.post(reverse("aanmeldingen:find"), {"what": what})


PAGES: Mapping[str, Ask] = {
    "first page": lambda client: client.get(reverse("wagtailadmin_home")),
    "list: open": _list(),
    "list: its last page": _list("?p=40"),
    "list: te bellen": _list("?stand=te-bellen"),
    "list: te controleren": _list("?stand=te-controleren"),
    "list: afgerond": _list("?stand=afgerond"),
    "filter: mine": _list("?wie=mij"),
    "filter: nobody's": _list("?wie=niemand"),
    "filter: late": _list("?alleen=te-laat"),
    "filter: new and nobody's": _list("?stand=nieuw&wie=niemand"),
    "filter: late and nobody's, to call": _list("?stand=te-bellen&wie=niemand&alleen=te-laat"),
    "filter: late and mine, to call": _list("?stand=te-bellen&wie=mij&alleen=te-laat"),
    "filter: a message and nobody's": _list("?wie=niemand&alleen=bericht"),
    "filter: a message": _list("?alleen=bericht"),
    "filter: closed by me": _list("?stand=afgerond&wie=mij"),
    "search: name": _search(THREE["name"]),
    "search: telephone": _search("06 12 34 56 78"),
    "search: number": _search("C4CA4238"),  # of the first referral
    "search: nothing found": _search("Niemand Zoheet"),
}


class Database:
    """One of the two, and somebody who is logged in there."""

    def __init__(self, number: int) -> None:
        self.name = f"referrals_{number}"
        self.postgres = Postgres(connection.settings_dict)
        self.postgres.copy(EMPTY, self.name)
        self.use()
        people = [cast._player(f"collega{i}", role=roles.COORDINATORS) for i in range(HANDLERS)]
        self.client = people[0].client
        with connection.cursor() as cursor:  # what is sealed cannot be compressed, and this can
            cursor.execute("ALTER TABLE selfreferral_letter ALTER sealed SET STORAGE EXTERNAL")
        fill(number, people=[one.user.pk for one in people])
        with connection.cursor() as cursor:
            cursor.execute("VACUUM (ANALYZE)")  # as autovacuum does by itself on a server

    def use(self) -> None:
        """Ask this one from here on."""
        connections.close_all()
        connection.settings_dict["NAME"] = self.name

    def times(self, ask: Ask) -> list[float]:
        """Milliseconds of some requests; the first, which connects, does not count."""
        self.use()
        self.ask(ask)
        return [self._time(ask) for _ in range(IN_A_ROUND)]

    def queries(self, ask: Ask) -> int:
        """How many it makes."""
        self.use()
        self.ask(ask)
        with CaptureQueriesContext(connection) as made:
            self.ask(ask)
        return len(made)

    def ask(self, ask: Ask) -> None:
        """The page has to be the page, and not a log-in or an error."""
        answer = ask(self.client)
        if answer.status_code != 200:
            raise SystemExit(f"The queue answered {answer.status_code}.")

    def _time(self, ask: Ask) -> float:
        begun = time.perf_counter()
        self.ask(ask)
        return (time.perf_counter() - begun) * 1000


def measure(*, few: int, many: int, worst: float, tries: int) -> list[Page]:
    """Every page in both databases."""
    setup_test_environment()
    postgres = Postgres(connection.settings_dict)
    connections.close_all()
    connection.settings_dict["NAME"] = postgres.make(EMPTY)
    call_command("migrate", verbosity=0, interactive=False)
    roles.ensure_roles()
    connections.close_all()
    both = Database(few), Database(many)
    return [_believed(name, ask, both, worst=worst, tries=tries) for name, ask in PAGES.items()]


def _believed(name: str, ask: Ask, both: tuple[Database, Database], **options: Any) -> Page:
    """The first measurement that keeps the promise, or the last."""
    for _ in range(options["tries"]):
        page = _measured(name, ask, both)
        sys.stderr.write(f"{name}: {page.few:.1f} and {page.many:.1f} ms\n")
        if not page.broken(options["worst"]):
            break
    return page


def _measured(name: str, ask: Ask, both: tuple[Database, Database]) -> Page:
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(ROUNDS):
        for taken, database in zip(times, both, strict=True):
            taken += database.times(ask)
    few, many = (min(taken) for taken in times)
    return Page(name, few, many, (both[0].queries(ask), both[1].queries(ask)))
