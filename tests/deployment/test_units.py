"""What the units promise: each process as little as it can do with, and all of them in the same small room."""

import shutil
import subprocess

import pytest

from tests.deployment.units import UNITS, Unit, read, services

ALL = list(services())
HARD = {
    "NoNewPrivileges": "yes",
    "CapabilityBoundingSet": "",
    "AmbientCapabilities": "",
    "ProtectSystem": "strict",
    "ProtectHome": "yes",
    "ProtectProc": "invisible",
    "PrivateDevices": "yes",
    "PrivateTmp": "yes",
    "RestrictNamespaces": "yes",
    "RestrictSUIDSGID": "yes",
    "LockPersonality": "yes",
    "MemoryDenyWriteExecute": "yes",
    "LimitCORE": "0",
}
SECRETS = {
    "public": {"secret-key", "receipt-pepper", "database-url"},
    "staff": {"secret-key", "receipt-pepper", "mfa-key", "intake-search-key", "metrics-token", "database-url", "email-url"},
    "operations": {"secret-key", "database-url", "email-url"},
}
every = pytest.mark.parametrize("unit", ALL, ids=lambda unit: unit.name)


@every
def test_a_service_can_do_little(unit: Unit) -> None:
    assert {name: unit.one(name) for name in HARD} == HARD
    assert unit.settings["SystemCallFilter"] == ["@system-service", "~@privileged"]


@every
def test_a_service_gets_the_secrets_of_its_process_and_settings_of_no_other(unit: Unit) -> None:
    own = f"/etc/perspectief/secrets/{unit.process}/"
    told = dict(one.split(":", 1) for one in unit.settings["LoadCredential"])
    assert set(told) == SECRETS[unit.process]
    assert all(path == f"{own}{name}" for name, path in told.items())
    assert unit.one("Environment") == f"DJANGO_SETTINGS_MODULE=perspectief.settings.{unit.process}"
    assert unit.settings["EnvironmentFile"] == ["/etc/perspectief/all.env", f"/etc/perspectief/{unit.process}.env"]


@every
def test_a_service_writes_in_the_journal_that_ends_after_seven_days(unit: Unit) -> None:
    namespace = unit.one("LogNamespace")
    install = (UNITS.parent / "install").read_text()
    assert f'"$here/journald/{namespace}.conf" /etc/systemd/journald@{namespace}.conf' in install


@every
def test_the_intake_key_is_in_sight_of_staff_alone(unit: Unit) -> None:
    hidden = {path.removeprefix("-") for path in unit.words("InaccessiblePaths")}
    assert "/etc/perspectief/secrets" in hidden
    assert ("/etc/perspectief/staff" in hidden) == (unit.process != "staff")
    assert ("/var/backups/perspectief" in hidden) == ("back_up" not in unit.one("ExecStart"))


@every
def test_who_brings_no_mail_has_no_network(unit: Unit) -> None:
    brings_mail = unit.name in ("perspectief-staff.service", "perspectief-sweep.service")
    assert (unit.settings.get("IPAddressDeny") == ["any"]) != brings_mail


@every
def test_what_serves_comes_back_and_takes_its_workers_with_it(unit: Unit) -> None:
    if unit.one("Type") == "oneshot":
        timer = read(UNITS / unit.name.replace(".service", ".timer"))
        assert timer.one("OnCalendar")
    else:
        assert unit.one("Restart") == "always"
        assert unit.one("KillMode") in ("control-group", "mixed")


def test_the_target_wants_every_service_and_timer() -> None:
    wanted = set(
        " ".join(line for line in (UNITS / "perspectief.target").read_text().splitlines() if "Wants=" in line)
        .replace("Wants=", "")
        .split()
    )
    timed = {unit.name for unit in ALL if unit.one("Type") == "oneshot"}
    known = {unit.name for unit in ALL} - timed | {path.name for path in UNITS.glob("*.timer")}
    assert {name.replace("@1.", "@.").replace("@2.", "@.") for name in wanted} == known


def test_systemd_itself_understands_the_units(tmp_path) -> None:
    program = shutil.which("systemd-analyze")
    if not program:
        pytest.skip("systemd is not installed here")
    for path in UNITS.iterdir():
        text = (
            path.read_text()
            .replace("/opt/perspectief/deploy/serve", "/bin/true")
            .replace("/opt/perspectief/.venv/bin/python", "/bin/true")
        )
        (tmp_path / path.name).write_text(text)
    names = [str(tmp_path / path.name.replace("@.", "@1.")) for path in UNITS.iterdir()]
    (tmp_path / "perspectief-public@1.service").symlink_to("perspectief-public@.service")
    (tmp_path / "perspectief-public@2.service").symlink_to("perspectief-public@.service")
    told = subprocess.run([program, "verify", "--man=no", *names], check=False, capture_output=True, text=True)
    ours = [line for line in told.stderr.splitlines() if "perspectief" in line]
    assert ours == []
    assert told.returncode == 0, told.stderr
