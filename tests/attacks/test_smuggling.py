"""No request hides inside another on its way through nginx, and who is slow holds nobody up (CWE-444, CWE-400)."""

import contextlib
import socket
import ssl
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.attacks.proxy import Proxy, proxied
from tests.attacks.recording import Recorder, recording
from tests.attacks.wire import ask
from tests.serving import HOST, free_ports

pytestmark = pytest.mark.pure

HIDDEN = b"GET /hidden HTTP/1.1\r\nHost: x\r\nX: "
BODY = b"0\r\n\r\n" + HIDDEN
# Beside a Content-Length: how a body may be said to come in chunks, understood by some and by others not.
CODINGS = (
    b"Transfer-Encoding: chunked",
    b"Transfer-Encoding : chunked",
    b"Transfer-Encoding:\tchunked",
    b" Transfer-Encoding: chunked",
    b"Transfer-Encoding: xchunked",
    b"Transfer-Encoding: chunked, identity",
    b"Transfer-Encoding: identity, chunked",
    b"Transfer-Encoding: chunked\r\nTransfer-Encoding: x",
    b"Transfer-Encoding: x\r\nTransfer-Encoding: chunked",
    b"Transfer-Encoding:\x0bchunked",
    b'Transfer-Encoding: "chunked"',
    b"Transfer-Encoding\r\n : chunked",
    b"X: y\nTransfer-Encoding: chunked",
    b"Transfer_Encoding: chunked",
    b"Transfer-Encoding: CHUNKED",
    b"X: y\rTransfer-Encoding: chunked",
    b"Transfer-Encoding: chunked;x=y",
    b"Transfer-Encoding: gzip, chunked",
    b"Transfer\x00-Encoding: chunked",
    b"TE: trailers\r\nTransfer-Encoding: chunked\r\nTrailer: Host",
)
LENGTHS = (
    b"Content-Length: 6\r\nContent-Length: 5",
    b"Content-Length: 6, 5",
    b"Content-Length: +6",
    b"Content-Length: 0x6",
    b"Content-Length: 6 5",
    b"Content-Length : 6",
    b"Content-Length: -1",
    b"Content-Length:\x0b6",
    b"Content-Length: 6\r\n Content-Length: 5",
    b"Content_Length: 6",
    b"Content-Length: 6\x00",
    b"Content-Length: 06_0",
)
CHUNKS = (
    b"0\r\nX: y\r\n\r\n",
    b"0x0\r\n\r\n",
    b"+0\r\n\r\n",
    b"0;a=b\r\n\r\n",
    b"0\n\n",
    b"00000000000000000000\r\n\r\n",
    b"-1\r\n\r\n",
    b"fffffffffffffffff\r\n\r\n",
    b"1\r\nZZ\r\n0\r\n\r\n",
    b"0 \r\n\r\n",
    b"0\r\r\n\r\n",
    b"2\r\nab0\r\n\r\n",
    b"ffffffff;\r\n",
)


@pytest.fixture(scope="module")
def recorder() -> Iterator[Recorder]:
    with recording() as one:
        yield one


@pytest.fixture(scope="module")
def proxy(recorder: Recorder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxy]:
    """nginx as on a server, and behind it who writes down what comes."""
    folder: Path = tmp_path_factory.mktemp("proxy")
    public, staff = free_ports(2)
    with proxied(folder, public=public, staff=staff, behind=(recorder.port, recorder.port)) as running:
        yield running


def _sent(proxy: Proxy, recorder: Recorder, method: bytes, lines: bytes, body: bytes, port: int) -> list[str]:
    """What came out behind, for one request in front and a decent one after it on the same line."""
    seen = len(recorder.heads)
    host = f"Host: {HOST}:{port}".encode()
    attack = method + b" /first HTTP/1.1\r\n" + host + b"\r\n" + lines + b"\r\n\r\n" + body
    decent = b"GET /last HTTP/1.1\r\n" + host + b"\r\nConnection: close\r\n\r\n"
    proxy.raw(attack + decent, port=port, patience=1.5)
    return recorder.heads[seen:]


