"""The site on a machine of its own, installed by the book and used: `make deploy-test` (root; ten minutes)."""

import base64
import hashlib
import re
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from playwright.sync_api import Browser, Page, Playwright, expect

from tests import programs
from tests.browser import form
from tests.browser.conftest import QUIET
from tests.browser.keys import Key, add, log_out, plugged_in
from tests.deployment.installing import SUPERUSER, install
from tests.deployment.machine import Machine, NoMachineError, machine
from tests.deployment.visiting import CERTIFICATE, PUBLIC, STAFF, Crowd, get, visit
from tests.mail_server import MailServer
from tests.mail_server import running as mail

UNIT = "perspectief-public@.service"
TWO = ("1", "2")
NEWCOMER, PASSWORD = "anna", "een lang geheim 2"
SECRETS = "/etc/perspectief/secrets"
LOGS = "/var/log/perspectief"
Tell = Callable[[Crowd], None]


@pytest.fixture(scope="module")
def site() -> Iterator[Machine]:
    try:
        with machine() as new:
            install(new)
            new.run("echo LEAST_SECONDS=0 >> /etc/perspectief/public.env")  # browsers type fast
            for instance in TWO:
                new.restart(UNIT, instance)
            yield new
    except NoMachineError as error:
        pytest.skip(str(error))


@pytest.fixture(scope="module")
def post(site: Machine) -> Iterator[MailServer]:
    """Where the site brings its mail: port 25 of the machine."""
    with site.network(), mail(port=25) as server:
        yield server


@pytest.fixture
def tell(capsys: pytest.CaptureFixture[str]) -> Tell:
    """Says how much was asked, for docs/operate.md."""

    def say(crowd: Crowd) -> None:
        with capsys.disabled():
            sys.stderr.write(f"\n{crowd.pages} pages, {len(crowd.codes)} referrals, slowest page {crowd.slowest:.2f} s\n")

    return say


def _wait_until_stored(site: Machine) -> None:
    until = time.monotonic() + 120
    while "x-stored" not in get(site, "/").headers:
        assert time.monotonic() < until, site.log("perspectief-keeper.service")
        time.sleep(0.5)


def test_pages_come_over_https_from_the_disk(site: Machine) -> None:
    _wait_until_stored(site)
    page = get(site, "/slachtoffers/")
    assert page.status == 200
    assert page.headers["x-stored"] == "yes"  # nginx says so; the process behind it says when
    assert "server" not in page.headers
    [style] = re.findall(r'href="(/static/css/[^"]+\.css)"', page.body)[:1]
    static = get(site, style, accept_encoding="identity")
    assert static.headers["cache-control"] == "public, max-age=31536000, immutable"
    told = site.run(
        f"curl -s --cacert {CERTIFICATE} --resolve {PUBLIC}:443:127.0.0.1 -o /dev/null -w '%{{http_version}}' https://{PUBLIC}/"
    )
    assert told.stdout == "2"


@pytest.fixture
def browser(site: Machine, playwright: Playwright, tmp_path: Path) -> Iterator[Browser]:
    """Chromium, on the machine's network. It believes the certificate that was made there."""
    program = tmp_path / "chromium"
    program.write_text(f'#!/bin/sh\nexec nsenter --net=/proc/{site.number}/ns/net "{programs.chromium()}" "$@"\n')
    program.chmod(0o755)
    certificate = x509.load_pem_x509_certificate(site.file(CERTIFICATE).read_bytes())
    key = certificate.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    known = base64.b64encode(hashlib.sha256(key).digest()).decode()
    names = "--host-resolver-rules=MAP *.perspectief.test 127.0.0.1"
    args = [*QUIET, "--no-sandbox", names, f"--ignore-certificate-errors-spki-list={known}"]
    chromium = playwright.chromium.launch(executable_path=str(program), args=args, headless=True)
    yield chromium
    chromium.close()


def _desk(browser: Browser) -> Key:
    """A colleague's own browser, with a key in it."""
    context = browser.new_context(locale="nl-NL", base_url=f"https://{STAFF}")
    context.set_default_timeout(30_000)
    return plugged_in(context.new_page(), home=f"https://{STAFF}")


def _choose_a_passkey(key: Key, username: str, password: str) -> None:
    """The first time: the password, and then only the passkey."""
    page = key.page
    page.goto("/beheer/")
    page.get_by_label("Gebruikersnaam").fill(username)
    page.get_by_label("Wachtwoord").fill(password)
    page.get_by_role("button", name="Inloggen", exact=True).click()
    page.wait_for_url("**/beheer/twee-factor/?*")
    add(key)
    expect(page.get_by_text("U ziet ze alleen nu.")).to_be_visible()
    log_out(key)
    page.get_by_role("button", name="Inloggen met een passkey").click()
    page.wait_for_url("**/beheer/")


