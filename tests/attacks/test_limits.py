"""What nginx holds back before Python hears of it: too many requests, and too many lines, from one address (OWASP API4)."""

import contextlib
import re
import socket
import ssl
from collections.abc import Iterator

from tests.attacks.place import Place
from tests.serving import HOST

# Other addresses of this machine than the tests beside this one come from: whoever is held back stays so for a while.
FLOODING, CROWDING, NEIGHBOUR = "127.0.0.21", "127.0.0.22", "127.0.0.23"
BURST, A_SECOND, LINES = 500, 50, 200  # deploy/nginx
ASKED = b"HEAD /favicon.ico HTTP/1.1\r\nHost: %b\r\n\r\n"
HALF = b"POST /aanmelden/voor-wie/ HTTP/1.1\r\nHost: %b\r\nContent-Length: 9\r\n\r\n"
ANSWERED = re.compile(rb"HTTP/1\.1 (\d{3}) ")


@contextlib.contextmanager
def _line(place: Place, address: str) -> Iterator[ssl.SSLSocket]:
    """Of HTTP/1.1 through TLS, from this address."""
    plain = socket.create_connection((HOST, place.proxy.public), timeout=10, source_address=(address, 0))
    with plain, place.proxy.trusting().wrap_socket(plain, server_hostname=HOST) as secure:
        yield secure


def _say(line: ssl.SSLSocket, place: Place, words: bytes, times: int = 1) -> None:
    line.sendall(words % f"{HOST}:{place.proxy.public}".encode() * times)


def _answers(line: ssl.SSLSocket, number: int = 1) -> list[int]:
    received = b""
    while len(found := ANSWERED.findall(received)) < number and (part := line.recv(65_536)):
        received += part
    return [int(status) for status in found]


def test_a_flood_from_one_address_is_held_back_and_its_neighbour_is_not(standing: Place) -> None:
    """All sent before an answer is read, so that it is quick however busy this machine is."""
    asked = BURST + 6 * A_SECOND
    with _line(standing, FLOODING) as line, _line(standing, NEIGHBOUR) as other:
        _say(line, standing, ASKED, asked)
        answers = _answers(line, asked)
        _say(other, standing, ASKED)
        assert _answers(other) == [200]
    assert len(answers) == asked
    assert set(answers) == {200, 429}
    assert answers.index(429) >= BURST


def test_one_address_has_so_many_lines_and_its_neighbour_has_its_own(standing: Place) -> None:
    """A line counts from its first request on; on these, the half of one is said."""
    with contextlib.ExitStack() as stack:
        lines = [stack.enter_context(_line(standing, CROWDING)) for _ in range(LINES + 1)]
        for line in lines[:-1]:
            _say(line, standing, HALF)
        _say(lines[-1], standing, ASKED)
        assert _answers(lines[-1]) == [429]
        other = stack.enter_context(_line(standing, NEIGHBOUR))
        _say(other, standing, ASKED)
        assert _answers(other) == [200]
