"""From which network a request comes. It is asked for counting (rates.py), and kept nowhere.

A network, not an address: a provider hands one household a changing IPv4 address out of its range, and a whole IPv6 /48
(RIPE-690 recommends /48 or /56), so a single address is the easiest thing to change. The price is that honest neighbours are
counted together. A prison, a clinic or a library has one address for all anyway. So every limit is generous, and passing
it only means that a colleague looks first.
"""

from collections.abc import Mapping
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

PREFIXES: Mapping[int, int] = {4: 24, 6: 48}
# Where a proxy of our own stands (RFC 1918, 4193, 3927, 6598 and loopback): not the visitor's network.
OUR_SIDE = tuple(
    ip_network(name)
    for name in (
        *("127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "100.64.0.0/10"),
        *("::1/128", "fc00::/7", "fe80::/10"),
    )
)


def network_of(request: HttpRequest) -> str | None:
    """The visitor's network, as '198.51.100.0/24' or '2001:db8:1::/48'; None when it cannot be known.

    It cannot be known when the request seems to come from our own machines: then a proxy stands in between that
    TRUSTED_PROXIES does not count, and all visitors would look like one.
    """
    address = _address(request)
    if address is None or any(address in network for network in OUR_SIDE):
        return None
    return str(ip_network((address.packed, PREFIXES[address.version]), strict=False))


def _address(request: HttpRequest) -> IPv4Address | IPv6Address | None:
    try:
        address = ip_address(_claimed(request))
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def _claimed(request: HttpRequest) -> str:
    """Who is connected to us; behind `TRUSTED_PROXIES` proxies, who was connected to the first of them.

    Each proxy adds to X-Forwarded-For whom it talks with, at the end. What stands before that, a visitor may have made
    up: it is never read. Nor is the header read at all when no proxy was named.
    """
    proxies: int = settings.TRUSTED_PROXIES
    told = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    if 0 < proxies <= len(told):
        return str(told[-proxies]).strip()
    return str(request.META.get("REMOTE_ADDR", ""))