def _make_an_account(page: Page) -> None:
    page.goto("/beheer/users/new/")
    page.get_by_label("Gebruikersnaam").fill(NEWCOMER)
    page.get_by_label("E-mail").fill("anna@perspectief.test")
    page.get_by_label("Voornaam").fill("Anna")
    page.get_by_label("Achternaam").fill("Jansen")
    for field in page.locator("input[type=password]").all():
        field.fill(PASSWORD)
    page.get_by_role("button", name=re.compile("^(Aanmaken|Toevoegen|Voeg gebruiker toe|Opslaan|Bewaren)$")).last.click()
    expect(page.get_by_text("is aangemaakt")).to_be_visible()


def test_the_whole_chain_with_passkeys(site: Machine, browser: Browser) -> None:
    technician = _desk(browser)
    _choose_a_passkey(technician, SUPERUSER["DJANGO_SUPERUSER_USERNAME"], SUPERUSER["DJANGO_SUPERUSER_PASSWORD"])
    _make_an_account(technician.page)
    colleague = _desk(browser)
    _choose_a_passkey(colleague, NEWCOMER, PASSWORD)
    site.run(f"perspectief operations make_coordinator {NEWCOMER}")

    visitor = browser.new_context(locale="nl-NL", base_url=f"https://{PUBLIC}").new_page()
    visitor.goto("/aanmelden/")
    form.to_the_check_page(visitor)
    code = form.send(visitor)

    desk = colleague.page
    desk.goto("/beheer/aanmeldingen/")
    desk.get_by_role("button", name=re.compile("^Neem op mij")).first.click()
    desk.get_by_role("link", name=re.compile("^Openen")).first.click()
    expect(desk.locator("main")).to_contain_text("Graag rustig uitleggen.")
    visitor.goto("/mijn-aanmelding/code/")
    form.write(visitor, "Wat is uw code?", code)
    expect(visitor.locator("[aria-current=step]")).not_to_contain_text("Ontvangen")
    refused = technician.page.goto(desk.url)
    assert refused is not None
    assert refused.status == 403


def test_somebody_signs_up_and_intake_hears_of_it(site: Machine, post: MailServer) -> None:
    assert re.fullmatch(r"[\w-]{10,}", visit(site, 200).sign_up())
    site.once("perspectief-sweep.service")
    assert "aanmeldpunt@perspectief.test" in post.told()
    site.once("perspectief-drop-canary.service")
    site.once("perspectief-open-canaries.service")


def test_each_process_is_started_anew_under_a_crowd_that_signs_up_and_nobody_notices(site: Machine, tell: Tell) -> None:
    crowd = Crowd(site)
    with crowd.at_work():
        time.sleep(3)
        for instance in TWO * 2:
            site.restart(UNIT, instance)
            time.sleep(1)
    tell(crowd)
    assert crowd.failed == []
    assert crowd.pages > 100
    assert crowd.codes


def test_each_process_is_killed_under_a_crowd_that_reads_and_nobody_notices(site: Machine, tell: Tell) -> None:
    crowd = Crowd(site)
    with crowd.at_work(writers=0):
        for instance in TWO * 2:
            time.sleep(2)
            site.run(f"pkill -KILL -f /run/perspectief-public-{instance}/[w]eb.sock")
            site.wait_for(f"perspectief-public@{instance}.service")
    tell(crowd)
    assert crowd.failed == []
    assert crowd.pages > 100


def test_the_backup_of_the_night_is_made_and_nobody_else_reads_it(site: Machine) -> None:
    site.once("perspectief-back-up.service")
    [made] = site.run("ls /var/backups/perspectief").stdout.split()
    path = f"/var/backups/perspectief/{made}/database.age"
    assert site.may_read("perspectief-operations", path)
    assert not any(site.may_read(f"perspectief-{other}", path) for other in ("public", "staff"))


def test_prometheus_measures_what_its_file_names(site: Machine) -> None:
    ask = f'curl -s -H "Authorization: Bearer $(cat {SECRETS}/staff/metrics-token)" http://127.0.0.1:9180/-/metrics/'
    assert "\nperspectief_" in site.run(ask).stdout


def test_the_log_of_the_proxy_knows_nobody(site: Machine) -> None:
    get(site, "/zoeken/?q=plantedsearch", address="127.9.8.7", cookie="x=1")
    get(site, "/aanmelden/contactverbod/", address="127.9.8.7")
    written = site.run(f"cat {LOGS}/*").stdout
    assert '"method": "GET", "path": "/zoeken/", "status": 200' in written
    assert "plantedsearch" not in written
    assert "contactverbod" not in written
    assert not re.search(r"\b127\.\d+\.\d+\.\d+\b", written)
