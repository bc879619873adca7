"""Every list that comes as a file goes to who may read it on the page, and to nobody else (OWASP A01; WSTG-ATHZ-02, 04)."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from perspectief.accounts.models import User
from selfreferral.intake.models import AccessRecord, Part, Referral
from tests.cast import Player
from tests.selfreferral.intake.conftest import referral, send_in
from tests.staff_addresses import staff_addresses

__all__ = ["referral", "send_in"]

pytestmark = [pytest.mark.django_db, pytest.mark.once]

ROLES = ("outsider", "writer", "editor", "intake_worker", "coordinator", "auditor", "technician", "technical_administrator")
WRITING = frozenset({"writer", "editor", "technical_administrator"})
EDITING = frozenset({"editor", "technical_administrator"})
TECHNICAL = frozenset({"technical_administrator"})
MANAGING = frozenset({"technician", "technical_administrator"})
ABOUT_REFERRALS = {
    "reports/cijfers/": frozenset({"coordinator"}),
    "reports/wie-keek/": frozenset({"auditor"}),
    "reports/wie-keek/lijst/": frozenset({"auditor"}),
}
# Below /beheer/; most have one more address, with the rows alone. Who gets a file there is written down and found again.
FILES = {
    **ABOUT_REFERRALS,
    "reports/berichten/": MANAGING | {"coordinator"},
    "redirects/": MANAGING | {"editor"},
    **dict.fromkeys(("users/", "sites/"), MANAGING),
    **dict.fromkeys(("reports/locked/", "snippets/home/searchsynonym/"), EDITING),
    **dict.fromkeys(("pages/1/", "images/", "documents/", "reports/nakijken/", "reports/site-history/"), WRITING),
    **dict.fromkeys(("reports/workflow/", "reports/workflow_tasks/"), WRITING),
    **dict.fromkeys(("reports/aging-pages/", "reports/page-types-usage/"), WRITING),
    **dict.fromkeys(("groups/", "locales/", "workflows/list/", "workflows/tasks/index/"), TECHNICAL),
}
ALONE = {"pages/": WRITING, "collections/": TECHNICAL}
ROWS = {f"{address}results/": who for address, who in FILES.items() if address not in ABOUT_REFERRALS}
EVERY_FILE = {**FILES, **ROWS, **ALONE}


def _asked(client: Client, address: str, kind: str = "csv") -> Any:
    """With Wagtail's word for it, and ours."""
    return client.get(f"/beheer/{address}", {"export": kind, "bestand": kind})


def _is_file(reply: Any) -> bool:
    return reply.status_code == 200 and "attachment" in reply.get("Content-Disposition", "")


def test_every_address_that_gives_a_file_is_written_down(
    technical_administrator: Player, coordinator: Player, auditor: Player
) -> None:
    found = set()
    for address in {one.removeprefix("/beheer/") for one in staff_addresses()}:
        for player in (
            (technical_administrator, coordinator, auditor) if "reports/" in address else (technical_administrator,)
        ):
            if _is_file(_asked(player.client, address)):
                found.add(address)
    assert found == set(EVERY_FILE)


@pytest.mark.parametrize("who", ROLES)
def test_who_gets_a_file_is_who_may_and_nobody_else(request: pytest.FixtureRequest, who: str) -> None:
    client = request.getfixturevalue(who).client
    for address, may in EVERY_FILE.items():
        for kind in ("csv", "xlsx") if address in FILES else ("csv",):
            reply = _asked(client, address, kind)
            assert _is_file(reply) is (who in may), address
            assert who in may or reply.status_code in (302, 403), address


def test_a_visitor_is_asked_to_log_in(visitor: Client) -> None:
    for address in EVERY_FILE:
        for kind in ("csv", "xlsx"):
            reply = _asked(visitor, address, kind)
            assert reply.status_code == 302
            assert reply["Location"].startswith("/beheer/login/"), address


WHOSE = [
    *(("coordinator", "reports/cijfers/"), ("auditor", "reports/wie-keek/"), ("coordinator", "reports/berichten/")),
    *(("technician", "users/"), ("editor", "images/"), ("writer", "reports/nakijken/"), ("editor", "redirects/")),
]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize(("who", "address"), WHOSE)
def test_who_loses_the_right_while_logged_in_gets_it_no_more(
    request: pytest.FixtureRequest, who: str, address: str, kind: str
) -> None:
    player = request.getfixturevalue(who)
    assert _is_file(_asked(player.client, address, kind))
    player.user.groups.clear()
    assert _asked(player.client, address, kind).status_code == 403
    User.objects.filter(pk=player.user.pk).update(is_active=False)
    assert _asked(player.client, address, kind)["Location"].startswith("/beheer/login/")


def test_nor_the_file_about_a_person(intake_worker: Player, referral: Referral) -> None:
    """It is made when the button is pressed, so the right counts at that moment."""
    address, sure = reverse("aanmeldingen:export", args=[referral.pk]), {"identified": "Gebeld via het bekende nummer."}
    assert _is_file(intake_worker.client.post(address, sure))
    intake_worker.user.groups.clear()
    assert intake_worker.client.post(address, sure).status_code == 403
    assert [record.part for record in AccessRecord.objects.order_by("number")] == [Part.EXPORT, Part.REFUSED]
