"""A first visit is light: on an old telephone, in a prison library, at the edge of a network."""

import gzip
from dataclasses import dataclass

import pytest

from tests.browser.as_served import as_served

KB = 1024
TO_READ = ["/slachtoffers/doel/", "/slachtoffers/werkwijze/", "/daders/nut/", "/contact/", "/keuzehulp/"]
FIRST_PAINT = 14 * KB  # what a server sends before it waits for an answer (RFC 6928: ten packets)


@dataclass(frozen=True)
class Sent:
    """One answer of the server. `body`: its bytes as sent, compressed; `whole`: with its headers (HTTP/1.1)."""

    url: str
    kind: str
    body: int
    whole: int


@pytest.fixture(scope="module")
def served(tmp_path_factory, django_db_setup):
    with as_served(tmp_path_factory.mktemp("static")) as address:
        yield address


@pytest.fixture
def first_visit(page, served):
    """Everything a browser that knows nothing of us gets for one page."""

    def visit(path):
        browser = page.context.new_cdp_session(page)
        answers, sizes = {}, {}
        browser.on("Network.responseReceived", lambda seen: answers.setdefault(seen["requestId"], seen))
        browser.on("Network.loadingFinished", lambda done: sizes.setdefault(done["requestId"], done["encodedDataLength"]))
        browser.send("Network.enable")
        browser.send("Network.setCacheDisabled", {"cacheDisabled": True})
        html = page.goto(f"{served}{path}", wait_until="networkidle").body()
        return [_sent(answer, sizes[number], html) for number, answer in answers.items()]

    return visit


def _sent(answer, whole, html):
    """A proxy compresses pages (docs/operate.md), so their weight is that of the compressed page."""
    response = answer["response"]
    headers = {name.lower(): value for name, value in response["headers"].items()}
    body = sent = int(headers["content-length"])
    if answer["type"] == "Document":
        sent = len(gzip.compress(html, 6))
    elif answer["type"] in {"Stylesheet", "Script"}:
        assert headers.get("content-encoding") in {"gzip", "br"}, response["url"]
    return Sent(response["url"], answer["type"], sent, int(whole) - body + sent)


@pytest.mark.parametrize("path", ["/", "/slachtoffers/"])
def test_a_first_visit_at_a_door_takes_few_bytes(first_visit, path):
    sent = first_visit(path)
    assert sum(one.whole for one in sent) <= 60 * KB, sent


@pytest.mark.parametrize("path", TO_READ)
def test_a_page_to_read_takes_fewer(first_visit, path):
    sent = first_visit(path)
    assert sum(one.whole for one in sent) <= 45 * KB, sent


@pytest.mark.parametrize("path", ["/", "/slachtoffers/", *TO_READ])
def test_what_the_first_paint_needs_fits_in_the_first_packets(first_visit, path):
    needed = [one for one in first_visit(path) if one.kind in {"Document", "Stylesheet"} and "/css/print." not in one.url]
    assert sum(one.whole for one in needed) <= FIRST_PAINT, needed


def test_a_first_visit_asks_for_few_files(first_visit):
    """Each costs a round trip's worth of headers, on a slow line."""
    assert len(first_visit("/slachtoffers/doel/")) <= 9


def test_the_weight_is_measured_on_files_that_are_kept_for_ever(page, served):
    with page.expect_response("**/js/leave.*.js") as found:
        page.goto(f"{served}/")
    assert "immutable" in found.value.headers["cache-control"]
