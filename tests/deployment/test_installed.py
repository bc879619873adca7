"""The smallest machine: installed by the book, without content. `make deploy-test` does the rest (whole.py)."""

import http.client
import re
import socket
import ssl
from collections.abc import Iterator

import pytest
import yaml

from tests.deployment.installing import SERVICES, prepare, steps
from tests.deployment.machine import Machine, NoMachineError, machine
from tests.deployment.visiting import CERTIFICATE, PUBLIC, STAFF, get
from tests.processes import ROOT

SECRETS = "/etc/perspectief/secrets"
# What is asked of curl, and its answer.
ASKED = {
    f"https://{PUBLIC}/-/health/ --http1.1": "200",
    f"https://{PUBLIC}/-/health/ --http2": "200",
    f"https://{STAFF}/ --interface 127.7.7.7": "403",
    f"https://{PUBLIC}/static/nothing.css": "404",
    f"http://{PUBLIC}/": "301",
}
INTAKE_KEY = "/etc/perspectief/staff/intake.key"


@pytest.fixture(scope="module")
def site() -> Iterator[Machine]:
    """Both web processes and the proxy; the database is empty."""
    try:
        with machine() as new:
            prepare(new)
            for unit, instance in SERVICES[1:]:
                new.start(unit, instance)
            for unit, instance in SERVICES[1:]:
                new.wait_for(unit.replace("@.", f"@{instance}."))
            new.run("nginx")
            yield new
    except NoMachineError as error:
        pytest.skip(str(error))


def _raw(site: Machine, request: bytes) -> bytes:
    """What somebody gets who speaks HTTP by hand."""
    trusting = ssl.create_default_context(cadata=site.file(CERTIFICATE).read_text())
    with site.network():
        plain = socket.create_connection(("127.0.0.1", 443), 10)
    with trusting.wrap_socket(plain, server_hostname=PUBLIC) as line:
        line.sendall(request)
        return line.recv(4096)


def test_both_sites_answer_through_the_proxy_each_under_its_own_name(site: Machine) -> None:
    health = get(site, "/-/health/")
    assert (health.status, health.body) == (200, "ok")
    assert get(site, "/-/health/", host=STAFF).status == 200
    assert get(site, "/beheer/", host=PUBLIC).status != 302  # the public site has no such address


def test_no_answer_says_which_program_gave_it(site: Machine) -> None:
    """Nor an error, one that is no request at all, the way to HTTPS, or an answer over HTTP/2."""
    curl = f"curl -s -D - -o /dev/null --cacert {CERTIFICATE} --connect-to ::127.0.0.1:"
    told = [site.run(f"{curl} {asked}").stdout for asked in ASKED]
    told += [_raw(site, request).decode() for request in (b"NONSENSE\r\n\r\n", b"GET / HTTP/1.1\r\nHost: x y\r\n\r\n")]
    assert [answer.split()[1] for answer in told] == [*ASKED.values(), "400", "400"]
    for answer in told:
        assert not re.search(r"(?im)^server:|nginx/|granian", answer), answer


def test_the_staff_name_is_closed_to_who_comes_from_elsewhere(site: Machine) -> None:
    for path in ("/beheer/", "/-/health/", "/static/x.css", "/media/x.pdf", "/"):
        assert get(site, path, host=STAFF, address="127.7.7.7").status == 403
    assert get(site, "/-/health/", host=STAFF, address="127.7.7.7", x_forwarded_for="127.0.0.1").status == 403


def test_another_name_gets_no_answer(site: Machine) -> None:
    with pytest.raises((OSError, http.client.HTTPException)):
        get(site, "/", host="evil.example")


@pytest.mark.parametrize(
    "request_",
    [
        b"POST / HTTP/1.1\r\nHost: www.perspectief.test\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: www.perspectief.test\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcd",
        b"GET / HTTP/1.1\r\nHost: www.perspectief.test\r\nHost: staff.perspectief.test\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: www.perspectief.test\r\nContent-Length: 9999999\r\n\r\n",
        b"TRACE / HTTP/1.1\r\nHost: www.perspectief.test\r\n\r\n",
    ],
    ids=["two lengths", "two numbers", "two hosts", "too much", "trace"],
)
def test_a_request_that_can_be_read_in_two_ways_goes_nowhere(site: Machine, request_: bytes) -> None:
    assert _raw(site, request_).split()[1] in (b"400", b"405", b"413")


