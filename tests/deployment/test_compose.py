"""The compose file is well formed, shut in, and says the same as the units, which are what the other tests start."""

import re
import subprocess
import sys
from typing import Any

import pytest
import yaml

from tests.deployment.units import UNITS, Unit, read, services
from tests.processes import ROOT

FILE = ROOT / "deploy" / "compose.yaml"
COMPOSE: dict[str, Any] = yaml.safe_load(FILE.read_text())
SERVICES: dict[str, Any] = COMPOSE["services"]
NUMBERS = {"public": "701:701", "staff": "702:702", "operations": "703:703"}
PERIODS = {"*:0/1": "60", "*-*-* 03:00:00": "86400", "*:0/15": "900", "*:1/15": "900"}
EVERY = "/opt/perspectief/deploy/every"


def _pairs() -> list[tuple[Unit, str, str]]:
    """Each unit with its instance and the service that is the same."""
    found = []
    for unit in services():
        name = unit.name.removeprefix("perspectief-").removesuffix(".service")
        found += [(unit, n, name.replace("@", f"-{n}")) for n in ("1", "2")] if "@" in name else [(unit, "", name)]
    return found


PAIRS = _pairs()
same = pytest.mark.parametrize(("unit", "instance", "name"), PAIRS, ids=[name for *_, name in PAIRS])


def test_it_is_what_the_compose_specification_allows() -> None:
    check = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec", str(FILE)]
    done = subprocess.run(check, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_it_has_the_same_processes() -> None:
    assert set(SERVICES) == {name for *_, name in PAIRS} | {"proxy", "database", "operations"}
    assert SERVICES["operations"]["profiles"] == ["by-hand"]


@same
def test_the_command_is_the_same(unit: Unit, instance: str, name: str) -> None:
    command = unit.one("ExecStart").replace("%i", instance).split()
    if unit.one("Type") == "oneshot":
        timer = read(UNITS / unit.name.replace(".service", ".timer"))
        command = [EVERY, PERIODS[timer.one("OnCalendar")], *command]
    assert SERVICES[name]["command"] == command
    if waits := unit.settings.get("ExecStartPost"):
        assert SERVICES[name]["healthcheck"]["test"] == ["CMD", *waits[0].replace("%i", instance).split(), "0"]


@same
def test_who_it_is_and_what_it_knows_is_the_same(unit: Unit, instance: str, name: str) -> None:
    service = SERVICES[name]
    assert service["user"] == NUMBERS[unit.process]
    assert f"person perspectief-{unit.process} {service['user'][:3]}" in (ROOT / "deploy" / "install").read_text()
    assert service["env_file"] == unit.settings["EnvironmentFile"]
    module = unit.one("Environment").partition("=")[2]
    assert service["environment"] == {"DJANGO_SETTINGS_MODULE": module, "CREDENTIALS_DIRECTORY": "/run/secrets"}
    secrets = {one["target"]: COMPOSE["secrets"][one["source"]]["file"] for one in service["secrets"]}
    assert secrets == dict(one.split(":", 1) for one in unit.settings["LoadCredential"])


@same
def test_it_writes_and_sees_what_the_unit_does(unit: Unit, instance: str, name: str) -> None:
    mounts = [volume.split(":") for volume in SERVICES[name]["volumes"]]
    kept = {target for _, target, *how in mounts if how != ["ro"] and not target.startswith("/run/")}
    assert kept == set(unit.words("ReadWritePaths"))
    seen = {target for _, target, *_ in mounts}
    for hidden in unit.words("InaccessiblePaths"):
        assert hidden.removeprefix("-") not in seen
    runtime = {f"/run/{folder}".replace("%i", instance) for folder in unit.words("RuntimeDirectory")}
    assert {target for target in seen if target.startswith("/run/")} == runtime


@same
def test_who_has_no_network_there_has_none_here(unit: Unit, instance: str, name: str) -> None:
    is_shut = unit.settings.get("IPAddressDeny") == ["any"]
    assert ("outside" in SERVICES[name]["networks"]) != is_shut
    assert COMPOSE["networks"]["inside"] == {"internal": True}


@pytest.mark.parametrize("name", SERVICES)
def test_every_container_is_shut_in(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert "cap_add" not in service
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert re.fullmatch(r"[1-9]\d*:[1-9]\d*", service["user"])
    assert service["ulimits"] == {"core": 0}
    assert not any("docker.sock" in volume for volume in service["volumes"])
    assert "privileged" not in service


def test_only_the_proxy_is_reached_from_outside_and_it_reaches_sockets_alone() -> None:
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["proxy"]
    shared = set(SERVICES["proxy"]["networks"])
    assert not any(shared & set(service["networks"]) for name, service in SERVICES.items() if name != "proxy")
    configuration = (ROOT / "deploy" / "nginx" / "perspectief.conf").read_text()
    sockets = set(re.findall(r"server unix:(/run/[\w-]+)/web\.sock", configuration))
    assert sockets == {v.split(":")[1] for v in SERVICES["proxy"]["volumes"] if v.split(":")[1].startswith("/run/")}


def test_no_secret_stands_in_the_environment() -> None:
    for service in SERVICES.values():
        assert not re.search(r"(?i)(password|secret|key|pepper)=", str(service.get("environment", {})))
    for file in (ROOT / "deploy" / "settings").glob("*.env"):
        assert not re.search(r"(?m)^(SECRET_KEY|MFA_KEY|RECEIPT_PEPPER|DATABASE_URL|\w*PASSWORD)=", file.read_text())
