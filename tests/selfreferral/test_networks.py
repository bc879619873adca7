"""Which network a visitor counts for. A header that the visitor can make up is never believed."""

import pytest
from django.test import RequestFactory

from selfreferral.public.network import network_of

pytestmark = pytest.mark.pure


def _network(remote: str, forwarded: str | None = None) -> str | None:
    headers = {} if forwarded is None else {"HTTP_X_FORWARDED_FOR": forwarded}
    return network_of(RequestFactory().get("/", REMOTE_ADDR=remote, **headers))


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("198.51.100.7", "198.51.100.0/24"),
        ("198.51.100.250", "198.51.100.0/24"),
        ("2001:db8:1:2::3", "2001:db8:1::/48"),
        ("2001:db8:1:ffff:1::", "2001:db8:1::/48"),
        ("::ffff:198.51.100.7", "198.51.100.0/24"),
    ],
)
def test_neighbours_count_together(address, network):
    assert _network(address) == network


@pytest.mark.parametrize(
    "address", ["127.0.0.1", "10.1.2.3", "172.17.0.1", "192.168.1.1", "::1", "fd00::1", "", "unix:", "x"]
)
def test_an_address_on_our_own_side_is_nobodys_network(address):
    assert _network(address) is None


@pytest.mark.parametrize("forwarded", ["203.0.113.9", "203.0.113.9, 203.0.113.10", "", ",", "x"])
def test_the_header_is_not_read_when_no_proxy_was_named(forwarded):
    assert _network("198.51.100.7", forwarded) == "198.51.100.0/24"


@pytest.mark.parametrize(
    ("proxies", "forwarded", "network"),
    [
        (1, "198.51.100.7", "198.51.100.0/24"),
        (1, "203.0.113.9, 198.51.100.7", "198.51.100.0/24"),
        (1, "203.0.113.9,192.0.2.1,,198.51.100.7", "198.51.100.0/24"),
        (2, "203.0.113.9, 198.51.100.7, 10.0.0.2", "198.51.100.0/24"),
        (1, "2001:db8:1:2::3", "2001:db8:1::/48"),
        (1, "203.0.113.9, made up", None),
        (1, "", None),
    ],
)
def test_behind_proxies_only_what_the_proxies_added_is_believed(settings, proxies, forwarded, network):
    settings.TRUSTED_PROXIES = proxies
    assert _network("127.0.0.1", forwarded) == network


def test_who_came_past_fewer_proxies_than_there_are_counts_as_who_is_connected(settings):
    settings.TRUSTED_PROXIES = 2
    assert _network("198.51.100.7", "203.0.113.9") == "198.51.100.0/24"