@pytest.mark.parametrize(
    ("path", "readers"),
    [
        (INTAKE_KEY, {"staff"}),
        (f"{SECRETS}/public/secret-key", {"public"}),
        (f"{SECRETS}/staff/mfa-key", {"staff"}),
        (f"{SECRETS}/staff/intake-search-key", {"staff"}),
        (f"{SECRETS}/staff/metrics-token", {"staff"}),
        (f"{SECRETS}/operations/database-url", {"operations"}),
        ("/run/credentials/perspectief-staff.service/mfa-key", {"staff"}),
        ("/etc/perspectief/public/recipients.txt", {"public", "staff", "operations"}),
        ("/etc/perspectief/tls/key.pem", set()),
    ],
)
def test_a_secret_is_read_by_whom_it_is_for(site: Machine, path: str, readers: set[str]) -> None:
    assert {who for who in ("public", "staff", "operations") if site.may_read(f"perspectief-{who}", path)} == readers
    assert site.may_read("www-data", path) == (len(readers) == 3)


def test_prometheus_is_let_in_as_its_file_says(site: Machine) -> None:
    """As far as the tables, which are not made here. `make deploy-test` sees what is measured."""
    site.run("useradd --system prometheus; mkdir -p /etc/prometheus; sh /opt/perspectief/deploy/install")
    [job] = yaml.safe_load((ROOT / "deploy" / "prometheus" / "prometheus.yml").read_text())["scrape_configs"]
    [target] = job["static_configs"][0]["targets"]
    token = f"/etc/prometheus/{job['authorization']['credentials_file']}"
    assert site.may_read("prometheus", token)
    assert not any(site.may_read(f"perspectief-{other}", token) for other in ("public", "staff", "operations"))

    def missed(authorization: str) -> str:
        """What the database says of it."""
        site.run("truncate --size 0 /var/log/postgresql/*")
        ask = f"runuser -u prometheus -- curl -s {job['scheme']}://{target}{job['metrics_path']}"
        site.run(f'{ask} -H "Authorization: {authorization}"')
        return site.run("cat /var/log/postgresql/*").stdout

    assert 'relation "watching_beat" does not exist' in missed(f"Bearer $(cat {token})")
    assert "watching_beat" not in missed("Bearer x")
    elsewhere = f"curl -s -o /dev/null -w '%{{http_code}}' http://{target}/beheer/"
    assert site.run(elsewhere).stdout == "404"


def test_the_processes_are_shut_in_where_they_run(site: Machine) -> None:
    """Seen from inside the service itself: nothing can be written but what the unit names, no power, no way to more."""
    inside = "nsenter --target $(pgrep -u perspectief-public -f granian | head -1) --mount"
    refused = site.run(f"{inside} touch /etc/x /opt/perspectief/x /var/lib/perspectief/pages/x", is_tried=True)
    assert refused.stderr.count("Read-only file system") == 3
    assert site.run(f"{inside} touch /var/lib/perspectief/media/x", is_tried=True).returncode == 0
    assert site.run(f"{inside} ls {SECRETS} /etc/perspectief/staff").stdout.split() == [
        f"{SECRETS}:",
        "/etc/perspectief/staff:",
    ]
    state = site.run("cat /proc/$(pgrep -u perspectief-public -f granian | head -1)/status").stdout
    assert "CapBnd:\t0000000000000000" in state
    assert "NoNewPrivs:\t1" in state


def test_installing_again_changes_no_secret_and_no_setting(site: Machine) -> None:
    look = "cd /etc/perspectief && find . -type f | sort | xargs sha256sum && ls -lR . && cat /etc/passwd /etc/group"
    before = site.run(look).stdout
    site.run("sh /opt/perspectief/deploy/install")
    assert site.run(look).stdout == before


