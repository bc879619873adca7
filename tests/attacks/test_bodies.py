"""Nothing that is too large, too much or broken costs us more than the answer to it (OWASP API4; WSTG-BUSL, CWE-400)."""

import contextlib
import socket
import time
from pathlib import Path

import pytest

from tests.attacks.place import Place
from tests.attacks.wire import Reply, exchanged, request, understood
from tests.serving import HOST, PublicProcess

GIGABYTE, PART = 1024**3, 1024**2
FORM = b"/aanmelden/voor-wie/"
TYPED = "Content-Type: application/x-www-form-urlencoded"
AT_ONCE = 5.0  # seconds, on a machine that does other things too
FLAT = 40 * 1024**2  # bytes that memory may grow by


def _memory(process: PublicProcess) -> int:
    """Bytes in memory of a server and its workers."""
    assert process.running is not None
    group = str(process.running.pid)
    found = 0
    for status in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            parts = status.read_text().rpartition(")")[2].split()
            found += int(parts[21]) * 4096 if parts[2] == group else 0
    return found


def _says(target: bytes, host: str, *lines: str) -> bytes:
    return request(target, host, "X-Forwarded-Proto: https", *lines, method="POST")


def _head(port: int, sent: bytes) -> Reply:
    """The first that comes back, without waiting for the end of the line."""
    with socket.create_connection((HOST, port), timeout=AT_ONCE) as line:
        line.sendall(sent)
        return understood(line.recv(65_536))


@pytest.mark.parametrize("kind", [TYPED, "Content-Type: multipart/form-data; boundary=b", "Content-Type: text/plain"])
def test_a_gigabyte_is_refused_before_it_is_sent(standing: Place, kind: str) -> None:
    before, begun = _memory(standing.public), time.monotonic()
    for size in (GIGABYTE, 10**18, 10**40):
        told = _says(FORM, HOST, kind, f"Content-Length: {size}")
        assert _head(standing.public.port, told).status in (400, 413), size
        through = _says(FORM, f"{HOST}:{standing.proxy.public}", kind, f"Content-Length: {size}")
        with standing.proxy.connected(standing.proxy.public, patience=AT_ONCE) as line:
            line.sendall(through)
            assert understood(line.recv(65_536)).status in (400, 413)
    assert time.monotonic() - begun < AT_ONCE
    assert _memory(standing.public) - before < FLAT


def test_a_gigabyte_that_is_sent_all_the_same_fills_no_memory(standing: Place) -> None:
    for process in (standing.public, standing.staff):
        before, most = _memory(process), 0
        for head in (
            _says(FORM, HOST, TYPED, f"Content-Length: {GIGABYTE}"),
            _says(FORM, HOST, TYPED, "Transfer-Encoding: chunked"),
            _says(b"/beheer/login/", HOST, "Content-Type: multipart/form-data; boundary=b", "Transfer-Encoding: chunked"),
        ):
            most = max(most, _pour(process, head))
        assert most - before < FLAT, (most - before) / 1024**2


