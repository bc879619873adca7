"""No name that a request gives us comes back in a link, a mail or a place to go to, nor a line end (WSTG-INPV-15, 17)."""

import pytest
from django.core import mail
from pytest_django import Settings
from wagtail.models import Page

from perspectief.accounts.moderation import ensure_moderation
from tests.attacks.inputs import HEADERS, addresses
from tests.attacks.payloads import HOSTS, LINE_ENDS, MARK
from tests.attacks.place import Place
from tests.attacks.wire import ask, exchanged, plain, request
from tests.cast import Player
from tests.serving import HOST

EVIL = b"evil"
CLAIMS = (
    "X-Forwarded-Host: evil.example",
    "X-Host: evil.example",
    "Forwarded: host=evil.example;proto=http",
    "X-Forwarded-Server: evil.example",
    "X-Original-Host: evil.example",
    "X-Forwarded-Port: 666",
    "X-Forwarded-Prefix: /evil",
    "X-Script-Name: /evil",
    "X-Original-URL: /evil",
    "X-Rewrite-URL: /evil",
    "X-HTTP-Host-Override: evil.example",
)
PLACES = (
    b"/",
    b"/slachtoffers",
    b"/aanmelden/",
    b"/sitemap.xml",
    b"/robots.txt",
    b"/.well-known/security.txt",
    b"/verlaat-deze-site/",
    b"/x/",
)


@pytest.mark.parametrize("host", HOSTS)
def test_another_host_gets_no_page_and_is_not_repeated(standing: Place, host: str) -> None:
    for port, through in ((standing.proxy.public, True), (standing.proxy.staff, True), (standing.public.port, False)):
        said = host.replace("{host}", f"{HOST}:{port}")
        for target in PLACES[:4]:
            reply = ask(standing.proxy, target, port=port, host=said) if through else plain(port, target, host=said)
            assert EVIL not in reply.body.lower(), (said, target)
            assert EVIL not in reply.location.encode()
            assert reply.status in (0, 400, 403, 404, 421, 444) or not said.strip().startswith("evil"), (said, reply.status)


def test_what_a_request_claims_beside_its_host_is_not_believed(standing: Place) -> None:
    for target in PLACES:
        for port in (standing.proxy.public, standing.proxy.staff):
            honest = ask(standing.proxy, target, "Cookie: x=1", port=port)
            claiming = ask(standing.proxy, target, "Cookie: x=1", *CLAIMS, port=port)
            assert (claiming.status, claiming.location) == (honest.status, honest.location), target
            assert EVIL not in claiming.body, target


def test_two_hosts_or_a_whole_address_are_refused_or_not_repeated(standing: Place) -> None:
    own = f"{HOST}:{standing.proxy.public}"
    for lines in (
        (f"Host: {own}", "Host: evil.example"),
        ("Host: evil.example", f"Host: {own}"),
        (f"Host: {own}", " Host: evil.example"),
    ):
        told = ("\r\n".join(("GET / HTTP/1.1", *lines, "Connection: close", "", ""))).encode()
        assert standing.proxy.raw(told).split()[1] == b"400"
    told = request(b"http://evil.example/slachtoffers", own)
    assert EVIL not in standing.proxy.raw(told)


def test_a_bad_host_is_one_line_in_the_log_without_the_name(standing: Place) -> None:
    before = standing.public.log.stat().st_size
    plain(standing.public.port, b"/aanmelden/", host="evil.example")
    with standing.public.log.open() as log:
        log.seek(before)
        lines = log.read().splitlines()
    assert len(lines) == 1
    assert "django.security.DisallowedHost" in lines[0]
    assert "evil" not in lines[0]


def test_no_address_query_or_header_ends_a_header(standing: Place) -> None:
    marks = [end.encode("utf-8") for end in LINE_ENDS]
    for mark in (
        b"%0d%0aX-zqx7:%20y",
        b"%0aX-zqx7:%20y",
        b"%0dX-zqx7:%20y",
        b"%e5%98%8d%e5%98%8aX-zqx7:%20y",
        b"%23%0d%0aX-zqx7:%20y",
    ):
        for before in (
            b"/",
            b"/slachtoffers",
            b"/zoeken/?q=",
            b"/en/",
            b"/delen/1-",
            b"/aanmelden/?next=",
            b"/verlaat-deze-site/?x=",
        ):
            for port in (standing.proxy.public, standing.proxy.staff):
                reply = ask(standing.proxy, before + mark, port=port)
                assert f"x-{MARK}" not in reply.headers, (before, mark)
    for mark in marks:
        sent = (
            b"GET /slachtoffers HTTP/1.1\r\nHost: "
            + HOST.encode()
            + b"\r\nX-Forwarded-Proto: https\r\nReferer: "
            + mark
            + b"\r\nConnection: close\r\n\r\n"
        )
        head = exchanged(standing.public.port, sent).partition(b"\r\n\r\n")[0]
        assert f"x-{MARK}".encode() not in head.lower()


@pytest.mark.usefixtures("on_postgres", "seeded_site", "db")
def test_no_mail_to_colleagues_names_a_host_that_a_request_said(writer: Player, editor: Player, settings: Settings) -> None:
    ensure_moderation()
    settings.WAGTAILADMIN_BASE_URL = "https://staff.example.nl"
    page = Page.objects.get(slug="contact", locale__language_code="nl")
    address = f"/beheer/pages/{page.pk}/edit/"
    form = writer.client.get(address, HTTP_HOST="evil.example").context["form"]
    typed = {name: form[name].value() or "" for name in form.fields}
    formsets = {f"{name}-count": "0" for name in ("body", "easy_body")} | {
        f"comments-{n}_FORMS": "0" for n in ("TOTAL", "INITIAL")
    }
    writer.client.post(
        address, {**typed, **formsets, "title": "Anders", "action-submit": "submit"}, HTTP_HOST="evil.example"
    )
    told = [f"{sent.subject}{sent.body}" for sent in mail.outbox]
    assert any("staff.example.nl" in words for words in told)
    assert not any("evil" in words for words in told)


@pytest.mark.pure
def test_there_are_addresses_and_headers_to_try() -> None:
    assert len(addresses()) > 100
    assert len(HEADERS) > 15