def _judge(heads: list[str]) -> None:
    """No request that nginx took for something else (it marks those it took), none with two lengths, none told in chunks."""
    for head in heads:
        lines = [line.partition(":")[0].strip().lower() for line in head.splitlines()[1:]]
        assert "x-forwarded-proto" in lines, head
        assert lines.count("content-length") <= 1, head
        assert "transfer-encoding" not in lines, head


@pytest.mark.parametrize("coding", CODINGS)
def test_two_ways_to_tell_a_length_hide_nothing(proxy: Proxy, recorder: Recorder, coding: bytes) -> None:
    for port in (proxy.public, proxy.staff):
        _judge(_sent(proxy, recorder, b"POST", b"Content-Length: %d\r\n" % len(BODY) + coding, BODY, port))
        _judge(
            _sent(proxy, recorder, b"POST", coding + b"\r\nContent-Length: 4", b"5c\r\n" + HIDDEN + b"\r\n0\r\n\r\n", port)
        )


@pytest.mark.parametrize("length", LENGTHS)
def test_an_unclear_length_hides_nothing(proxy: Proxy, recorder: Recorder, length: bytes) -> None:
    for method in (b"POST", b"GET"):
        _judge(_sent(proxy, recorder, method, length, b"abcdef" + HIDDEN, proxy.public))


@pytest.mark.parametrize("chunk", CHUNKS)
def test_an_unclear_chunk_hides_nothing(proxy: Proxy, recorder: Recorder, chunk: bytes) -> None:
    _judge(_sent(proxy, recorder, b"POST", b"Transfer-Encoding: chunked", chunk + HIDDEN, proxy.public))


def test_a_body_where_none_is_expected_hides_nothing(proxy: Proxy, recorder: Recorder) -> None:
    for method in (b"GET", b"HEAD"):
        body = HIDDEN + b"\r\n\r\n"
        _judge(_sent(proxy, recorder, method, b"Content-Length: %d" % len(body), body, proxy.public))
        _judge(
            _sent(
                proxy,
                recorder,
                method,
                b"Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAAA",
                HIDDEN,
                proxy.public,
            )
        )


def test_what_hides_is_seen_by_who_writes_down(recorder: Recorder) -> None:
    """Straight at it, a request inside a body that is told twice does come out: the tests above could fail."""
    seen = len(recorder.heads)
    with socket.create_connection((HOST, recorder.port), timeout=2) as line:
        line.sendall(
            b"POST /first HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n"
            + BODY
            + b"\r\n\r\n"
        )
        line.recv(1_000)
        time.sleep(0.2)
    with pytest.raises(AssertionError):
        _judge(recorder.heads[seen:])


SLOW, PATIENCE, AT_ONCE = 40, 25, 2.0


def test_who_is_slow_is_let_go_and_holds_nobody_up(proxy: Proxy) -> None:
    """Lines that say nothing, or a piece of a head or of a body now and then; each gets an end within seconds."""
    head = f"POST /aanmelden/voor-wie/ HTTP/1.1\r\nHost: {HOST}:{proxy.public}\r\n".encode()
    beginnings = (b"", head, head + b"Content-Length: 5000\r\nContent-Type: text/plain\r\n\r\nx")
    with contextlib.ExitStack() as stack:
        lines = [(number % 3, stack.enter_context(proxy.connected(proxy.public))) for number in range(SLOW)]
        for kind, line in lines:
            line.sendall(beginnings[kind])
        begun = time.monotonic()
        assert ask(proxy, b"/").status == 200
        assert time.monotonic() - begun < AT_ONCE
        _dribble(lines, until=begun + PATIENCE)
        assert [kind for kind, line in lines if not _is_over(line)] == []


def _dribble(lines: list[tuple[int, ssl.SSLSocket]], *, until: float) -> None:
    """A line of a head each two seconds; a body is left lying."""
    while time.monotonic() < until and not all(_is_over(line) for _, line in lines):
        for kind, line in lines:
            if kind == 1:
                with contextlib.suppress(OSError):
                    line.sendall(b"X-a: b\r\n")
        time.sleep(2)


def _is_over(line: ssl.SSLSocket) -> bool:
    line.settimeout(0.01)
    try:
        while line.recv(1_000):
            pass
    except TimeoutError:
        return False
    except OSError:
        return True
    return True