LOGS = "/var/log/perspectief"
NIGHT = f"""
{{ echo "logrotate state -- version 2"; for log in {LOGS}/*.log /var/log/nginx/*.log; do
  echo "\\"$log\\" $(date -d yesterday +%Y-%-m-%-d)-0:0:0"; done; }} > /run/logrotate.state
logrotate --state /run/logrotate.state /etc/logrotate.conf
"""
DAY = f"""find {LOGS} -type f | while read -r log; do touch -m -d "@$(($(stat -c %Y "$log") - 86400))" "$log"; done"""


def test_what_the_proxy_wrote_is_gone_after_seven_days(site: Machine) -> None:
    """Debian's logrotate with all its rules, each night; the days pass by the dates of the files."""
    for day in range(9):
        site.run(f"echo 'written on day {day}' >> {LOGS}/nginx.log")
        if day < 8:
            site.run(NIGHT)
            site.run(DAY)
    kept = site.run(f"cat {LOGS}/nginx.log*").stdout
    assert [day for day in range(9) if f"written on day {day}\n" in kept] == list(range(2, 9))
    assert "written on day" not in site.run("cat /var/log/nginx/*").stdout
    assert get(site, "/-/health/").status == 200
    line = '"path": "/-/…/", "status": 200'
    site.run(f"for i in $(seq 50); do grep -q '{line}' {LOGS}/nginx.log && exit; sleep 0.1; done; exit 1")


def test_what_nobody_rotated_for_a_week_is_gone_with_the_next_night(site: Machine) -> None:
    site.run(f"touch -m -d '6 days ago 1 minute ago' {LOGS}/*.log.*")
    site.run(NIGHT)
    assert site.run(f"ls {LOGS}").stdout.split() == ["nginx-errors.log", "nginx-errors.log.1", "nginx.log", "nginx.log.1"]


def test_the_logs_of_the_proxy_are_read_by_root_alone(site: Machine) -> None:
    for who in ("perspectief-public", "perspectief-staff", "perspectief-operations", "nobody"):
        assert not site.may_read(who, f"{LOGS}/nginx.log")
    assert site.run(f"runuser -u www-data -- touch {LOGS}/x", is_tried=True).returncode != 0


def test_a_bucket_for_uploaded_files_is_a_matter_of_settings(site: Machine) -> None:
    told = "\nMEDIA_S3_BUCKET=uploads\nMEDIA_S3_ENDPOINT=https://127.0.0.1\n"
    uploads = site.file("/etc/nginx/perspectief/uploads.conf")
    dropped = site.file("/etc/systemd/system/perspectief-keeper.service.d/bucket.conf")
    before, settings = uploads.read_text(), site.file("/etc/perspectief/all.env").read_text()
    site.file("/etc/perspectief/all.env").write_text(settings + told)
    site.run("sh /opt/perspectief/deploy/install && nginx -t")
    fetching = site.file("/etc/nginx/perspectief/from-bucket.conf").read_text()
    assert "/uploads/$1? break;\nproxy_pass https://127.0.0.1;" in fetching
    own = f"{SECRETS}/public/media-s3"
    assert f"LoadCredential=media-s3-access-key:{own}-access-key\n" in dropped.read_text()
    assert f"LoadCredential=media-s3-secret-key:{own}-secret-key\n" in dropped.read_text()
    site.file("/etc/perspectief/all.env").write_text(settings)
    site.run("sh /opt/perspectief/deploy/install && nginx -t")
    assert uploads.read_text() == before
    assert not dropped.exists()


def test_the_wall_stands_on_the_sockets_of_postgresql(site: Machine) -> None:
    """Who is which role is said by the kernel, not by whoever asks."""
    ask = "runuser -u perspectief-public -- psql -h /run/postgresql -U {role} -c 'SELECT 1' perspectief"
    assert site.run(ask.format(role="perspectief"), is_tried=True).returncode != 0
    assert site.run(ask.format(role="postgres"), is_tried=True).returncode != 0


def test_every_step_of_the_page_is_one_that_a_test_takes() -> None:
    done = "\n".join(steps())
    for deed in (
        "create_keys",
        "migrate",
        "apply_grants",
        "collectstatic",
        "seed_site",
        "seed_roles",
        "enable --now",
        "check --deploy",
    ):
        assert deed in done
