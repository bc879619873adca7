"""Who gets what at every address under /beheer/. A new address without a line in matrix.txt fails.

matrix.txt has a line for each address: its name, and what each of WHO gets for reading it. After a change that is meant,
`PRINT_MATRIX=1 pytest tests/perspectief/test_matrix.py -s` prints it anew: read every line that differs before you keep it.
"""

import os
from pathlib import Path

import pytest
import wagtail
from django.db import connection
from django.urls import resolve

from selfreferral.intake.models import Referral
from tests.selfreferral.intake.conftest import referral, send_in
from tests.staff_addresses import staff_addresses

__all__ = ["referral", "send_in"]

WHO = (
    *("visitor", "outsider", "writer", "editor", "intake_worker", "coordinator", "auditor", "technician"),
    "technical_administrator",
)
FILE = Path(__file__).with_name("matrix.txt")
FROM_8 = Path(__file__).with_name("matrix_wagtail_8.txt")  # where the next Wagtail says no in another way
ABOUT_REFERRALS = ("aanmeldingen:", "cijfers:", "wie_keek:")
# Who may read something that is about referrals. Nobody else gets any other answer than 403, or the log-in.
MAY = {"intake_worker", "coordinator", "auditor"}


@pytest.fixture
def found(request: pytest.FixtureRequest, referral: Referral) -> dict[str, dict[str, int]]:
    """The status of every address, by its name, for each of WHO. An address has the status of its first example."""
    clients = {}
    for name in WHO:
        player = request.getfixturevalue(name)
        clients[name] = player if name == "visitor" else player.client
        clients[name].raise_request_exception = False  # Wagtail has an address that fails on purpose
    told: dict[str, dict[str, int]] = {}
    for address in staff_addresses(uuid=str(referral.pk)):
        name = resolve(address).view_name or address
        if name not in told:
            told[name] = {who: client.get(address).status_code for who, client in clients.items()}
    return told


def _expected() -> dict[str, dict[str, int]]:
    files = (FILE,) if wagtail.VERSION < (8,) else (FILE, FROM_8)
    text = "".join(file.read_text() for file in files)
    lines = [line.split() for line in text.splitlines() if line and not line.startswith("#")]
    return {name: dict(zip(WHO, map(int, statuses), strict=True)) for name, *statuses in lines}


@pytest.mark.skipif(connection.vendor == "postgresql", reason="examples are by number, and PostgreSQL counts on in a copy")
def test_everybody_gets_what_is_written_and_every_address_has_a_line(
    found: dict[str, dict[str, int]], capsys: pytest.CaptureFixture[str]
) -> None:
    if os.environ.get("PRINT_MATRIX"):
        with capsys.disabled():
            print("#", *WHO)  # noqa: T201  asked for
            for name, told in sorted(found.items()):
                print(name, *told.values())  # noqa: T201  asked for
    expected = _expected()
    assert {name for name in found if name not in expected} == set(), "addresses without a line"
    assert {name for name in expected if name not in found} == set(), "lines without an address"
    assert {name: told for name, told in found.items() if told != expected[name]} == {}


def test_who_may_not_read_an_address_about_referrals_may_not_send_to_it_either(
    request: pytest.FixtureRequest, referral: Referral
) -> None:
    expected, tried = _expected(), 0
    for address in staff_addresses(uuid=str(referral.pk)):
        name = resolve(address).view_name or address
        if not name.startswith(ABOUT_REFERRALS):
            continue
        for who in (one for one in WHO[1:] if expected[name][one] == 403):
            assert request.getfixturevalue(who).client.post(address).status_code == 403, (name, who)
            tried += 1
    assert tried > 100


@pytest.mark.pure
def test_no_line_lets_somebody_at_referrals_who_has_no_business_there() -> None:
    for name, told in _expected().items():
        if name.startswith(ABOUT_REFERRALS):
            others = {who: status for who, status in told.items() if who not in MAY}
            assert others.pop("visitor") == 302
            assert set(others.values()) == {403}, name


@pytest.mark.pure
@pytest.mark.parametrize("kind", ["wagtailusers_users:", "wagtailusers_groups:", "wagtailsites:"])
def test_no_line_lets_somebody_at_accounts_who_does_not_manage_them(kind: str) -> None:
    managers = {"technician", "technical_administrator"}
    seen = {who for name, told in _expected().items() if name.startswith(kind) for who in told if told[who] == 200}
    assert seen <= managers
    assert "technical_administrator" in seen