def _pour(process: PublicProcess, head: bytes) -> int:
    """Send a gigabyte, whatever is said meanwhile, until the other side has enough; the most memory that was seen."""
    chunk = f"{PART:x}\r\n".encode() + b"x" * PART + b"\r\n" if b"chunked" in head else b"x" * PART
    most = 0
    with contextlib.suppress(OSError), socket.create_connection((HOST, process.port), timeout=AT_ONCE) as line:
        line.sendall(head)
        for number in range(GIGABYTE // PART):
            line.sendall(chunk)
            if number % 64 == 0:
                most = max(most, _memory(process))
    return max(most, _memory(process))


@pytest.mark.parametrize("separator", [b"&", b"&=&"])
def test_a_hundred_thousand_fields_are_refused_at_once(standing: Place, separator: bytes) -> None:
    body, token = separator.join([b"a=1"] * 100_000), "a" * 32
    begun = time.monotonic()
    for target in (FORM, b"/aanmelden/controleren/", b"/mijn-aanmelding/code/"):
        known = f"Cookie: __Host-csrf={token}\r\nOrigin: https://{HOST}\r\n{TYPED}"  # so that the fields are read
        assert _posted(standing.public, target, known, body).status == 400
    assert time.monotonic() - begun < AT_ONCE


def _posted(process: PublicProcess, target: bytes, kind: str, body: bytes) -> Reply:
    head = _says(target, HOST, kind, f"Content-Length: {len(body)}")
    return understood(exchanged(process.port, head + body, patience=20))


PARTED = "Content-Type: multipart/form-data; boundary=b"
BROKEN = (
    b"",
    b"--b",
    b"--b--",
    b"--b\r\n\r\n",
    b"--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--",
    b'--b\r\nContent-Disposition: form-data; name="a"; filename="' + b"a" * 70_000 + b'"\r\n\r\nx\r\n--b--',
    b"--b\r\n" + b"X: y\r\n" * 20_000 + b"\r\nx\r\n--b--",
    b"--b\r\nContent-Transfer-Encoding: base64\r\n\r\n=\r\n--b--",
    b'--b\r\nContent-Disposition: form-data; name="a"\r\nContent-Transfer-Encoding: base64\r\n\r\n'
    + b"A" * 99_999
    + b"\r\n--b--",
    b"--b" * 50_000,
    b"\x00" * 100_000,
    b"\xff\xfe" * 50_000,
    (b'--b\r\nContent-Disposition: form-data; name="a"; filename="x"\r\n\r\nx\r\n' * 3_000) + b"--b--",
)


@pytest.mark.parametrize("number", range(len(BROKEN)))
def test_a_broken_body_is_refused_at_once_and_without_a_failure(standing: Place, number: int) -> None:
    begun = time.monotonic()
    for process, target in ((standing.public, FORM), (standing.staff, b"/beheer/login/")):
        reply = _posted(process, target, PARTED, BROKEN[number])
        assert reply.status in (400, 403, 413), reply.status
    assert time.monotonic() - begun < AT_ONCE


@pytest.mark.parametrize("length", ["-1", "x", "1.5", "0x10", "+1", "1, 1", " ", "9" * 400])
def test_a_length_that_is_none_is_refused_or_counts_as_nothing(standing: Place, length: str) -> None:
    reply = understood(
        exchanged(standing.public.port, _says(FORM, HOST, TYPED, f"Content-Length: {length}"), patience=AT_ONCE)
    )
    assert reply.status in (0, 400, 403, 413)
    through = _says(FORM, f"{HOST}:{standing.proxy.public}", TYPED, f"Content-Length: {length}")
    assert understood(standing.proxy.raw(through, patience=AT_ONCE)).status in (400, 413)


def test_a_head_without_an_end_is_refused(standing: Place) -> None:
    own = f"{HOST}:{standing.proxy.public}"
    for lines in ([f"X-{n}: {'y' * 500}" for n in range(500)], ["Cookie: " + "a" * 60_000], ["X" * 60_000 + ": y"]):
        assert understood(standing.proxy.raw(request(b"/", own, *lines))).status in (400, 414, 431)
    # nginx refuses before it read all of it, and hangs up: now and then its answer is lost on the way, and never another
    answers = {understood(standing.proxy.raw(request(b"/" + b"a" * 60_000, own))).status for _ in range(20)}
    assert 414 in answers
    assert answers <= {0, 414}


def test_what_is_packed_is_not_unpacked(standing: Place) -> None:
    """A body in gzip would be a small one that grows: nothing here reads it as such."""
    import gzip

    reply = _posted(standing.public, FORM, TYPED + "\r\nContent-Encoding: gzip", gzip.compress(b"a" * PART * 50))
    assert reply.status in (400, 403)
