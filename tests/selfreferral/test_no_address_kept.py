"""Whatever rule fires, the visitor's address is kept nowhere: not in the database, a log, a mail or a cookie."""

import io
from ipaddress import ip_address, ip_network

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from perspectief.operations.sweeping import sweep
from selfreferral.models import Letter
from selfreferral.public import persons, rates
from selfreferral.public.models import RateCount
from tests.selfreferral.breaking import LETTERS, missing
from tests.selfreferral.google import PROOF
from tests.selfreferral.plants import shapes
from tests.selfreferral.test_nothing_leaks import dump, record_logs
from tests.selfreferral.walking import CHECK, FIRST, VICTIM_BY_PHONE, fill_in, sign_up

pytestmark = pytest.mark.usefixtures("committing")

ADDRESSES = ("203.0.113.77", "2001:db8:5a17:9::4d")


def _traces(text: str, address: str) -> list[str]:
    """The address and its network as they are written, as numbers and as bytes, in whatever shape."""
    prefix = {4: 24, 6: 48}[ip_address(address).version]
    network = ip_network((ip_address(address).packed, prefix), strict=False)
    spelt = {
        address,
        ip_address(address).exploded,
        str(network),
        str(network.network_address),
        str(int(ip_address(address))),
    }
    known = {shape for one in spelt for shape in shapes(one)} | {
        ip_address(address).packed.hex(),
        address.rpartition(".")[0],
    }
    return [shape for shape in known if len(shape) > 6 and shape.lower() in text.lower()]


@pytest.fixture
def log(monkeypatch) -> io.StringIO:
    return record_logs(monkeypatch)


@pytest.fixture(params=ADDRESSES)
def address(request) -> str:
    return request.param


def _everything_happens(address: str, settings) -> Client:
    """Sent, put aside, refused, not proven, and once with the database away."""
    settings.DAILY_CEILING = 3
    for _ in range(3):
        sign_up(Client(REMOTE_ADDR=address))
    person = Client(REMOTE_ADDR=address, headers={"X-Forwarded-For": address})
    fill_in(person, VICTIM_BY_PHONE)
    with missing(LETTERS):
        assert person.post(CHECK, {persons.FIELD: PROOF}).status_code == 503
    assert person.post(CHECK, {persons.FIELD: PROOF}).status_code == 302
    for _ in range(rates.STARTING_FLOOD.most):
        rates.exceeded(rule=rates.STARTING_FLOOD, request=person.get(FIRST).wsgi_request, now=timezone.now())
    assert Client(REMOTE_ADDR=address).post(FIRST, {"route": "self"}).status_code == 429
    return person


def test_the_search_itself_finds_an_address_in_every_shape(address):
    network = ip_address(address).packed.hex()
    for text in (address, f"x{address}x", address[::-1], address.encode().hex(), network, str(int(ip_address(address)))):
        assert _traces(f"before {text} after", address)


def test_it_is_in_no_table_no_log_no_mail_and_no_cookie(address, settings, log, google, clock):
    google.says = "garbage"
    person = _everything_happens(address, settings)
    assert Letter.objects.count() == 4
    assert RateCount.objects.exists()
    sweep(now=timezone.now())
    assert mail.outbox
    assert "could not be asked about a proof" in log.getvalue()
    cookies = " ".join(cookie.OutputString() for cookie in person.cookies.values())
    mails = " ".join(message.message().as_string() for message in mail.outbox)
    for place in (dump(), log.getvalue(), mails, cookies, str(google.asked)):
        assert _traces(place, address) == []


def test_no_proof_is_kept_either(settings, log, google, clock):
    _everything_happens(ADDRESSES[0], settings)
    assert PROOF in str(google.asked)
    assert PROOF not in dump() + log.getvalue()
